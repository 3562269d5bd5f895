/*
 * Every exported function with NULL, wrong lengths, invalid UTF-8, rubbish and documents that end too early. Run under
 * valgrind: whatever is read beyond its end, or leaked, is a failure too. Nothing here may reach a network.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sky.h"

static const char report[] =
    "<?xml version='1.0'?><POSTBACK><ORIGIN>SMS_MT</ORIGIN><CODE>N202</CODE><STATUS>Message Sent/Delivered</STATUS>"
    "<FROM>55501</FROM><FROM_MASK/><TO>15550100031</TO><TRACKINGID>SMS_1</TRACKINGID><CONTENT><FILE>u</FILE></CONTENT>"
    "<TEXT>a &amp; b<![CDATA[<c>]]></TEXT></POSTBACK>";

static const char answer[] =
    "<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID><TO>15550100031</TO>"
    "<SUBSCRIBER><STATUS>Failure</STATUS><ERRORCODE>E114</ERRORCODE></SUBSCRIBER></RESPONSE>";

/* Memory of exactly this size, so that valgrind sees a step beyond it. */
static char *exact_copy(const char *bytes, size_t length)
{
    char *copy = malloc(length > 0 ? length : 1);
    memcpy(copy, bytes, length);
    return copy;
}

static sky_status parse_postback(const char *bytes, size_t length, sky_error *error)
{
    sky_postback *postback = (sky_postback *)1;
    char *copy = exact_copy(bytes, length);
    sky_status status = sky_parse_postback(SKY_PROVIDER_SKYCORE, copy, length, &postback, error);
    free(copy);
    CHECK("a postback is given exactly on success", (status == SKY_OK) == (postback != NULL));
    if (status == SKY_OK) {
        char *json = sky_postback_json(postback);
        CHECK("what can be read can be written as JSON", json != NULL);
        sky_free(json);
    }
    sky_postback_free(postback);
    return status;
}

static void test_null(void)
{
    sky_error error;
    sky_postback *postback = (sky_postback *)1;
    sky_result *result = (sky_result *)1;
    sky_client *client = (sky_client *)1;
    char number[SKY_MSISDN_SIZE] = "x";
    size_t length = 1;

    CHECK("NULL input", sky_normalize_msisdn(NULL, 3, NULL, number, &error) == SKY_E_ARGUMENT && number[0] == 0);
    CHECK("NULL output", sky_normalize_msisdn("1", 1, NULL, NULL, &error) == SKY_E_ARGUMENT);
    CHECK("NULL error", sky_normalize_msisdn(NULL, 3, NULL, number, NULL) == SKY_E_ARGUMENT);
    CHECK("NULL body", sky_parse_postback(SKY_PROVIDER_SKYCORE, NULL, 0, &postback, &error) == SKY_E_ARGUMENT &&
          !postback);
    CHECK("NULL output",
          sky_parse_postback(SKY_PROVIDER_SKYCORE, report, SKY_NUL_TERMINATED, NULL, &error) == SKY_E_ARGUMENT);
    CHECK("NULL error", sky_parse_postback(SKY_PROVIDER_SKYCORE, NULL, 0, &postback, NULL) == SKY_E_ARGUMENT);
    CHECK("NULL body", sky_parse_response(SKY_PROVIDER_SKYCORE, 200, NULL, 0, &result, &error) == SKY_E_ARGUMENT &&
          !result);
    CHECK("NULL output", sky_parse_response(SKY_PROVIDER_SKYCORE, 200, answer, 5, NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("NULL key", sky_client_new(SKY_PROVIDER_SKYCORE, NULL, &client, &error) == SKY_E_ARGUMENT && client == NULL);
    CHECK("NULL output", sky_client_new(SKY_PROVIDER_SKYCORE, "k", NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("no such provider", sky_client_new((sky_provider)77, "k", &client, &error) == SKY_E_ARGUMENT);
    CHECK("no such provider", sky_parse_postback((sky_provider)0, report, 5, &postback, &error) == SKY_E_ARGUMENT);
    result = (sky_result *)1;
    CHECK("NULL client", sky_send_sms(NULL, "1", "1", "1", &result, &error) == SKY_E_ARGUMENT && result == NULL);
    CHECK("NULL client", sky_client_set_url(NULL, "http://x/", &error) == SKY_E_ARGUMENT);
    CHECK("NULL client", sky_client_set_timeout_ms(NULL, 1, NULL) == SKY_E_ARGUMENT);
    CHECK("the error names the field", strncmp(error.message, "client", 6) == 0 && error.offset == -1);

    sky_client_free(NULL);
    sky_result_free(NULL);
    sky_postback_free(NULL);
    sky_free(NULL);
    CHECK("NULL result", sky_result_status(NULL) == SKY_E_ARGUMENT && sky_result_http_status(NULL) == 0 &&
          sky_result_tries(NULL) == 0 && sky_result_elapsed_ms(NULL) == 0 && sky_result_retry_after_ms(NULL) == 0 &&
          sky_result_code(NULL) == NULL && sky_result_message(NULL) == NULL && sky_result_field(NULL, "A", 0) == NULL &&
          sky_result_count(NULL) == 0 && sky_result_entry_status(NULL, 0) == SKY_E_ARGUMENT &&
          sky_result_entry_field(NULL, 0, "A", 0) == NULL && sky_result_json(NULL) == NULL &&
          sky_result_raw(NULL, &length) == NULL && length == 0 && sky_result_packed(NULL, NULL) == NULL);
    CHECK("NULL postback", sky_postback_count(NULL) == 0 && sky_postback_kind(NULL, 0) == SKY_POSTBACK_OTHER &&
          sky_postback_verdict(NULL, 0) == SKY_VERDICT_UNKNOWN && sky_postback_is_final(NULL, 0) == 0 &&
          sky_postback_field(NULL, 0, "A", 0) == NULL && sky_postback_file_count(NULL, 0) == 0 &&
          sky_postback_file(NULL, 0, 0) == NULL && sky_postback_fingerprint(NULL, 0) == NULL &&
          sky_postback_json(NULL) == NULL && sky_postback_packed(NULL, &length) == NULL &&
          sky_postback_raw(NULL, NULL) == NULL);
    CHECK("NULL code", sky_code_text(SKY_PROVIDER_SKYCORE, SKY_CODE_ANSWER, NULL) == NULL &&
          sky_code_group((sky_provider)9, SKY_CODE_ANSWER, "E110") == NULL &&
          sky_code_text(SKY_PROVIDER_SKYCORE, (sky_code_space)9, "E110") == NULL &&
          sky_code_retry(SKY_PROVIDER_SKYCORE, SKY_CODE_ANSWER, NULL) == SKY_RETRY_UNKNOWN);
    CHECK("NULL address", sky_postback_source_is_known(SKY_PROVIDER_SKYCORE, NULL) == 0);
    CHECK("a number that is no status", strcmp(sky_status_name((sky_status)999), "SKY_E_?") == 0 &&
          sky_status_text((sky_status)-1) != NULL);
}

static void test_indexes(void)
{
    sky_postback *postback;
    sky_result *result, *refused;
    sky_error error;
    size_t bad[] = {1, 2, 300, (size_t)-1, (size_t)-1 >> 1};
    size_t i;
    CHECK("a good report",
          sky_parse_postback(SKY_PROVIDER_SKYCORE, report, SKY_NUL_TERMINATED, &postback, NULL) == SKY_OK);
    CHECK("a good answer", sky_parse_response(SKY_PROVIDER_SKYCORE, 200, answer, SKY_NUL_TERMINATED, &result, NULL) ==
          SKY_E_REJECTED);
    CHECK("a refusal tells the provider's code", sky_parse_response(SKY_PROVIDER_SKYCORE, 400,
          "<RESPONSE><ERRORCODE>E110</ERRORCODE></RESPONSE>", SKY_NUL_TERMINATED, &refused, &error) == SKY_E_REJECTED &&
          strcmp(error.provider_code, "E110") == 0 && error.http_status == 400 &&
          strcmp(sky_result_code(refused), "E110") == 0);
    sky_result_free(refused);
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK("an index beyond the end", sky_postback_kind(postback, bad[i]) == SKY_POSTBACK_OTHER &&
              sky_postback_field(postback, bad[i], "CODE", 0) == NULL &&
              sky_postback_field(postback, 0, "CODE", bad[i]) == NULL &&
              sky_postback_file(postback, 0, bad[i]) == NULL && sky_postback_fingerprint(postback, bad[i]) == NULL &&
              sky_result_entry_field(result, bad[i], "STATUS", 0) == NULL &&
              sky_result_field(result, "STATUS", bad[i]) == NULL);
    }
    CHECK("a name that is empty, long or strange", sky_postback_field(postback, 0, "", 0) == NULL &&
          sky_postback_field(postback, 0, "\xFF\xFE@/", 0) == NULL && sky_postback_field(postback, 0, NULL, 0) == NULL);
    CHECK("fields are read by any spelling", strcmp(sky_postback_field(postback, 0, "tracking-id", 0), "SMS_1") == 0 &&
          strcmp(sky_postback_field(postback, 0, "text", 0), "a & b<c>") == 0 &&
          strcmp(sky_postback_field(postback, 0, "from_mask", 0), "") == 0 &&
          strcmp(sky_postback_file(postback, 0, 0), "u") == 0);
    sky_postback_free(postback);
    sky_result_free(result);
}

static void test_truncation(void)
{
    sky_error error;
    size_t length;
    for (length = 0; length < sizeof report - 1; length++) {
        CHECK("a document that ends too early", parse_postback(report, length, &error) != SKY_OK);
        CHECK("an offset inside the document", error.offset >= 0 && (size_t)error.offset <= length);
    }
    CHECK("the whole document", parse_postback(report, sizeof report - 1, &error) == SKY_OK && error.offset == -1);
    for (length = 0; length < sizeof answer - 1; length++) {
        sky_result *result;
        char *copy = exact_copy(answer, length);
        sky_status status = sky_parse_response(SKY_PROVIDER_SKYCORE, 200, copy, length, &result, &error);
        CHECK("an answer that ends too early", status == SKY_E_DOCUMENT && result == NULL);
        free(copy);
    }
}

/* Whoever mixes the providers up is told so. */
static void test_the_other_provider_s(void)
{
    static const char json[] = "[{\"status\":\"Delivered\"}]", xml[] = "<POSTBACK/>";
    sky_postback *postback;
    sky_error error;
    CHECK("JSON to Skycore", parse_postback(json, sizeof json - 1, &error) == SKY_E_DOCUMENT && error.offset == 0 &&
          strstr(error.message, "is it this provider's?") != NULL);
    CHECK("XML to Cellcast", sky_parse_postback(SKY_PROVIDER_CELLCAST, xml, sizeof xml - 1, &postback, &error) ==
          SKY_E_DOCUMENT && postback == NULL && strstr(error.message, "is it this provider's?") != NULL);
}

static void test_every_byte_changed(void)
{
    size_t place;
    int value;
    char copy[sizeof report];
    for (place = 0; place < sizeof report - 1; place += 3) {
        for (value = 0; value < 256; value += 17) {
            memcpy(copy, report, sizeof report);
            copy[place] = (char)value;
            (void)parse_postback(copy, sizeof report - 1, NULL);
        }
    }
}

static void test_rubbish(void)
{
    const size_t size = 10u * 1000 * 1000;
    char *rubbish = malloc(size + 1), number[SKY_MSISDN_SIZE];
    unsigned long seed = 12345;
    size_t i;
    sky_error error;
    sky_client *client;
    sky_result *result;
    for (i = 0; i < size; i++) {
        seed = seed * 6364136223846793005ul + 1442695040888963407ul;
        rubbish[i] = (char)(seed >> 33);
    }
    rubbish[size] = 0;
    CHECK("ten megabytes of rubbish", parse_postback(rubbish, size, &error) == SKY_E_LIMIT);
    CHECK("four megabytes of rubbish", parse_postback(rubbish, 4000000, &error) != SKY_OK);
    CHECK("a number of ten megabytes", sky_normalize_msisdn(rubbish, size, NULL, number, &error) != SKY_OK);
    memset(rubbish, 'A', size);
    CHECK("ten megabytes of letters", parse_postback(rubbish, size, &error) == SKY_E_LIMIT);
    CHECK("a number of letters",
          sky_normalize_msisdn(rubbish, SKY_NUL_TERMINATED, NULL, number, &error) == SKY_E_NUMBER);
    CHECK("a length beyond memory", sky_normalize_msisdn("1", (size_t)-2, NULL, number, &error) == SKY_E_ARGUMENT);
    CHECK("a client", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, NULL) == SKY_OK);
    CHECK("a text of ten megabytes", sky_send_sms(client, "17743199144", "1", rubbish, &result, &error) == SKY_E_LIMIT);
    CHECK("a sender of ten megabytes",
          sky_send_sms(client, "17743199144", rubbish, "x", &result, &error) == SKY_E_LIMIT);
    CHECK("a recipient of ten megabytes", sky_send_sms(client, rubbish, "1", "x", &result, &error) == SKY_E_NUMBER);
    CHECK("an address of ten megabytes", sky_client_set_url(client, rubbish, &error) == SKY_E_CONFIG);
    sky_client_free(client);
    free(rubbish);
}

static void test_settings(void)
{
    sky_client *client;
    sky_error error;
    char key[300];
    const char *urls[] = {"", "ftp://x/", "http://", "https://u:p@x/", "http://x/#f", "http://x/ y",
                          "http://x/\r\nA: b", "file:///etc/passwd"};
    size_t i;
    memset(key, 'k', sizeof key);
    key[299] = 0;
    CHECK("an empty key", sky_client_new(SKY_PROVIDER_SKYCORE, "", &client, &error) == SKY_E_ARGUMENT);
    CHECK("a key that is too long", sky_client_new(SKY_PROVIDER_SKYCORE, key, &client, &error) == SKY_E_LIMIT);
    CHECK("a key with a line break",
          sky_client_new(SKY_PROVIDER_SKYCORE, "a\r\nb", &client, &error) == SKY_E_ARGUMENT &&
          error.offset == 1);
    CHECK("a key", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) == SKY_OK);
    for (i = 0; i < sizeof urls / sizeof *urls; i++)
        CHECK(urls[i], sky_client_set_url(client, urls[i], &error) == SKY_E_ARGUMENT);
    CHECK("times", sky_client_set_timeout_ms(client, 0, &error) == SKY_E_ARGUMENT &&
          sky_client_set_timeout_ms(client, -5, &error) == SKY_E_ARGUMENT &&
          sky_client_set_timeout_ms(client, 2147483648LL, &error) == SKY_E_ARGUMENT &&
          sky_client_set_connect_timeout_ms(client, 0, &error) == SKY_E_ARGUMENT &&
          sky_client_set_timeout_ms(client, 2147483647, &error) == SKY_OK);
    CHECK("a transport that is none", sky_client_set_transport(client, (sky_transport)3, &error) == SKY_E_ARGUMENT);
    CHECK("a file that is none", sky_client_set_ca_file(client, "/no/such/file", &error) == SKY_E_CONFIG);
    CHECK("the system's file again", sky_client_set_ca_file(client, NULL, &error) == SKY_OK);
    CHECK("a header in a header", sky_client_set_user_agent(client, "a\r\nb: c", &error) == SKY_E_ARGUMENT);
    CHECK("a region that is none", sky_client_set_default_region(client, "XX", &error) == SKY_E_ARGUMENT &&
          sky_client_set_default_region(client, "us", &error) == SKY_OK &&
          sky_client_set_default_region(client, NULL, &error) == SKY_OK);
    CHECK("an empty sender", sky_client_set_default_sender(client, "", &error) == SKY_E_ARGUMENT &&
          sky_client_set_default_sender(client, NULL, &error) == SKY_E_ARGUMENT);
    sky_client_free(client);
}

static void test_messages(void)
{
    sky_client *client;
    sky_result *result;
    sky_error error;
    CHECK("a client", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, NULL) == SKY_OK);
    CHECK("no sender", sky_send_sms(client, "17743199144", NULL, "x", &result, &error) == SKY_E_ARGUMENT &&
          strncmp(error.message, "from", 4) == 0);
    CHECK("no text", sky_send_sms(client, "17743199144", "1", "", &result, &error) == SKY_E_ARGUMENT);
    CHECK("NULL text", sky_send_sms(client, "17743199144", "1", NULL, &result, &error) == SKY_E_ARGUMENT);
    CHECK("no recipient", sky_send_sms(client, "", "1", "x", &result, &error) == SKY_E_ARGUMENT);
    CHECK("a bad recipient", sky_send_sms(client, "+1774", "1", "x", &result, &error) == SKY_E_NUMBER &&
          error.offset == 1);
    CHECK("a recipient that is not UTF-8", sky_send_sms(client, "+1\xFF", "1", "x", &result, &error) == SKY_E_UTF8 &&
          error.offset == 2);
    CHECK("a text that is not UTF-8",
          sky_send_sms(client, "17743199144", "1", "ab\xC3", &result, &error) == SKY_E_UTF8 &&
          error.offset == 2 && strncmp(error.message, "text", 4) == 0);
    CHECK("a surrogate", sky_send_sms(client, "17743199144", "1", "\xED\xA0\x80", &result, &error) == SKY_E_UTF8);
    CHECK("a control character", sky_send_sms(client, "17743199144", "1", "ab\x07", &result, &error) == SKY_E_TEXT &&
          error.offset == 2);
    CHECK("a sender with a line break",
          sky_send_sms(client, "17743199144", "5\n5", "x", &result, &error) == SKY_E_ARGUMENT);
    CHECK("set up after a send", sky_client_set_url(client, "http://x/", &error) == SKY_E_CONFIG &&
          sky_client_set_transport(client, SKY_TRANSPORT_RAW, &error) == SKY_E_CONFIG);
    sky_client_free(client);
}

int main(void)
{
    test_null();
    test_indexes();
    test_truncation();
    test_the_other_provider_s();
    test_every_byte_changed();
    test_rubbish();
    test_settings();
    test_messages();
    return checks_done();
}
