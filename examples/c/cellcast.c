/*
 * Send a text to two numbers through Cellcast, ask what became of it, and read all replies, page by page.
 *
 * Environment: SKY_URL (the provider's address; without it Cellcast's own), SKY_API_KEY, SKY_TO and SKY_TO_2.
 * To try it: sky sandbox --api-key my-key, then SKY_URL=http://127.0.0.1:8077/api/v3/
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static sky_request *begin(const char *call)
{
    sky_request *request = NULL;
    sky_error error;
    if (sky_request_new(call, &request, &error) != SKY_OK)
        exit(fail(call, &error));
    return request;
}

/* Send; keeps the id of the first message. */
static int send_text(sky_client *client, char *id, size_t room)
{
    sky_request *request = begin("send-sms");
    sky_result *result = NULL;
    sky_error error;
    sky_status status;
    size_t entry;
    sky_request_set(request, "sms_text", "Your table is ready.", NULL);
    sky_request_set(request, "numbers", setting("SKY_TO"), NULL);
    sky_request_set(request, "numbers", setting("SKY_TO_2"), NULL);
    sky_request_set(request, "custom_string", "table-7", NULL);
    status = sky_send(client, request, &result, &error);
    sky_request_free(request);
    if (status != SKY_OK && status != SKY_E_PARTIAL)
        return sky_result_free(result), fail("send", &error);
    for (entry = 0; entry < sky_result_count(result); entry++) {
        const char *message = sky_result_entry_field(result, entry, "message_id", 0);
        printf("%s: %s\n", sky_status_name(sky_result_entry_status(result, entry)), message ? message : "no message");
        if (message != NULL && id[0] == '\0')
            snprintf(id, room, "%s", message);
    }
    sky_result_free(result);
    return 0;
}

static int show_state(sky_client *client, const char *id)
{
    sky_request *request = begin("get-sms");
    sky_result *result = NULL;
    sky_error error;
    sky_status status;
    sky_request_set(request, "message_id", id, NULL);
    status = sky_send(client, request, &result, &error);
    sky_request_free(request);
    if (status == SKY_OK)
        printf("state: %s\n", sky_result_entry_field(result, 0, "status", 0));
    sky_result_free(result);
    return status == SKY_OK ? 0 : fail("state", &error);
}

/* Go through all pages: each result knows the request for the next one. */
static int show_replies(sky_client *client)
{
    sky_request *request = begin("get-responses");
    size_t replies = 0, pages = 0;
    while (request != NULL) {
        sky_result *result = NULL;
        sky_error error;
        sky_status status = sky_send(client, request, &result, &error);
        sky_request_free(request);
        if (status != SKY_OK)
            return sky_result_free(result), fail("replies", &error);
        pages += 1;
        replies += sky_result_count(result);
        request = sky_result_next_request(result, &error);
        sky_result_free(result);
    }
    printf("replies: %lu on %lu pages\n", (unsigned long)replies, (unsigned long)pages);
    return 0;
}

int main(void)
{
    sky_client *client = NULL;
    sky_error error;
    char id[64] = "";
    int failed = 0;
    if (sky_client_new(SKY_PROVIDER_CELLCAST, setting("SKY_API_KEY"), &client, &error) != SKY_OK)
        return fail("client", &error);
    if (getenv("SKY_URL") != NULL && sky_client_set_url(client, getenv("SKY_URL"), &error) != SKY_OK)
        failed = fail("address", &error);
    failed = failed || send_text(client, id, sizeof id) || (id[0] != '\0' && show_state(client, id)) ||
             show_replies(client);
    sky_client_free(client);
    return failed;
}
