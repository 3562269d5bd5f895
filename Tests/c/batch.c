/*
 * Send messages as one batch and print how each ended, one line a message: TAG STATUS tries message
 *
 * batch URL COUNT TIMEOUT_MS TRIES CONCURRENCY [CA_FILE [CANCEL_AFTER [hard]]]
 *
 * With CANCEL_AFTER the batch is cancelled when so many have ended ("hard": the client is). At the end one line with
 * the progress:
 * total waiting in_flight done accepted rejected unknown not_sent cancelled
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sky.h"

static int add_all(sky_batch *batch, int count, sky_error *error)
{
    char text[64];
    int i;
    for (i = 0; i < count; i++) {
        snprintf(text, sizeof text, "PLANTED-TEXT %d", i);
        if (sky_batch_add(batch, "+15557654321", NULL, text, (uint64_t)i + 1000, error) != SKY_OK)
            return 0;
    }
    return 1;
}

static void print_progress(const sky_batch *batch)
{
    sky_batch_progress p;
    sky_error error;
    if (sky_batch_get_progress(batch, &p, &error) != SKY_OK)
        exit(3);
    printf("%d %d %d %d %d %d %d %d %d\n", (int)p.total, (int)p.waiting, (int)p.in_flight, (int)p.done, (int)p.accepted,
           (int)p.rejected, (int)p.unknown, (int)p.not_sent, (int)p.cancelled);
}

int main(int argc, char **argv)
{
    sky_client *client = NULL;
    sky_batch *batch = NULL;
    sky_error error;
    int count, ended = 0, cancel_after;
    if (argc < 6)
        return 2;
    count = atoi(argv[2]);
    cancel_after = argc > 7 ? atoi(argv[7]) : -1;
    if (sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED-KEY", &client, &error) != SKY_OK ||
        sky_client_set_url(client, argv[1], &error) != SKY_OK ||
        sky_client_set_timeout_ms(client, atoi(argv[3]), &error) != SKY_OK ||
        sky_client_set_max_tries(client, atoi(argv[4]), &error) != SKY_OK ||
        sky_client_set_concurrency(client, atoi(argv[5]), &error) != SKY_OK ||
        sky_client_set_default_sender(client, "55501", &error) != SKY_OK ||
        (argc > 6 && *argv[6] && sky_client_set_ca_file(client, argv[6], &error) != SKY_OK) ||
        sky_batch_new(client, &batch, &error) != SKY_OK || !add_all(batch, count, &error)) {
        fprintf(stderr, "set-up: %s\n", error.message);
        return 1;
    }
    if (argc <= 8) { /* the batch keeps what it needs */
        sky_client_free(client);
        client = NULL;
    }
    while (sky_batch_pending(batch) > 0) {
        sky_result *result = NULL;
        uint64_t tag = 0;
        sky_status status = sky_batch_next(batch, 1000, &tag, &result, &error);
        if (result == NULL && status == SKY_OK)
            continue;
        if (result == NULL)
            return 4;
        printf("%d %s %d %s\n", (int)tag, sky_status_name(status), (int)sky_result_tries(result), error.message);
        sky_result_free(result);
        if (++ended != cancel_after)
            continue;
        if ((argc > 8 ? sky_client_cancel(client, &error) : sky_batch_cancel(batch, &error)) != SKY_OK)
            return 5;
    }
    print_progress(batch);
    sky_batch_free(batch);
    sky_client_free(client);
    return 0;
}
