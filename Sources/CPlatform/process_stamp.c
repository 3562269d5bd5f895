#include <stdatomic.h>
#include <sys/mman.h>

#include "CPlatform.h"

#ifndef MADV_WIPEONFORK
#define MADV_WIPEONFORK 18
#endif

static _Atomic(_Atomic uint64_t *) page;

/* A page that a child of fork() finds filled with zeroes; NULL if the kernel (before 4.14) or memory has none. */
static _Atomic uint64_t *own_page(void)
{
    size_t size = (size_t)sysconf(_SC_PAGESIZE);
    _Atomic uint64_t *expected = NULL;
    void *made = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED)
        return NULL;
    if (madvise(made, size, MADV_WIPEONFORK) != 0) {
        munmap(made, size);
        return NULL;
    }
    if (!atomic_compare_exchange_strong(&page, &expected, (_Atomic uint64_t *)made)) {
        munmap(made, size);
        return expected;
    }
    return made;
}

uint64_t sky_process_stamp(void)
{
    _Atomic uint64_t *own = atomic_load_explicit(&page, memory_order_acquire);
    uint64_t stamp;
    uint64_t expected = 0;
    struct timespec now = {0, 0};
    if (own == NULL && (own = own_page()) == NULL)
        return (uint64_t)getpid();
    stamp = atomic_load_explicit(own, memory_order_acquire);
    if (stamp != 0)
        return stamp;
    clock_gettime(CLOCK_MONOTONIC, &now);
    stamp = (uint64_t)getpid() << 32 | (((uint64_t)now.tv_nsec & 0x7FFFFFFF) << 1) | 1;
    return atomic_compare_exchange_strong(own, &expected, stamp) ? stamp : expected;
}
