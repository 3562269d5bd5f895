/* What the C and C++ programs have in common: the documents, the ten fields, the clock. */
#ifndef SKY_BENCHMARK_CORPUS_H
#define SKY_BENCHMARK_CORPUS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DOCUMENTS = 2000, FIELDS = 10 };

static const char *const names[FIELDS] = {"ORIGIN", "CODE", "STATUS", "FROM", "FROM_MASK",
                                          "TO", "TRACKINGID", "SPID", "TIMESTAMP", "AGGREGATORID"};
static char *documents[DOCUMENTS];
static size_t lengths[DOCUMENTS];
static volatile size_t sink;

/* Load a file of documents with a NUL behind each. */
static void load_documents(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = (char *)malloc(4u << 20);
    size_t size, i;
    if (file == NULL || text == NULL)
        abort();
    size = fread(text, 1, (4u << 20) - 1, file);
    text[size] = 0;
    fclose(file);
    for (i = 0; i < DOCUMENTS; i++) {
        documents[i] = text;
        lengths[i] = strlen(text);
        if (lengths[i] == 0)
            abort();
        text += lengths[i] + 1;
    }
}

static int field_number(const char *name)
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
        for (i = 0; i < DOCUMENTS; i++)
            read(i);
    clock_gettime(CLOCK_MONOTONIC, &stop);
    printf("%.1f\n", ((double)(stop.tv_sec - start.tv_sec) * 1e9 + (double)(stop.tv_nsec - start.tv_nsec)) /
                         (double)rounds / DOCUMENTS);
}

#endif
