#define _GNU_SOURCE
#include "CPlatform.h"

/* Calls are few and never nested, so what is to be restored travels in a word: 1 if SIGPIPE was let through before, 2
   if none was waiting to be let through. */
int sky_pipe_guard_begin(void)
{
    sigset_t pipe_only, before, waiting;
    int guard = 0;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    if (sigpending(&waiting) == 0 && !sigismember(&waiting, SIGPIPE))
        guard |= 2;
    if (pthread_sigmask(SIG_BLOCK, &pipe_only, &before) == 0 && !sigismember(&before, SIGPIPE))
        guard |= 1;
    return guard;
}

void sky_pipe_guard_end(int guard)
{
    const struct timespec at_once = {0, 0};
    sigset_t pipe_only, waiting;
    int saved = errno;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    if ((guard & 2) && sigpending(&waiting) == 0 && sigismember(&waiting, SIGPIPE))
        sigtimedwait(&pipe_only, NULL, &at_once);
    if (guard & 1)
        pthread_sigmask(SIG_UNBLOCK, &pipe_only, NULL);
    errno = saved;
}
