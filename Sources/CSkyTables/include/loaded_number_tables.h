// Number tables that were loaded at run time, and which tables answer: the parts of it that need C's atomics and
// malloc.

#ifndef SKY_LOADED_NUMBER_TABLES_H
#define SKY_LOADED_NUMBER_TABLES_H

#include <stddef.h>

#include "number_tables.h"

#ifdef __clang__
#pragma clang assume_nonnull begin
#endif

// The tables in use: those used last, at first the built-in ones. Any thread, any time.
const sky_number_tables *sky_number_tables_current(void);

// Make tables the ones in use. Threads that are reading go on with those that they have.
void sky_number_tables_use(const sky_number_tables *tables);

// Memory for loaded tables with a copy of their blob in it, which sky_number_tables_blob() gives; the tables are the
// built-in ones until they are filled in. NULL: no memory.
sky_number_tables *_Nullable sky_number_tables_allocate(const void *bytes, size_t length);

// The copy of the blob that tables were allocated with.
const void *sky_number_tables_blob(const sky_number_tables *tables);

// Free allocated tables that were not kept.
void sky_number_tables_free(const sky_number_tables *tables);

// Keep allocated tables for good, so that they are found again.
void sky_number_tables_keep(const sky_number_tables *tables);

// Tables that were kept and have the same blob; NULL: none.
const sky_number_tables *_Nullable sky_number_tables_find(const void *bytes, size_t length);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

#endif
