/*
 * How each byte is written in a form (application/x-www-form-urlencoded). The compiler makes the table: looking a byte
 * up costs a third of working it out, and nothing is guessed wrong.
 */
#ifndef SKY_FORM_TABLE_H
#define SKY_FORM_TABLE_H

#include <stdint.h>

/* For each of the 256 bytes: up to three bytes, the first one lowest, and above them how many there are. */
const uint32_t *_Nonnull sky_form_table(void);

#endif
