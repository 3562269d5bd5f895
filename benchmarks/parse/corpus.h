/* What the C and C++ programs have in common: the documents, the fields, the clock. */
#ifndef SKY_BENCHMARK_CORPUS_H
#define SKY_BENCHMARK_CORPUS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef FIELD_NAMES
#define FIELD_NAMES \
    "ORIGIN", "CODE", "STATUS", "FROM", "FROM_MASK", "TO", "TRACKINGID", "SPID", "TIMESTAMP", "AGGREGATORID"
#endif

static const char *const names[] = {FIELD_NAMES};
enum { MOST_DOCUMENTS = 2000, FIELDS = sizeof names / sizeof *names };

static char *documents[MOST_DOCUMENTS];
static size_t lengths[MOST_DOCUMENTS];
static int document_count;
static volatile size_t sink;

/* Load a file of documents with a NUL behind each. */
static void load_documents(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = (char *)malloc(4u << 20);
    char *end;
    if (file == NULL || text == NULL)
        abort();
    end = text + fread(text, 1, (4u << 20) - 1, file);
    *end = 0;
    fclose(file);
    for (; text < end && document_count < MOST_DOCUMENTS; document_count++) {
        documents[document_count] = text;
        lengths[document_count] = strlen(text);
        text += lengths[document_count] + 1;
    }
    if (document_count == 0)
        abort();
}

static inline int field_number(const char *name)
{
    int i;
    for (i = 0; i < FIELDS; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static void use(const char *value)
{
    if (value != NULL)
        sink += (size_t)(unsigned char)value[0];
}

/* Read all documents so often and print nanoseconds a document. */
static void measure(void (*read)(int document), long rounds)
{
    struct timespec start, stop;
    long round;
    int i;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (round = 0; round < rounds; round++)
        for (i = 0; i < document_count; i++)
            read(i);
    clock_gettime(CLOCK_MONOTONIC, &stop);
    printf("%.1f\n", ((double)(stop.tv_sec - start.tv_sec) * 1e9 + (double)(stop.tv_nsec - start.tv_nsec)) /
                         (double)rounds / document_count);
}

#endif
