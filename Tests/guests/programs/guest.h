/* What the programs here share: a client, one message, and what this process has open. */
#ifndef GUEST_H
#define GUEST_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sky.h"

/* A client for a URL; CA file and client may be shared by all threads. Ends the program if it cannot be had. */
static inline sky_client *guest_client(const char *url, const char *authority)
{
    sky_client *client;
    sky_error error;
    if (sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) != SKY_OK ||
        sky_client_set_url(client, url, &error) != SKY_OK ||
        sky_client_set_timeout_ms(client, 20000, &error) != SKY_OK ||
        (*authority && sky_client_set_ca_file(client, authority, &error) != SKY_OK)) {
        fprintf(stderr, "set-up: %s\n", error.message);
        exit(2);
    }
    return client;
}

/* Send a text and look at what came back. */
static inline sky_status guest_send(sky_client *client, const char *text)
{
    sky_result *result;
    sky_error error;
    sky_status status = sky_send_sms(client, "+15557654321", "55501", text, &result, &error);
    if (status == SKY_OK && strcmp(sky_result_field(result, "TRACKINGID", 0), "SMS_1") != 0)
        status = SKY_E_INTERNAL;
    sky_result_free(result);
    return status;
}

/* Send a text that must be accepted. */
static inline void guest_must_send(sky_client *client, const char *text)
{
    sky_status status = guest_send(client, text);
    if (status != SKY_OK)
        fprintf(stderr, "%s: %s\n", text, sky_status_name(status));
}

/* How many entries a folder of /proc has: descriptors or threads of this process. */
static inline int guest_count(const char *folder)
{
    int count = 0;
    DIR *opened = opendir(folder);
    while (opened != NULL && readdir(opened) != NULL)
        count++;
    if (opened != NULL)
        closedir(opened);
    return count - 2;
}

static inline int guest_descriptors(void)
{
    return guest_count("/proc/self/fd") - 1;
}

static inline int guest_threads(void)
{
    return guest_count("/proc/self/task");
}

#endif
