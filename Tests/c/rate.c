/*
 * Messages within a rate. FILE is the rate file, or "-" for none.
 *
 *     rate send URL RATE BURST FILE NAME SECONDS     one after the other for so long; the text is NAME
 *     rate fork URL RATE BURST FILE NAME SECONDS     the same in three children of a process that made the client,
 *                                                    and in it
 *     rate count URL RATE BURST FILE NAME COUNT      so many, one after the other
 *     rate report URL RATE BURST FILE NAME COUNT     the same in the reporting mode
 *     rate batch URL RATE BURST FILE NAME COUNT      so many in a batch
 *
 * Behind it the time-out of each message in milliseconds may stand.
 *
 * Prints one line for each message that was not accepted (STATUS retry_after_ms elapsed_ms message), and at the end for
 * each process how many were.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sky.h"

enum { CHILDREN = 3 };

static sky_client *client;
static const char *name;
static int accepted;

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void count(sky_status status, const sky_result *result, const sky_error *error, long elapsed)
{
    if (status == SKY_OK) {
        accepted++;
        return;
    }
    printf("%s %ld %ld %s\n", sky_status_name(status), (long)sky_result_retry_after_ms(result), elapsed,
           error->message);
    fflush(stdout);
}

static void send_one(void)
{
    sky_result *result = NULL;
    sky_error error;
    long start = now_ms();
    sky_status status = sky_send_sms(client, "+15557654321", "55501", name, &result, &error);
    count(status, result, &error, now_ms() - start);
    sky_result_free(result);
}

static void send_for(int seconds)
{
    long end = now_ms() + seconds * 1000L;
    while (now_ms() < end)
        send_one();
    printf("accepted %d\n", accepted);
    fflush(stdout);
}

static void fork_and_send_for(int seconds)
{
    int i;
    for (i = 0; i < CHILDREN; i++)
        if (fork() == 0) {
            send_for(seconds);
            sky_client_free(client);
            _exit(0);
        }
    send_for(seconds);
    for (i = 0; i < CHILDREN; i++)
        wait(NULL);
}

static int send_batch(int messages)
{
    sky_batch *batch = NULL;
    sky_error error;
    int i;
    if (sky_batch_new(client, &batch, &error) != SKY_OK)
        return 1;
    for (i = 0; i < messages; i++)
        if (sky_batch_add(batch, "+15557654321", "55501", name, (uint64_t)i, &error) != SKY_OK)
            return 1;
    while (sky_batch_pending(batch) > 0) {
        sky_result *result = NULL;
        uint64_t tag;
        sky_status status = sky_batch_next(batch, 1000, &tag, &result, &error);
        if (result != NULL)
            count(status, result, &error, 0);
        sky_result_free(result);
    }
    sky_batch_free(batch);
    printf("accepted %d\n", accepted);
    return 0;
}

int main(int argc, char **argv)
{
    const char *mode = argv[1];
    sky_error error;
    int amount, i, status = 0;
    if (argc < 8)
        return 2;
    name = argv[6];
    amount = atoi(argv[7]);
    if (sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) != SKY_OK ||
        sky_client_set_url(client, argv[2], &error) != SKY_OK ||
        sky_client_set_rate(client, atof(argv[3]), atoi(argv[4]), &error) != SKY_OK ||
        (strcmp(argv[5], "-") != 0 && sky_client_set_rate_file(client, argv[5], &error) != SKY_OK) ||
        (argc > 8 && sky_client_set_timeout_ms(client, atoi(argv[8]), &error) != SKY_OK) ||
        (strcmp(mode, "report") == 0 && sky_client_set_rate_mode(client, SKY_RATE_REPORT, &error) != SKY_OK)) {
        fprintf(stderr, "set-up: %s\n", error.message);
        return 1;
    }
    if (strcmp(mode, "fork") == 0) {
        fork_and_send_for(amount);
    } else if (strcmp(mode, "batch") == 0) {
        status = send_batch(amount);
    } else if (strcmp(mode, "count") == 0 || strcmp(mode, "report") == 0) {
        for (i = 0; i < amount; i++)
            send_one();
        printf("accepted %d\n", accepted);
    } else {
        send_for(amount);
    }
    sky_client_free(client);
    return status;
}
