#include "loaded_number_tables.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// One piece of memory: this, then the blob.
typedef struct loaded_tables {
    struct loaded_tables *older;
    size_t length;
    sky_number_tables tables;
    // Tables hold 32-bit values, and each section lies at a multiple of eight within the blob.
    _Alignas(16) unsigned char blob[];
} loaded_tables;

static _Atomic(const sky_number_tables *) in_use;
static _Atomic(loaded_tables *) newest;

static loaded_tables *container(const sky_number_tables *tables)
{
    return (loaded_tables *)((uintptr_t)tables - offsetof(loaded_tables, tables));
}

const sky_number_tables *sky_number_tables_current(void)
{
    const sky_number_tables *tables = atomic_load_explicit(&in_use, memory_order_acquire);
    return tables ? tables : sky_number_tables_built_in();
}

void sky_number_tables_use(const sky_number_tables *tables)
{
    atomic_store_explicit(&in_use, tables, memory_order_release);
}

sky_number_tables *sky_number_tables_allocate(const void *bytes, size_t length)
{
    loaded_tables *loaded = malloc(sizeof *loaded + length);
    if (!loaded)
        return NULL;
    loaded->older = NULL;
    loaded->length = length;
    loaded->tables = *sky_number_tables_built_in();
    memcpy(loaded->blob, bytes, length);
    return &loaded->tables;
}

const void *sky_number_tables_blob(const sky_number_tables *tables)
{
    return container(tables)->blob;
}

void sky_number_tables_free(const sky_number_tables *tables)
{
    free(container(tables));
}

void sky_number_tables_keep(const sky_number_tables *tables)
{
    loaded_tables *loaded = container(tables);
    loaded->older = atomic_load_explicit(&newest, memory_order_relaxed);
    while (!atomic_compare_exchange_weak_explicit(&newest, &loaded->older, loaded, memory_order_release,
                                                  memory_order_relaxed))
        ;
}

const sky_number_tables *sky_number_tables_find(const void *bytes, size_t length)
{
    loaded_tables *loaded = atomic_load_explicit(&newest, memory_order_acquire);
    for (; loaded; loaded = loaded->older)
        if (loaded->length == length && memcmp(loaded->blob, bytes, length) == 0)
            return &loaded->tables;
    return NULL;
}
