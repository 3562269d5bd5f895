/*
 * Send a number of messages over one client and print how each ended, one line a send:
 *
 *     STATUS transport_code http_status result_given elapsed_ms message
 *
 * send URL TRANSPORT COUNT TIMEOUT_MS [CA_FILE [request|sms [TRIES]]]
 *
 * With "request" it is one request, sent again and again with sky_send(); CA_FILE may be empty then. Without TRIES each
 * message is tried once.
 *
 * SIGPIPE has its default action here, so that a library that lets it through does not live to print.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sky.h"

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* One message, by the request if there is one. */
static sky_status send_one(sky_client *client, const sky_request *request, sky_result **result, sky_error *error)
{
    if (request != NULL)
        return sky_send(client, request, result, error);
    return sky_send_sms(client, "+15557654321", NULL, "PLANTED-TEXT", result, error);
}

int main(int argc, char **argv)
{
    sky_client *client = NULL;
    sky_request *request = NULL;
    sky_error error;
    int i;
    if (argc < 5)
        return 2;
    if (sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED-KEY", &client, &error) != SKY_OK ||
        sky_client_set_url(client, argv[1], &error) != SKY_OK ||
        sky_client_set_transport(client, (sky_transport)atoi(argv[2]), &error) != SKY_OK ||
        sky_client_set_timeout_ms(client, atoi(argv[4]), &error) != SKY_OK ||
        sky_client_set_default_sender(client, "55501", &error) != SKY_OK ||
        (argc > 5 && *argv[5] && sky_client_set_ca_file(client, argv[5], &error) != SKY_OK) ||
        sky_client_set_max_tries(client, argc > 7 ? atoi(argv[7]) : 1, &error) != SKY_OK ||
        (argc > 6 && strcmp(argv[6], "request") == 0 &&
         sky_request_send_sms("+15557654321", NULL, "PLANTED-TEXT", &request, &error) != SKY_OK)) {
        fprintf(stderr, "set-up: %s\n", error.message);
        return 1;
    }
    for (i = 0; i < atoi(argv[3]); i++) {
        sky_result *result = NULL;
        long start = now_ms();
        sky_status status = send_one(client, request, &result, &error);
        printf("%s %d %d %d %ld %s\n", sky_status_name(status), (int)error.transport_code, (int)error.http_status,
               result != NULL, now_ms() - start, error.message);
        fflush(stdout);
        sky_result_free(result);
    }
    sky_request_free(request);
    sky_client_free(client);
    return 0;
}
