/*
 * Batches, one after the other, and what this process holds after each; in the middle of each it may fork.
 *
 *     batches URL CA_FILE MESSAGES BATCHES [fork]
 *
 * Prints for each batch, and at last when all is closed:
 *     accepted unknown not_sent descriptors threads heap_bytes
 * With "fork" a child is made when a quarter of a batch has ended, and does all that it must not do with the batch.
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <sys/wait.h>

#include "guest.h"

static sky_client *client;

static void be_child(sky_batch *batch)
{
    sky_result *result;
    sky_error error;
    uint64_t tag;
    alarm(20);
    if (sky_batch_add(batch, "+15557654321", "55501", "by the child", 1, &error) != SKY_E_CONFIG)
        fprintf(stderr, "a child may add to its parent's batch\n");
    if (sky_batch_next(batch, 100, &tag, &result, &error) != SKY_E_CONFIG)
        fprintf(stderr, "a child may drive its parent's batch\n");
    sky_batch_free(batch);
    guest_must_send(client, "child");
    sky_client_free(client);
    exit(0);
}

static void send_batch(int number, int messages, int forks, long *counts)
{
    sky_batch *batch;
    sky_error error;
    char text[64];
    int ended = 0, state = 0, i;
    if (sky_batch_new(client, &batch, &error) != SKY_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(1);
    }
    for (i = 0; i < messages; i++) {
        snprintf(text, sizeof text, "batch %d message %d", number, i);
        if (sky_batch_add(batch, "+15557654321", "55501", text, (uint64_t)i, &error) != SKY_OK)
            fprintf(stderr, "%s\n", error.message);
    }
    while (sky_batch_pending(batch) > 0) {
        sky_result *result;
        uint64_t tag;
        sky_status status = sky_batch_next(batch, 10000, &tag, &result, &error);
        if (result == NULL)
            break;
        counts[status & 15]++;
        sky_result_free(result);
        if (forks && ++ended == messages / 4) {
            pid_t child = fork();
            if (child == 0)
                be_child(batch);
            waitpid(child, &state, 0);
        }
    }
    if (state != 0)
        fprintf(stderr, "the child ended with %d\n", state);
    sky_batch_free(batch);
}

static void report(const long *counts)
{
    struct mallinfo2 heap;
    malloc_trim(0);
    heap = mallinfo2();
    printf("%ld %ld %ld %d %d %zu\n", counts[SKY_OK], counts[SKY_E_UNKNOWN], counts[SKY_E_NOT_SENT],
           guest_descriptors(),
           guest_threads(), heap.uordblks + heap.hblkhd);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    long counts[16] = {0};
    int i;
    if (argc < 5)
        return 2;
    client = guest_client(argv[1], argv[2]);
    for (i = 0; i < atoi(argv[4]); i++) {
        send_batch(i, atoi(argv[3]), argc > 5, counts);
        report(counts);
    }
    sky_client_free(client);
    sky_close_connections();
    report(counts);
    return 0;
}
