/*
 * Send an SMS and read its delivery report.
 *
 * Environment: SKY_URL (the provider's address), SKY_API_KEY, SKY_TO, SKY_FROM, and SKY_POSTBACK_PORT: the port on
 * loopback to which the provider posts delivery reports. `make demo` starts a provider to try it with.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <sky.h>

static int fail(const char *what, const sky_error *error)
{
    fprintf(stderr, "%s: %s (%s)\n", what, error->message, sky_status_name(error->status));
    return 1;
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    if (value == NULL) {
        fprintf(stderr, "%s is not set\n", name);
        exit(2);
    }
    return value;
}

/* A socket on loopback that waits for the provider's postbacks, at most 30 seconds for each. */
static int listen_for_postbacks(int port)
{
    struct sockaddr_in address = {0};
    struct timeval patience = {30, 0};
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_family = AF_INET;
    address.sin_port = htons((unsigned short)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 8) != 0) {
        perror("listen");
        exit(1);
    }
    return listener;
}

/* Take one request, answer HTTP 200, give its body. A real service stores the body first and answers then. */
static size_t receive_postback(int listener, char *request, size_t room, char **body)
{
    const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    size_t got = 0, length = 0;
    int peer = accept(listener, NULL, NULL);
    *body = NULL;
    while (peer >= 0 && got < room - 1) {
        ssize_t more = read(peer, request + got, room - 1 - got);
        if (more <= 0)
            break;
        got += (size_t)more;
        request[got] = 0;
        if (*body == NULL && (*body = strstr(request, "\r\n\r\n")) != NULL) {
            char *line = strcasestr(request, "\r\nContent-Length:");
            *body += 4;
            length = line != NULL ? strtoul(line + 17, NULL, 10) : 0;
        }
        if (*body != NULL && got - (size_t)(*body - request) >= length)
            break;
    }
    if (peer >= 0) {
        (void)!write(peer, answer, sizeof answer - 1);
        close(peer);
    }
    return *body != NULL ? length : 0;
}

/* Print what a postback says about our message; 1 if nothing more is to be expected. */
static int report(const sky_postback *postback, const char *tracking_id)
{
    static const char *const verdicts[] = {"unknown", "success", "failure", "pending"};
    size_t i, count = sky_postback_count(postback);
    int is_final = 0;
    for (i = 0; i < count; i++) {
        const char *id = sky_postback_field(postback, i, "TRACKINGID", 0);
        const char *status = sky_postback_field(postback, i, "STATUS", 0);
        if (id == NULL || strcmp(id, tracking_id) != 0)
            continue;
        is_final = sky_postback_is_final(postback, i);
        printf("delivery report: %s, %s (%s)\n", verdicts[sky_postback_verdict(postback, i)],
               is_final ? "final" : "more may follow", status != NULL ? status : "");
    }
    return is_final;
}

int main(void)
{
    static char request[65536];
    sky_client *client;
    sky_result *result;
    sky_error error;
    char *tracking_id;
    int is_final = 0, listener = listen_for_postbacks(atoi(setting("SKY_POSTBACK_PORT")));

    if (sky_client_new(SKY_PROVIDER_SKYCORE, setting("SKY_API_KEY"), &client, &error) != SKY_OK ||
        sky_client_set_url(client, setting("SKY_URL"), &error) != SKY_OK)
        return fail("setting up", &error);
    if (sky_send_sms(client, setting("SKY_TO"), setting("SKY_FROM"), "Your table is ready.", &result, &error) != SKY_OK)
        return fail("sending", &error);
    tracking_id = strdup(sky_result_field(result, "TRACKINGID", 0));
    printf("tracking id: %s\n", tracking_id);
    sky_result_free(result);

    while (!is_final) {
        sky_postback *postback;
        char *body;
        size_t length = receive_postback(listener, request, sizeof request, &body);
        if (length == 0) {
            fprintf(stderr, "no delivery report came within 30 seconds\n");
            return 1;
        }
        if (sky_parse_postback(SKY_PROVIDER_SKYCORE, body, length, &postback, &error) != SKY_OK)
            return fail("reading a postback", &error);
        is_final = report(postback, tracking_id);
        sky_postback_free(postback);
    }
    sky_client_free(client);
    free(tracking_id);
    close(listener);
    return 0;
}
