#include <stdatomic.h>

#include "CPlatform.h"

static _Atomic(void *) slot;

void *sky_process_slot_get(void)
{
    return atomic_load_explicit(&slot, memory_order_acquire);
}

int sky_process_slot_exchange(void *expected, void *value)
{
    return atomic_compare_exchange_strong_explicit(&slot, &expected, value, memory_order_acq_rel, memory_order_acquire);
}
