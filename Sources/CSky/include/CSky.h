/*
 * sky_types.h as Swift sees it. Swift drops pointers to incomplete types to OpaquePointer and would leave the
 * handle types out of the header it emits, so here (and only here) the handles have a body.
 */
#ifndef CSKY_H
#define CSKY_H

#include "sky_types.h"

struct sky_client { char opaque; };
struct sky_result { char opaque; };
struct sky_postback { char opaque; };
struct sky_request { char opaque; };
struct sky_batch { char opaque; };

#endif
