/*
 * What libsky uses of the C library. Embedded Swift has no Glibc module, so the headers
 * are named here; functions are declared below only where Swift alone cannot do the thing.
 */
#ifndef SKY_PLATFORM_H
#define SKY_PLATFORM_H

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/*
 * One pointer a thread, freed with the thread.
 *
 * Swift's lazily made globals are not thread-safe in the Embedded flavour and it has no
 * thread-local storage of its own, so the slot lives here.
 */
void *sky_thread_slot_get(void);

/* Put a value into this thread's slot. `destroy` runs on it when the thread ends, and for the thread that calls
   exit() when the process ends. Returns 0, or an error number; then the value was not kept. */
int sky_thread_slot_set(void *value, void (*destroy)(void *value));

/*
 * Whom a thread asks, while it waits, whether the call is to end. Like the slot above it lives here because Swift has
 * no thread-local storage; NULL for nobody. Returns 0, or an error number if memory ran out.
 */
int sky_thread_question_set(int32_t (*ask)(void *user), void *user);

/* Whether there is somebody to ask, and he is not being asked already. */
int sky_thread_question_is_set(void);

/* Ask. 0 if there is nobody to ask. */
int32_t sky_thread_question_ask(void);

/*
 * One pointer a process, NULL at first. A program's own mutable globals would be made lazily, and not thread-safe in
 * the Embedded flavour.
 */
void *sky_process_slot_get(void);

/* Put `value` into the slot if it holds `expected`. Returns whether it did. */
int sky_process_slot_exchange(void *expected, void *value);

/*
 * A number that this process has and neither its parent nor its children have. Unlike getpid() it costs no system call,
 * except for the first time in a process.
 */
uint64_t sky_process_stamp(void);

/*
 * Between these a thread of this process may hold locks of libcurl and OpenSSL, which a child of fork() would inherit
 * and wait for in vain; so fork() waits until nobody is between them, half a second at most. Nothing that waits, and
 * nothing of the host's, may be done in between.
 */
void sky_fork_guard_enter(void);
void sky_fork_guard_leave(void);

/* open(), which Swift cannot call because its arguments vary in number. Gives -1 and sets errno as open() does. */
int sky_open(const char *path, int flags, mode_t mode);

/* flock() for writing, without waiting. (Swift takes the name for the structure.) */
int sky_lock(int descriptor);

/* Take the lock away again; closing the descriptor does so too, and the end of the process. */
void sky_unlock(int descriptor);

/*
 * Whether `size` bytes of a mapped file can be written to. 0 if touching them would raise SIGBUS, which happens once
 * somebody has truncated the file. Linux before 5.14 cannot tell: then always 1.
 */
int sky_mapping_is_intact(void *start, size_t size);

/*
 * Keep a SIGPIPE that this thread raises from the host, between begin and end: without a handler, and without losing
 * one that was raised before. What begin gives is handed to end.
 */
int sky_pipe_guard_begin(void);
void sky_pipe_guard_end(int guard);

#endif
