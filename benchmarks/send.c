/*
 * Send messages one after the other: libsky against a bare libcurl loop that posts the same bytes to the same server.
 *
 *     send WAY COUNT URL       WAY: sky, curl (one easy handle, reused), curl-fresh (a handle for each message)
 *
 * Prints CPU microseconds of this process a message.
 */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "sky.h"

static size_t take(char *bytes, size_t size, size_t count, void *user)
{
    (void)bytes, (void)user;
    return size * count;
}

static CURL *bare_handle(const char *url)
{
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "libsky/0.1.0");
    return easy;
}

static void send_bare(CURL *easy, const char *key, const char *to, const char *from, const char *text)
{
    char document[1024], body[4096];
    char *encoded;
    snprintf(document, sizeof document,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?><REQUEST><ACTION>sendSMS</ACTION><API_KEY>%s</API_KEY><TO>%s</TO>"
             "<FROM>%s</FROM><TEXT>%s</TEXT></REQUEST>", key, to, from, text);
    encoded = curl_easy_escape(easy, document, 0);
    snprintf(body, sizeof body, "xml=%s", encoded);
    curl_free(encoded);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    if (curl_easy_perform(easy) != CURLE_OK)
        abort();
}

int main(int argc, char **argv)
{
    const char *key = "0123456789abcdef0123456789abcdef", *to = "15550100031", *from = "55501",
               *text = "Your table is ready. See you at 7 pm!";
    struct rusage usage;
    sky_client *client = NULL;
    CURL *easy = NULL;
    long i, count = argc > 2 ? atol(argv[2]) : 1000;
    if (argc < 4)
        return 2;
    if (argv[1][0] == 's') {
        if (sky_client_new(SKY_PROVIDER_SKYCORE, key, &client, NULL) != SKY_OK ||
            sky_client_set_url(client, argv[3], NULL) != SKY_OK)
            return 1;
    } else {
        easy = bare_handle(argv[3]);
    }
    for (i = 0; i < count; i++) {
        if (client != NULL) {
            sky_result *result;
            if (sky_send_sms(client, to, from, text, &result, NULL) != SKY_OK)
                abort();
            if (sky_result_field(result, "TRACKINGID", 0) == NULL)
                abort();
            sky_result_free(result);
        } else if (argv[1][4] == 0) {
            send_bare(easy, key, to, from, text);
        } else {
            CURL *fresh = bare_handle(argv[3]);
            send_bare(fresh, key, to, from, text);
            curl_easy_cleanup(fresh);
        }
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("%.2f\n", ((double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
                      (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)) / (double)count);
    sky_client_free(client);
    curl_easy_cleanup(easy);
    return 0;
}
