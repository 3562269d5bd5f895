/* Nanoseconds a number through libsky's C interface, over the lines of a file (text, tab, region or "-").
   Best of several passes. Usage: library FILE */
#include <sky.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PASSES = 100 };

static char *text;
static size_t count;
static char **starts;
static size_t *lengths;
static char (*regions)[4];

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void read_lines(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t size, capacity = 0;
    char *line, *end;
    if (!file || fseek(file, 0, SEEK_END))
        exit(2);
    size = (size_t)ftell(file);
    rewind(file);
    text = malloc(size + 1);
    if (!text || fread(text, 1, size, file) != size)
        exit(2);
    fclose(file);
    text[size] = 0;
    for (line = text; line < text + size; line = end + 1) {
        char *tab;
        end = memchr(line, '\n', (size_t)(text + size - line));
        if (!end)
            break;
        *end = 0;
        tab = strrchr(line, '\t');
        if (count == capacity) {
            capacity = capacity ? 2 * capacity : 1024;
            starts = realloc(starts, capacity * sizeof *starts);
            lengths = realloc(lengths, capacity * sizeof *lengths);
            regions = realloc(regions, capacity * sizeof *regions);
            if (!starts || !lengths || !regions)
                exit(2);
        }
        *tab = 0;
        starts[count] = line;
        lengths[count] = (size_t)(tab - line);
        memset(regions[count], 0, 4);
        if (tab[1] != '-')
            memcpy(regions[count], tab + 1, 2);
        count++;
    }
}

static unsigned long parse(sky_error *error)
{
    unsigned long sum = 0;
    sky_number number;
    size_t i;
    for (i = 0; i < count; i++) {
        sky_parse_number(starts[i], lengths[i], regions[i][0] ? regions[i] : NULL, 0, &number, error);
        sum += number.status + number.digit_count + number.type;
    }
    return sum;
}

static unsigned long normalize(sky_error *error)
{
    unsigned long sum = 0;
    char msisdn[SKY_MSISDN_SIZE];
    size_t i;
    for (i = 0; i < count; i++)
        sum += (unsigned long)sky_normalize_msisdn(starts[i], lengths[i], regions[i][0] ? regions[i] : NULL, msisdn,
                                                   error);
    return sum;
}

static sky_number_column column;

static unsigned long parse_column(sky_error *error)
{
    size_t accepted = 0;
    sky_parse_numbers(&column, NULL, 0, &accepted, error);
    return accepted;
}

static void prepare_column(void)
{
    uint32_t *offsets = malloc((count + 1) * sizeof *offsets);
    char *data, *letters = calloc(count, 2);
    size_t i, size = 0;
    for (i = 0; i < count; i++)
        size += lengths[i];
    data = malloc(size + 1);
    column.digits = malloc(count * sizeof *column.digits);
    column.statuses = malloc(count);
    column.types = malloc(count);
    column.found_regions = malloc(2 * count);
    if (!offsets || !data || !letters || !column.digits || !column.statuses || !column.types || !column.found_regions)
        exit(2);
    for (i = 0, size = 0; i < count; i++) {
        offsets[i] = (uint32_t)size;
        memcpy(data + size, starts[i], lengths[i]);
        memcpy(letters + 2 * i, regions[i], 2);
        size += lengths[i];
    }
    offsets[count] = (uint32_t)size;
    column.count = count;
    column.data = data;
    column.data_length = size;
    column.offsets32 = offsets;
    column.regions = letters;
}

static void measure(const char *name, unsigned long (*pass)(sky_error *), sky_error *error)
{
    double best = 1e18;
    unsigned long sum = 0;
    int i;
    for (i = 0; i < PASSES; i++) {
        double started = now(), spent;
        sum = pass(error);
        spent = now() - started;
        if (spent < best)
            best = spent;
    }
    printf("libsky %s: %.1f ns (check %lu)\n", name, best / (double)count, sum & 0xFFFF);
}

int main(int arguments, char **words)
{
    sky_error error;
    if (arguments < 2)
        return 2;
    read_lines(words[1]);
    prepare_column();
    measure("sky_parse_number, all fields", parse, NULL);
    measure("sky_parse_number, with reasons", parse, &error);
    measure("sky_parse_numbers, all fields", parse_column, NULL);
    measure("sky_normalize_msisdn", normalize, NULL);
    measure("sky_normalize_msisdn, with reasons", normalize, &error);
    return 0;
}
