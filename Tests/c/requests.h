/*
 * What the programs about requests share: good and bad texts, and a listener on loopback, which sees to it that nothing
 * of what they do is sent. Include it first.
 */
#ifndef REQUESTS_H
#define REQUESTS_H

#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"
#include "sky.h"

enum { LARGE = 10 * 1000 * 1000 };

/* An a, then characters of two, three and four bytes. */
static const char characters[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8D\xA3";
static const size_t beginnings[] = {0, 1, 3, 6, 10};

static char large_text[LARGE + 1], address[64];
static int listener;

/* Memory of exactly this size with a NUL at its end, so that valgrind sees a step beyond it. */
static char *exact_text(const char *bytes, size_t length)
{
    char *copy = malloc(length + 1);
    memcpy(copy, bytes, length);
    copy[length] = 0;
    return copy;
}

static void listen_on_loopback(void)
{
    struct sockaddr_in place;
    socklen_t length = sizeof place;
    memset(&place, 0, sizeof place);
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listener = socket(AF_INET, SOCK_STREAM, 0);
    CHECK("a listener", bind(listener, (struct sockaddr *)&place, sizeof place) == 0 && listen(listener, 64) == 0 &&
          getsockname(listener, (struct sockaddr *)&place, &length) == 0 && fcntl(listener, F_SETFL, O_NONBLOCK) == 0);
    snprintf(address, sizeof address, "http://127.0.0.1:%d/", ntohs(place.sin_port));
}

static sky_client *new_client(void)
{
    sky_client *client = NULL;
    CHECK("a client", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, NULL) == SKY_OK &&
          sky_client_set_url(client, address, NULL) == SKY_OK &&
          sky_client_set_timeout_ms(client, 200, NULL) == SKY_OK &&
          sky_client_set_default_sender(client, "55501", NULL) == SKY_OK);
    return client;
}

static int names(const sky_error *error, const char *field)
{
    size_t length = strlen(field);
    return strncmp(error->message, field, length) == 0 && error->message[length] == ':';
}

static void begin_checks(void)
{
    memset(large_text, 'A', LARGE);
    listen_on_loopback();
}

static int end_checks(void)
{
    CHECK("nobody was called", accept(listener, NULL, NULL) == -1);
    close(listener);
    return checks_done();
}

#endif
