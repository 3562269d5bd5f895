/*
 * Send one text to many numbers through Cellcast's interface as a batch, and print what became of each message, one
 * line a message: TAG STATUS tries entries message_id
 *
 * group URL COUNT TEXTS
 *
 * Message i goes to +61491000000 + i, its text is the (i / (COUNT / TEXTS))th.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sky.h"

int main(int argc, char **argv)
{
    sky_client *client = NULL;
    sky_batch *batch = NULL;
    sky_error error;
    char to[32], text[32];
    int i, count;
    if (argc < 4)
        return 2;
    count = atoi(argv[2]);
    if (sky_client_new(SKY_PROVIDER_CELLCAST, "PLANTED-KEY", &client, &error) != SKY_OK ||
        sky_client_set_url(client, argv[1], &error) != SKY_OK ||
        sky_client_set_rate(client, 0, 1, &error) != SKY_OK || sky_batch_new(client, &batch, &error) != SKY_OK)
        return 1;
    for (i = 0; i < count; i++) {
        snprintf(to, sizeof to, "+%ld", 61491000000L + i);
        snprintf(text, sizeof text, "PLANTED-TEXT %d", i / (count / atoi(argv[3])));
        if (sky_batch_add(batch, to, NULL, text, (uint64_t)i, &error) != SKY_OK) {
            fprintf(stderr, "%s\n", error.message);
            return 3;
        }
    }
    /* A number that is there already has a call of its own. */
    if (count > 1 && sky_batch_add(batch, to, NULL, text, (uint64_t)count, &error) != SKY_OK)
        return 3;
    while (sky_batch_pending(batch) > 0) {
        sky_result *result = NULL;
        uint64_t tag = 0;
        const char *id, *total;
        sky_status status = sky_batch_next(batch, 1000, &tag, &result, &error);
        sky_batch_progress far;
        if (sky_batch_get_progress(batch, &far, NULL) != SKY_OK || far.total != far.waiting + far.in_flight + far.done ||
            far.total != (uint64_t)count + (count > 1))
            return 5;
        if (result == NULL)
            continue;
        /* The result of one message: the whole says what its only entry says, and nothing of other recipients. */
        id = sky_result_field(result, "MESSAGE_ID", 0);
        total = sky_result_field(result, "total_numbers", 0);
        if ((id == NULL) != (sky_result_entry_field(result, 0, "MESSAGE_ID", 0) == NULL) ||
            (total != NULL && strcmp(total, "1") != 0))
            return 4;
        printf("%d %s %d %d %s\n", (int)tag, sky_status_name(status), (int)sky_result_tries(result),
               (int)sky_result_count(result), id == NULL ? "-" : id);
        sky_result_free(result);
    }
    sky_batch_free(batch);
    sky_client_free(client);
    return 0;
}
