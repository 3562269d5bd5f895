/* Cellcast through C: setting up, checking, reading answers and callbacks, codes, without sending anything. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sky.h"

static const char sent[] =
    "{\"meta\":{\"code\":200,\"status\":\"SUCCESS\"},\"msg\":\"Queued\",\"data\":{\"messages\":[{\"message_id\":\"A1\","
    "\"to\":\"+61491570156\",\"body\":\"x\"}],\"total_numbers\":1,\"success_number\":1,\"credits_used\":\"1.33\"}}";
static const char report[] =
    "[{\"message_id\":\"A1\",\"status\":\"Delivered\",\"recipient\":\"61491570156\"},7,"
    "{\"message_id\":\"A2\",\"status\":\"Expired\",\"recipient\":\"61491570157\"}]";

static int is(const char *text, const char *wanted)
{
    return wanted == NULL ? text == NULL : text != NULL && strcmp(text, wanted) == 0;
}

/* Whether an error's message begins with a field's name. */
static int names(const sky_error *error, const char *field)
{
    return strncmp(error->message, field, strlen(field)) == 0;
}

static void test_client(void)
{
    sky_client *client = NULL;
    sky_error error;
    char longest[4098];
    memset(longest, 'k', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    CHECK("no key", sky_client_new(SKY_PROVIDER_CELLCAST, "", &client, &error) == SKY_E_ARGUMENT && client == NULL);
    CHECK("a colon", sky_client_new(SKY_PROVIDER_CELLCAST, "a:b", &client, &error) == SKY_E_ARGUMENT &&
          error.offset == 1);
    CHECK("a line break", sky_client_new(SKY_PROVIDER_CELLCAST, "a\r\nX: y", &client, &error) == SKY_E_ARGUMENT &&
          error.offset == 1);
    CHECK("too long", sky_client_new(SKY_PROVIDER_CELLCAST, longest, &client, &error) == SKY_E_LIMIT);
    longest[4096] = 0;
    CHECK("a long token", sky_client_new(SKY_PROVIDER_CELLCAST, longest, &client, &error) == SKY_OK);
    CHECK("secret", sky_client_set_secret(client, "p:w", &error) == SKY_OK &&
          sky_client_set_secret(client, "", NULL) == SKY_OK);
    CHECK("NULL secret", sky_client_set_secret(client, NULL, &error) == SKY_E_ARGUMENT && names(&error, "secret"));
    CHECK("a line break in it", sky_client_set_secret(client, "a\n", &error) == SKY_E_ARGUMENT && error.offset == 1);
    longest[257] = 0;
    CHECK("a long one", sky_client_set_secret(client, longest, &error) == SKY_E_LIMIT);
    CHECK("modes", sky_client_set_credential_mode(client, SKY_CREDENTIAL_APPKEY, &error) == SKY_OK &&
          sky_client_set_credential_mode(client, SKY_CREDENTIAL_BASIC, NULL) == SKY_OK &&
          sky_client_set_credential_mode(client, SKY_CREDENTIAL_BEARER, NULL) == SKY_OK &&
          sky_client_set_credential_mode(client, SKY_CREDENTIAL_BOTH, NULL) == SKY_OK);
    CHECK("no mode", sky_client_set_credential_mode(client, (sky_credential_mode)4, &error) == SKY_E_ARGUMENT &&
          sky_client_set_credential_mode(NULL, SKY_CREDENTIAL_BOTH, &error) == SKY_E_ARGUMENT);
    CHECK("plain HTTP", sky_client_set_url(client, "http://cellcast.example/api/v3/", &error) == SKY_E_ARGUMENT &&
          names(&error, "url"));
    CHECK("a host that only looks like this machine",
          sky_client_set_url(client, "http://127.0.0.1.example/", &error) == SKY_E_ARGUMENT &&
          sky_client_set_url(client, "http://localhost.example/", &error) == SKY_E_ARGUMENT);
    CHECK("plain HTTP to this machine", sky_client_set_url(client, "http://127.0.0.1:1/api", &error) == SKY_OK &&
          sky_client_set_url(client, "http://localhost:1/", NULL) == SKY_OK &&
          sky_client_set_url(client, "http://[::1]:1/", NULL) == SKY_OK &&
          sky_client_set_url(client, "HTTPS://a.example", NULL) == SKY_OK);
    CHECK("a query", sky_client_set_url(client, "https://a.example/?x=1", &error) == SKY_E_ARGUMENT);
    CHECK("credentials in it", sky_client_set_url(client, "https://a:b@a.example/", &error) == SKY_E_ARGUMENT);
    CHECK("what is Skycore's", sky_client_set_login(client, "a", "b", &error) == SKY_E_CONFIG &&
          sky_client_set_transport(client, SKY_TRANSPORT_RAW, &error) == SKY_E_CONFIG);
    CHECK("no addresses are known", sky_client_postback_source_is_known(client, "34.198.230.58") == 0 &&
          sky_postback_source_is_known(SKY_PROVIDER_CELLCAST, "34.198.230.58") == 0);
    sky_client_free(client);
    CHECK("Skycore", sky_client_new(SKY_PROVIDER_SKYCORE, "a:b", &client, &error) == SKY_OK);
    CHECK("what is Cellcast's", sky_client_set_secret(client, "x", &error) == SKY_E_CONFIG &&
          sky_client_set_credential_mode(client, SKY_CREDENTIAL_BOTH, &error) == SKY_E_CONFIG);
    sky_client_free(client);
}

static void test_requests(void)
{
    static const unsigned char picture[] = {0xFF, 0xD8, 0xFF, 0, 1};
    sky_request *request = NULL;
    sky_error error;
    CHECK("a call", sky_request_new("send-mms", &request, &error) == SKY_OK);
    CHECK("nothing in it", sky_request_check(SKY_PROVIDER_CELLCAST, request, &error) == SKY_E_ARGUMENT &&
          names(&error, "mms_text"));
    sky_request_set(request, "mms_text", "x", NULL);
    sky_request_set(request, "numbers", "0491570156", NULL);
    CHECK("NULL file", sky_request_set_file(request, "mms_file", NULL, 3, &error) == SKY_E_ARGUMENT &&
          names(&error, "content"));
    CHECK("which is remembered", sky_request_check(SKY_PROVIDER_CELLCAST, request, &error) == SKY_E_ARGUMENT);
    sky_request_free(request);
    sky_request_new("send-mms", &request, NULL);
    sky_request_set(request, "mms_text", "x", NULL);
    sky_request_set(request, "numbers", "0491570156", NULL);
    CHECK("a file", sky_request_set_file(request, "mms_file", picture, sizeof picture, &error) == SKY_OK &&
          sky_request_check(SKY_PROVIDER_CELLCAST, request, &error) == SKY_OK);
    CHECK("not at Skycore's", sky_request_check(SKY_PROVIDER_SKYCORE, request, &error) == SKY_E_ARGUMENT);
    CHECK("too large", sky_request_set_file(request, "more", picture, (size_t)9 << 20, &error) == SKY_E_LIMIT);
    sky_request_free(request);
    sky_request_new("inbound-read", &request, NULL);
    CHECK("nothing marks all unasked", sky_request_check(SKY_PROVIDER_CELLCAST, request, &error) == SKY_E_ARGUMENT);
    sky_request_set(request, "all", "yes", NULL);
    CHECK("but asked", sky_request_check(SKY_PROVIDER_CELLCAST, request, &error) == SKY_OK);
    sky_request_free(request);
}

static void test_responses(void)
{
    static const char refused[] =
        "{\"meta\":{\"code\":401,\"status\":\"AUTH_FAILED_NO_DATA\"},\"msg\":\"No key\",\"data\":[]}";
    static const char page[] = "{\"meta\":{\"status\":\"SUCCESS\"},\"data\":{\"page\":{\"count\":\"2\",\"number\":1},"
                               "\"total\":\"26\","
                               "\"responses\":[{\"from\":\"+61491570156\"},{\"from\":\"+61491570157\"}]}}";
    sky_result *result = NULL;
    sky_error error;
    char *json;
    CHECK("accepted",
          sky_parse_response(SKY_PROVIDER_CELLCAST, 200, sent, SKY_NUL_TERMINATED, &result, &error) == SKY_OK);
    CHECK("the same names as at Skycore's", is(sky_result_field(result, "TRACKINGID", 0), "A1") &&
          is(sky_result_entry_field(result, 0, "TRACKINGID", 0), "A1") && is(sky_result_code(result), "SUCCESS") &&
          is(sky_result_message(result), "Queued") && is(sky_result_field(result, "credits_used", 0), "1.33"));
    CHECK("one entry", sky_result_count(result) == 1 && sky_result_entry_status(result, 0) == SKY_OK);
    CHECK("no page", sky_result_page_number(result) == -1 && sky_result_page_count(result) == -1 &&
          sky_result_next_request(result, &error) == NULL && error.status == SKY_OK);
    json = sky_result_json(result);
    CHECK("JSON", json != NULL && strstr(json, "\"provider\":\"cellcast\"") != NULL &&
          strstr(json, "\"success_number\":1") != NULL);
    sky_free(json);
    sky_result_free(result);
    CHECK("refused", sky_parse_response(SKY_PROVIDER_CELLCAST, 401, refused, SKY_NUL_TERMINATED, &result,
                                        &error) == SKY_E_REJECTED);
    CHECK("with a long code", is(error.provider_code, "AUTH_FAILED_NO_DATA") && error.http_status == 401 &&
          is(sky_result_code(result), "AUTH_FAILED_NO_DATA"));
    sky_result_free(result);
    CHECK("HTTP counts",
          sky_parse_response(SKY_PROVIDER_CELLCAST, 500, sent, SKY_NUL_TERMINATED, &result, &error) == SKY_E_UNKNOWN);
    sky_result_free(result);
    CHECK("throttled",
          sky_parse_response(SKY_PROVIDER_CELLCAST, 429, "{}", SKY_NUL_TERMINATED, &result, &error) == SKY_E_THROTTLED);
    sky_result_free(result);
    CHECK("a page",
          sky_parse_response(SKY_PROVIDER_CELLCAST, 200, page, SKY_NUL_TERMINATED, &result, &error) == SKY_OK &&
          sky_result_page_number(result) == 1 && sky_result_page_count(result) == 2 && sky_result_count(result) == 2);
    CHECK("but nobody knows of what", sky_result_next_request(result, NULL) == NULL);
    sky_result_free(result);
    CHECK("no answer",
          sky_parse_response(SKY_PROVIDER_CELLCAST, 200, "{\"a\":1}", SKY_NUL_TERMINATED, &result, &error) ==
          SKY_E_PROTOCOL && result == NULL);
    CHECK("no JSON", sky_parse_response(SKY_PROVIDER_CELLCAST, 200, "<html>", SKY_NUL_TERMINATED, &result, &error) ==
          SKY_E_DOCUMENT && result == NULL && error.offset == 0);
    CHECK("NULL", sky_result_page_number(NULL) == -1 && sky_result_page_count(NULL) == -1 &&
          sky_result_next_request(NULL, NULL) == NULL);
}

static void test_postbacks(void)
{
    sky_postback *postback = NULL;
    sky_error error;
    char *json;
    char buffer[2048];
    size_t needed = 0;
    CHECK("reports",
          sky_parse_postback(SKY_PROVIDER_CELLCAST, report, SKY_NUL_TERMINATED, &postback, &error) == SKY_OK &&
          sky_postback_count(postback) == 3);
    CHECK("delivered", sky_postback_kind(postback, 0) == SKY_POSTBACK_SMS_DELIVERY &&
          sky_postback_verdict(postback, 0) == SKY_VERDICT_SUCCESS && sky_postback_is_final(postback, 0) == 1 &&
          is(sky_postback_field(postback, 0, "TRACKINGID", 0), "A1") &&
          is(sky_postback_field(postback, 0, "to", 0), "61491570156"));
    CHECK("a bad one", sky_postback_kind(postback, 1) == SKY_POSTBACK_OTHER && sky_postback_is_final(postback, 1) == 0);
    CHECK("does not lose the others", sky_postback_verdict(postback, 2) == SKY_VERDICT_FAILURE);
    json = sky_postback_json(postback);
    CHECK("JSON", json != NULL && strstr(json, "\"kind\":\"sms_delivery\"") != NULL);
    sky_free(json);
    sky_postback_free(postback);
    CHECK("into a buffer", sky_postback_read(SKY_PROVIDER_CELLCAST, report, SKY_NUL_TERMINATED, buffer, sizeof buffer,
                                             &needed, &error) ==
          SKY_OK && needed > 0 && needed <= sizeof buffer);
    CHECK("no callback", sky_parse_postback(SKY_PROVIDER_CELLCAST, "{}", 2, &postback, &error) == SKY_E_PROTOCOL &&
          postback == NULL);
    CHECK("XML", sky_parse_postback(SKY_PROVIDER_CELLCAST, "<POSTBACK/>", SKY_NUL_TERMINATED, &postback,
                                    &error) == SKY_E_DOCUMENT);
}

static void test_codes(void)
{
    CHECK("answers", is(sky_code_group(SKY_PROVIDER_CELLCAST, SKY_CODE_ANSWER, "recipients_error"), "recipient") &&
          is(sky_code_group(SKY_PROVIDER_CELLCAST, SKY_CODE_ANSWER, "NOT_FOUND"), "not_found") &&
          sky_code_retry(SKY_PROVIDER_CELLCAST, SKY_CODE_ANSWER, "OVER_LIMIT") == SKY_RETRY_SAFE &&
          sky_code_retry(SKY_PROVIDER_CELLCAST, SKY_CODE_ANSWER, "FIELD_EMPTY") == SKY_RETRY_USELESS);
    CHECK("states", is(sky_code_text(SKY_PROVIDER_CELLCAST, SKY_CODE_POSTBACK, "delivered"), "delivered") &&
          is(sky_code_group(SKY_PROVIDER_CELLCAST, SKY_CODE_POSTBACK, "Queued"), "sms_delivery"));
    CHECK("not the other's", sky_code_text(SKY_PROVIDER_CELLCAST, SKY_CODE_ANSWER, "E110") == NULL &&
          sky_code_text(SKY_PROVIDER_SKYCORE, SKY_CODE_ANSWER, "OVER_LIMIT") == NULL &&
          sky_code_text(SKY_PROVIDER_CELLCAST, SKY_CODE_ANSWER, "AUTH_FAILED_NO_DATA_AND_MUCH_MORE_THAN_FITS") == NULL);
}

int main(void)
{
    test_client();
    test_requests();
    test_responses();
    test_postbacks();
    test_codes();
    return checks_done();
}
