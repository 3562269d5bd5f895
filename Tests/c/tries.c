/*
 * Sends with tries, a logger and cancellation; prints what the logger is told and how each send ended:
 *
 *     LOG level kind status attempt http_status wait_ms connect_us message
 *     END STATUS tries retry_after_ms elapsed_ms
 *
 * tries URL COUNT TIMEOUT_MS TRIES LEVEL [cancel]
 *
 * With "cancel" another thread cancels as soon as standard input has a line. What is printed comes out at once, so that
 * who reads it knows what has happened.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sky.h"

static char logger_state;

static void log_event(void *user, const sky_log_event *event)
{
    if (user != &logger_state || event->size < sizeof *event)
        exit(6);
    printf("LOG %d %d %s %d %d %d %d %s\n", (int)event->level, (int)event->kind, sky_status_name(event->status),
           (int)event->attempt, (int)event->http_status, (int)event->wait_ms, (int)event->connect_us, event->message);
    fflush(stdout);
}

static void *cancel(void *client)
{
    if (getchar() == EOF)
        return NULL;
    return sky_client_cancel((sky_client *)client, NULL) == SKY_OK ? NULL : client;
}

int main(int argc, char **argv)
{
    sky_client *client = NULL;
    sky_error error;
    pthread_t thread;
    int i, cancels;
    if (argc < 6)
        return 2;
    cancels = argc > 6 && strcmp(argv[6], "cancel") == 0;
    if (sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED-KEY", &client, &error) != SKY_OK ||
        sky_client_set_url(client, argv[1], &error) != SKY_OK ||
        sky_client_set_timeout_ms(client, atoi(argv[3]), &error) != SKY_OK ||
        sky_client_set_max_tries(client, atoi(argv[4]), &error) != SKY_OK ||
        sky_client_set_logger(client, (sky_log_level)atoi(argv[5]), log_event, &logger_state, &error) != SKY_OK ||
        sky_client_set_default_sender(client, "55501", &error) != SKY_OK) {
        fprintf(stderr, "set-up: %s\n", error.message);
        return 1;
    }
    if (cancels && pthread_create(&thread, NULL, cancel, client) != 0)
        return 3;
    for (i = 0; i < atoi(argv[2]); i++) {
        sky_result *result = NULL;
        sky_status status = sky_send_sms(client, "+15557654321", NULL, "PLANTED-TEXT", &result, &error);
        printf("END %s %d %d %d\n", sky_status_name(status), (int)sky_result_tries(result),
               (int)sky_result_retry_after_ms(result), (int)sky_result_elapsed_ms(result));
        sky_result_free(result);
    }
    if (cancels && pthread_join(thread, NULL) != 0)
        return 4;
    sky_client_free(client);
    sky_close_connections();
    return 0;
}
