#define _GNU_SOURCE
#include "CPlatform.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

int sky_open(const char *path, int flags, mode_t mode)
{
    return open(path, flags, mode);
}

int sky_lock(int descriptor)
{
    return flock(descriptor, LOCK_EX | LOCK_NB);
}

void sky_unlock(int descriptor)
{
    flock(descriptor, LOCK_UN);
}

int sky_mapping_is_intact(void *start, size_t size)
{
    /* The kernel touches the pages itself, and says EFAULT where a touch of ours would have ended the process. */
    int saved = errno, intact = madvise(start, size, MADV_POPULATE_WRITE) == 0 || errno != EFAULT;
    errno = saved;
    return intact;
}
