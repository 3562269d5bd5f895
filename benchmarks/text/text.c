/*
 * Nanoseconds of a call, over at least 40 ms: text WAY FILE
 *
 * measure  sky_measure_text                  split    sky_split_text, parts into an array
 * clusters the same, clusters kept whole     simplify sky_simplify_text and sky_free
 * copy     memcpy of the text, to compare with
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sky.h"

static char text[2 << 20], copy[2 << 20];
static size_t length;
static sky_text_part parts[20000];

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int measure(void)
{
    sky_text_info info;
    return sky_measure_text(text, length, 0, &info, NULL) == SKY_OK;
}

static int split_with(uint32_t options)
{
    size_t count;
    return sky_split_text(text, length, options, parts, sizeof parts / sizeof *parts, &count, NULL) == SKY_OK;
}

static int split(void) { return split_with(0); }

static int clusters(void) { return split_with(SKY_TEXT_KEEP_CLUSTERS); }

static int simplify(void)
{
    char *simplified;
    int is_done = sky_simplify_text(text, length, 0, &simplified, NULL) == SKY_OK;
    sky_free(simplified);
    return is_done;
}

static int copied(void)
{
    memcpy(copy, text, length);
    __asm__ volatile("" ::: "memory");
    return 1;
}

int main(int argc, char **argv)
{
    static const struct { const char *name; int (*call)(void); } ways[] = {
        {"measure", measure}, {"split", split}, {"clusters", clusters}, {"simplify", simplify}, {"copy", copied}};
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    size_t way, calls = 0;
    double start, elapsed = 0;
    if (file == NULL)
        return 2;
    length = fread(text, 1, sizeof text, file);
    fclose(file);
    for (way = 0; way < sizeof ways / sizeof *ways && strcmp(ways[way].name, argv[1]) != 0; way++)
        continue;
    if (way == sizeof ways / sizeof *ways || !ways[way].call())
        return 2;
    start = now();
    while (elapsed < 40e6) {
        int i;
        for (i = 0; i < 16; i++)
            ways[way].call();
        calls += 16;
        elapsed = now() - start;
    }
    printf("%.1f\n", elapsed / (double)calls);
    return 0;
}
