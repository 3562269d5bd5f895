/*
 * How long loading takes: load LIBRARY... prints the milliseconds of dlopen for all of them together.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <time.h>

int main(int argc, char **argv)
{
    struct timespec start, stop;
    int i;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (i = 1; i < argc; i++) {
        if (dlopen(argv[i], RTLD_NOW) == NULL) {
            fprintf(stderr, "%s\n", dlerror());
            return 1;
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &stop);
    printf("%.3f\n", (double)(stop.tv_sec - start.tv_sec) * 1e3 + (double)(stop.tv_nsec - start.tv_nsec) / 1e6);
    return 0;
}
