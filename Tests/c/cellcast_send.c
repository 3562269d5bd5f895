/*
 * Calls of Cellcast's over a real connection, one line each: STATUS http_status entries code message
 *
 * cellcast_send URL KEY SECRET MODE TRIES CALL [NAME=VALUE…]
 *
 * CALL "sms" is sky_send_sms() with to=, from=, text=; others are requests. "pages" as first NAME=VALUE asks for all
 * pages. "key2" as NAME sends the same a second time with another client and that key.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sky.h"

static const char *value_of(int argc, char **argv, const char *name)
{
    int i;
    size_t length = strlen(name);
    for (i = 7; i < argc; i++)
        if (strncmp(argv[i], name, length) == 0 && argv[i][length] == '=')
            return argv[i] + length + 1;
    return NULL;
}

static void print(sky_status status, const sky_result *result, const sky_error *error)
{
    size_t i;
    const char *code = sky_result_code(result);
    printf("%s %d %d %s", sky_status_name(status), (int)sky_result_http_status(result), (int)sky_result_count(result),
           code == NULL ? "-" : code);
    for (i = 0; i < sky_result_count(result); i++)
        printf(" %s", sky_status_name(sky_result_entry_status(result, i)));
    printf(" tries=%d wait=%d %s\n", (int)sky_result_tries(result), (int)sky_result_retry_after_ms(result),
           error->message);
    fflush(stdout);
}

static sky_client *make_client(char **argv, const char *key)
{
    sky_client *client = NULL;
    sky_error error;
    if (sky_client_new(SKY_PROVIDER_CELLCAST, key, &client, &error) != SKY_OK ||
        sky_client_set_credential_mode(client, (sky_credential_mode)atoi(argv[4]), &error) != SKY_OK ||
        sky_client_set_secret(client, argv[3], &error) != SKY_OK ||
        sky_client_set_url(client, argv[1], &error) != SKY_OK ||
        sky_client_set_timeout_ms(client, 8000, &error) != SKY_OK ||
        sky_client_set_max_tries(client, atoi(argv[5]), &error) != SKY_OK) {
        fprintf(stderr, "set-up: %s\n", error.message);
        exit(1);
    }
    return client;
}

static void send_sms(sky_client *client, int argc, char **argv)
{
    sky_result *result = NULL;
    sky_error error;
    sky_status status = sky_send_sms(client, value_of(argc, argv, "to"), value_of(argc, argv, "from"),
                                     value_of(argc, argv, "text"), &result, &error);
    print(status, result, &error);
    sky_result_free(result);
}

static void send_request(sky_client *client, int argc, char **argv)
{
    sky_request *request = NULL;
    sky_error error;
    int i;
    if (sky_request_new(argv[6], &request, &error) != SKY_OK)
        exit(1);
    for (i = 7; i < argc; i++) {
        char name[64];
        const char *equals = strchr(argv[i], '=');
        if (equals == NULL || strncmp(argv[i], "key2", 4) == 0)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(equals - argv[i]), argv[i]);
        sky_request_set(request, name, equals + 1, &error);
    }
    while (request != NULL) {
        sky_result *result = NULL;
        sky_status status = sky_send(client, request, &result, &error);
        print(status, result, &error);
        sky_request_free(request);
        request = argc > 7 && strcmp(argv[7], "pages") == 0 ? sky_result_next_request(result, NULL) : NULL;
        sky_result_free(result);
    }
}

int main(int argc, char **argv)
{
    sky_client *client;
    int round;
    if (argc < 7)
        return 2;
    for (round = 0; round < (value_of(argc, argv, "key2") != NULL ? 2 : 1); round++) {
        client = make_client(argv, round == 0 ? argv[2] : value_of(argc, argv, "key2"));
        if (strcmp(argv[6], "sms") == 0)
            send_sms(client, argc, argv);
        else
            send_request(client, argc, argv);
        sky_client_free(client);
    }
    return 0;
}
