/*
 * What the C programs share: the message, the command line and the figures.
 *
 *     PROGRAM WAY WARM COUNT URL [CA]      WARM messages that are not counted, then COUNT that are
 *
 * Each prints messages a second, microseconds of CPU time a message, and the nanosecond of CLOCK_MONOTONIC in which the
 * last one was answered.
 */
#ifndef METER_H
#define METER_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define KEY "0123456789abcdef0123456789abcdef"
#define TO "15550100031"
#define FROM "55501"
#define TEXT "Your table is ready. See you at 7 pm!"
#define IN_FLIGHT 50

struct order {
    const char *way;
    long warm, count;
    const char *url, *ca; /* ca: NULL for plain HTTP */
};

static long long monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static double cpu(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* End the program: something that cannot happen in a measurement has happened. */
static void require(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static struct order order_from(int count, char **words)
{
    struct order order = {0};
    require(count >= 5, "usage: WAY WARM COUNT URL [CA]");
    order.way = words[1];
    order.warm = atol(words[2]);
    order.count = atol(words[3]);
    order.url = words[4];
    order.ca = count > 5 ? words[5] : NULL;
    return order;
}

/* Send the messages of an order with `send_many`, and print the figures. */
static void measure(const struct order *order, void (*send_many)(const struct order *, long))
{
    long long start, stop;
    double before;
    if (order->warm > 0)
        send_many(order, order->warm);
    before = cpu();
    start = monotonic();
    send_many(order, order->count);
    stop = monotonic();
    printf("%.1f %.2f %lld\n", (double)order->count * 1e9 / (double)(stop - start),
           (cpu() - before) / (double)order->count, stop);
}

#endif
