#include <stdatomic.h>

#include "CPlatform.h"

enum { PAUSE_NANOSECONDS = 20000, LONGEST_PAUSES = 25000 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
/* How many threads are where no fork must happen; how many are about to fork. */
static atomic_int inside, forking;

static void pause_shortly(void)
{
    struct timespec pause = {0, PAUSE_NANOSECONDS};
    nanosleep(&pause, NULL);
}

static void wait_until_nobody_is_inside(void)
{
    int pauses;
    atomic_fetch_add(&forking, 1);
    /* Bounded: a fork that is risky is better than one that never comes. */
    for (pauses = 0; atomic_load(&inside) > 0 && pauses < LONGEST_PAUSES; pauses++)
        pause_shortly();
}

static void go_on_in_parent(void)
{
    atomic_fetch_sub(&forking, 1);
}

static void go_on_in_child(void)
{
    atomic_store(&inside, 0);
    atomic_store(&forking, 0);
}

static void watch_forks(void)
{
    pthread_atfork(wait_until_nobody_is_inside, go_on_in_parent, go_on_in_child);
}

void sky_fork_guard_enter(void)
{
    pthread_once(&once, watch_forks);
    for (;;) {
        atomic_fetch_add(&inside, 1);
        if (atomic_load(&forking) == 0)
            return;
        atomic_fetch_sub(&inside, 1);
        while (atomic_load(&forking) > 0)
            pause_shortly();
    }
}

void sky_fork_guard_leave(void)
{
    atomic_fetch_sub(&inside, 1);
}
