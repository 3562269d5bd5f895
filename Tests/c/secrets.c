/*
 * Have the library refuse things in every way there is, with secrets in all of them, and print whatever it says.
 * Tests/faults/test_secrets.py looks for the secrets in it.
 */
#include <stdio.h>
#include <string.h>

#include "sky.h"

static int failures;

static void say(int line, sky_status status, const sky_error *error)
{
    if (status == SKY_OK) {
        printf("NOT REFUSED: line %d\n", line);
        failures++;
        return;
    }
    printf("line %d: %s, %s, %s: %s\n", line, sky_status_name(status), sky_status_text(status), error->provider_code,
           error->message);
}

static void print_event(void *user, const sky_log_event *event)
{
    (void)user;
    printf("log %d: %s %s\n", (int)event->kind, event->provider_code, event->message);
}

static void refuse_settings(sky_client *client)
{
    sky_error error;
    char many[400];
    memset(many, 'x', sizeof many);
    memcpy(many, "PLANTED-KEY", 11);
    many[sizeof many - 1] = '\0';
#define REFUSED(call) say(__LINE__, call, &error)
    REFUSED(sky_client_set_login(client, "PLANTED-USER\x01", "PLANTED-PASSWORD", &error));
    REFUSED(sky_client_set_login(client, many, "PLANTED-PASSWORD", &error));
    REFUSED(sky_client_set_login(client, "PLANTED-USER\xff", "PLANTED-PASSWORD", &error));
    REFUSED(sky_client_set_login(client, "PLANTED-USER", "", &error));
    REFUSED(sky_client_set_url(client, "http://PLANTED-USER:PLANTED-PASSWORD@localhost/", &error));
    REFUSED(sky_client_set_url(client, "PLANTED-KEY://localhost/", &error));
    REFUSED(sky_client_set_url(client, "http://localhost/?key=PLANTED-KEY#x", &error));
    REFUSED(sky_client_set_url(client, "http://local host/?key=PLANTED-KEY", &error));
    REFUSED(sky_client_set_proxy(client, "ftp://PLANTED-USER:PLANTED-PASSWORD@localhost/", NULL, NULL, &error));
    REFUSED(sky_client_set_proxy(client, "http://localhost:99999999/", "PLANTED-USER", "PLANTED-PASSWORD", &error));
    REFUSED(sky_client_set_proxy(client, "http://localhost/", "PLANTED-USER\xff", "PLANTED-PASSWORD", &error));
    REFUSED(sky_client_set_proxy(client, "http://localhost/", many, many, &error));
    REFUSED(sky_client_set_ca_file(client, "/nowhere/PLANTED-KEY", &error));
    REFUSED(sky_client_set_ca_path(client, "/nowhere/PLANTED-KEY", &error));
    REFUSED(sky_client_set_user_agent(client, "PLANTED-KEY\r\n", &error));
    REFUSED(sky_client_set_default_sender(client, "PLANTED\x01KEY", &error));
    REFUSED(sky_client_set_default_region(client, "PLANTED-KEY", &error));
}

static void refuse_messages(sky_client *client)
{
    static const char *const numbers[] = {"1555765432", "+1555765432155576543215557654321",
                                          "+15557654321\xff", "PLANTED-KEY", "tel:+15557654321;ext=PLANTED",
                                          "+0005557654321"};
    sky_error error;
    sky_result *result;
    size_t i;
    for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
        say(__LINE__, sky_send_sms(client, numbers[i], "55501", "PLANTED-TEXT", &result, &error), &error);
    REFUSED(sky_send_sms(client, "+15557654321", "PLANTED\x01", "PLANTED-TEXT", &result, &error));
    REFUSED(sky_send_sms(client, "+15557654321", "PLANTED-SENDER-THAT-IS-LONGER-THAN-ALL", "PLANTED", &result, &error));
    REFUSED(sky_send_sms(client, "+15557654321", "55501", "PLANTED-TEXT\xff", &result, &error));
    REFUSED(sky_send_sms(client, "+15557654321", "55501", "PLANTED-TEXT\x01", &result, &error));
    REFUSED(sky_send_sms(client, "+15557654321", NULL, "PLANTED-TEXT", &result, &error));
    REFUSED(sky_send_sms(client, "+15557654321", "55501",
                         "PLANTED \xF0\x9F\x93\xB1 PLANTED PLANTED PLANTED PLANTED PLANTED "
                         "PLANTED PLANTED PLANTED PLANTED PLANTED PLANTED PLANTED PLANTED", &result, &error));
}

static void refuse_requests(sky_client *client)
{
    sky_request *request = NULL;
    sky_error error;
    sky_result *result;
    REFUSED(sky_request_send_sms("+15557654321", "55501", "PLANTED-TEXT\xff", &request, &error));
    sky_request_free(request);
    REFUSED(sky_request_new("PLANTED KEY", &request, &error));
    sky_request_free(request);
    if (sky_request_new("sendsms", &request, &error) != SKY_OK)
        failures++;
    REFUSED(sky_request_set(request, "PLANTED KEY", "PLANTED-TEXT", &error));
    REFUSED(sky_request_set(request, "TEXT", "PLANTED-TEXT\xff", &error));
    REFUSED(sky_request_set(request, "TEXT", "PLANTED-TEXT\x02", &error));
    sky_request_free(request);
    if (sky_request_new("sendsms", &request, &error) != SKY_OK ||
        sky_request_set(request, "TO", "5557654321", &error) ||
        sky_request_set(request, "API_KEY", "PLANTED-KEY", &error) ||
        sky_request_set(request, "TEXT", "PLANTED-TEXT", &error))
        failures++;
    REFUSED(sky_request_check(SKY_PROVIDER_SKYCORE, request, &error));
    REFUSED(sky_send(client, request, &result, &error));
    sky_request_free(request);
}

static void refuse_documents(void)
{
    static const char *const bodies[] = {"<PLANTED-KEY>5557654321</PLANTED-TEXT>", "<POSTBACK><TO>5557654321</TO>",
                                         "PLANTED-TEXT", "<PLANTED><TO>5557654321</TO></PLANTED>",
                                         "xml=%3CPLANTED", "<!DOCTYPE PLANTED><A/>",
                                         "<POSTBACK>&PLANTED;</POSTBACK>", "<POSTBACK PLANTED>5557654321</POSTBACK>"};
    sky_error error;
    sky_postback *postback;
    sky_result *result;
    sky_text_info info;
    char digits[SKY_MSISDN_SIZE];
    size_t i;
    for (i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        say(__LINE__, sky_parse_postback(SKY_PROVIDER_SKYCORE, bodies[i], SKY_NUL_TERMINATED, &postback, &error),
            &error);
        say(__LINE__, sky_parse_response(SKY_PROVIDER_SKYCORE, 200, bodies[i], SKY_NUL_TERMINATED, &result, &error),
            &error);
        sky_result_free(result);
    }
    REFUSED(sky_normalize_msisdn("PLANTED 5557654321 5557654321", SKY_NUL_TERMINATED, "US", digits, &error));
    REFUSED(sky_measure_text("PLANTED-TEXT\xff", SKY_NUL_TERMINATED, 0, &info, &error));
}

int main(void)
{
    sky_client *client = NULL;
    sky_error error;
    REFUSED(sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED KEY", &client, &error));
    REFUSED(sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED-KEY\n", &client, &error));
    if (sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED-KEY", &client, &error) != SKY_OK ||
        sky_client_set_logger(client, SKY_LOG_DEBUG, print_event, NULL, &error) != SKY_OK ||
        sky_client_set_max_segments(client, 1, &error) != SKY_OK ||
        /* What is not refused is to go nowhere. */
        sky_client_set_url(client, "http://127.0.0.1:9/", &error) != SKY_OK ||
        sky_client_set_max_tries(client, 1, &error) != SKY_OK)
        return 1;
    refuse_settings(client);
    refuse_messages(client);
    refuse_requests(client);
    refuse_documents();
    sky_client_free(client);
    return failures != 0;
}
