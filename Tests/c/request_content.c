/*
 * Every function that fills or checks a request: with NULL for each argument in turn, rubbish, ten megabytes, and UTF-8
 * that ends too early. What was refused once is remembered: neither the check nor sending lets the request through. Run
 * under valgrind: whatever is read beyond its end, or leaked, is a failure too.
 */
#include "requests.h"

static sky_request *new_request(const char *action)
{
    sky_request *request = NULL;
    CHECK("a request", sky_request_new(action, &request, NULL) == SKY_OK && request != NULL);
    return request;
}

/* A request that is refused with this status, by the check and by sending, and by nobody else. Frees it. */
static void expect_refusal(const char *rule, sky_request *request, sky_status status)
{
    sky_client *client = new_client();
    sky_result *result = (sky_result *)1;
    sky_error error;
    CHECK(rule, sky_request_check(SKY_PROVIDER_SKYCORE, request, &error) == status && error.status == status);
    CHECK(rule, sky_send(client, request, &result, &error) == status && error.status == status && result == NULL);
    sky_request_free(request);
    sky_client_free(client);
}

static const char *const bad_names[] = {"", " ", "1A", "-A", ".A", "A B", "A<", "A>", "A/B", "A@B", "xml:A", "A\n",
                                        "\x07",
                                        "\xC3\xA9", "\xFF", "&amp;", "A=\"", large_text,
                                        "A123456789012345678901234567890123456789012345678901234567890123X"};

static void test_names(void)
{
    sky_request *request = (sky_request *)1;
    sky_error error;
    size_t i;
    CHECK("NULL action", sky_request_new(NULL, &request, &error) == SKY_E_ARGUMENT && request == NULL);
    CHECK("NULL output", sky_request_new("getMmsIds", NULL, &error) == SKY_E_ARGUMENT);
    CHECK("NULL error", sky_request_new(NULL, &request, NULL) == SKY_E_ARGUMENT);
    CHECK("the longest name", sky_request_new("A123456789012345678901234567890123456789012345678901234567890123",
          &request, &error) == SKY_OK);
    sky_request_free(request);
    for (i = 0; i < sizeof bad_names / sizeof *bad_names; i++) {
        const char *name = bad_names[i];
        if (strcmp(name, "A/B") == 0) {
            /* Calls of other providers are paths. */
            CHECK("a path", sky_request_new(name, &request, &error) == SKY_OK);
            CHECK("but no action", sky_request_check(SKY_PROVIDER_SKYCORE, request, &error) == SKY_E_ARGUMENT &&
                  names(&error, "action") && sky_request_check(SKY_PROVIDER_CELLCAST, request, &error) == SKY_OK);
            sky_request_free(request);
        } else {
            CHECK("not an action", sky_request_new(name, &request, &error) == SKY_E_ARGUMENT &&
                  names(&error, "action"));
            CHECK("no request then", request == NULL);
        }
        request = new_request("anAction");
        CHECK("not a parameter", sky_request_set(request, name, "x", &error) == SKY_E_ARGUMENT &&
              names(&error, "name"));
        expect_refusal("a bad parameter is remembered", request, SKY_E_ARGUMENT);
        request = new_request("anAction");
        CHECK("not an element", sky_request_begin(request, name, &error) == SKY_E_ARGUMENT && names(&error, "name"));
        expect_refusal("a bad element is remembered", request, SKY_E_ARGUMENT);
        request = new_request("anAction");
        CHECK("an element", sky_request_begin(request, "DATA", NULL) == SKY_OK);
        CHECK("not an attribute", sky_request_set_attribute(request, name, "x", &error) == SKY_E_ARGUMENT);
        CHECK("its end", sky_request_end(request, NULL) == SKY_OK);
        expect_refusal("a bad attribute is remembered", request, SKY_E_ARGUMENT);
        request = NULL;
    }
}

static void test_null(void)
{
    sky_client *client = new_client();
    sky_request *request = new_request("anAction");
    sky_result *result = (sky_result *)1;
    sky_error error;
    sky_request_free(NULL);
    CHECK("NULL request", sky_request_set(NULL, "A", "x", &error) == SKY_E_ARGUMENT && names(&error, "request") &&
          sky_request_set_attribute(NULL, "A", "x", &error) == SKY_E_ARGUMENT &&
          sky_request_begin(NULL, "A", &error) == SKY_E_ARGUMENT && sky_request_end(NULL, &error) == SKY_E_ARGUMENT &&
          sky_request_add_slide(NULL, "x", SKY_MEDIA_NONE, NULL, 0, &error) == SKY_E_ARGUMENT &&
          sky_request_add_custom_text(NULL, 1, "x", &error) == SKY_E_ARGUMENT &&
          sky_request_check(SKY_PROVIDER_SKYCORE, NULL, &error) == SKY_E_ARGUMENT);
    CHECK("NULL error", sky_request_set(NULL, "A", "x", NULL) == SKY_E_ARGUMENT &&
          sky_request_set_attribute(NULL, NULL, NULL, NULL) == SKY_E_ARGUMENT &&
          sky_request_begin(NULL, NULL, NULL) == SKY_E_ARGUMENT && sky_request_end(NULL, NULL) == SKY_E_ARGUMENT &&
          sky_request_add_slide(NULL, NULL, SKY_MEDIA_NONE, NULL, 0, NULL) == SKY_E_ARGUMENT &&
          sky_request_add_custom_text(NULL, 1, NULL, NULL) == SKY_E_ARGUMENT &&
          sky_request_check(SKY_PROVIDER_SKYCORE, NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("NULL value: nothing happens", sky_request_set(request, "A", NULL, &error) == SKY_OK &&
          sky_request_begin(request, "B", &error) == SKY_OK &&
          sky_request_set_attribute(request, "c", NULL, &error) == SKY_OK &&
          sky_request_end(request, &error) == SKY_OK);
    CHECK("NULL client", sky_send(NULL, request, &result, &error) == SKY_E_ARGUMENT && result == NULL &&
          names(&error, "client"));
    result = (sky_result *)1;
    CHECK("NULL request", sky_send(client, NULL, &result, &error) == SKY_E_ARGUMENT && result == NULL &&
          names(&error, "request"));
    CHECK("NULL everything", sky_send(NULL, NULL, NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("no such provider", sky_request_check((sky_provider)77, request, &error) == SKY_E_ARGUMENT &&
          sky_request_check((sky_provider)0, request, NULL) == SKY_E_ARGUMENT &&
          sky_request_check((sky_provider)3, request, &error) == SKY_E_ARGUMENT && names(&error, "provider"));
    CHECK("and it is a good request still", sky_request_check(SKY_PROVIDER_SKYCORE, request, NULL) == SKY_OK);
    CHECK("NULL name", sky_request_set(request, NULL, "x", &error) == SKY_E_ARGUMENT && names(&error, "name"));
    CHECK("NULL result", sky_send(client, request, NULL, &error) == SKY_E_ARGUMENT);
    expect_refusal("a name that is NULL is remembered", request, SKY_E_ARGUMENT);
    request = new_request("anAction");
    CHECK("NULL name", sky_request_begin(request, NULL, &error) == SKY_E_ARGUMENT && names(&error, "name"));
    expect_refusal("an element without a name is remembered", request, SKY_E_ARGUMENT);
    request = new_request("anAction");
    CHECK("NULL name", sky_request_set_attribute(request, NULL, "x", &error) == SKY_E_ARGUMENT &&
          names(&error, "name"));
    expect_refusal("an attribute without a name is remembered", request, SKY_E_ARGUMENT);
    sky_client_free(client);
}

static void test_values(void)
{
    size_t length, character;
    sky_error error;
    sky_request *request;
    for (length = 1; length < sizeof characters; length++) {
        char *text = exact_text(characters, length);
        sky_status expected = SKY_E_UTF8;
        for (character = 0; character < sizeof beginnings / sizeof *beginnings; character++)
            if (beginnings[character] == length)
                expected = SKY_OK;
        request = new_request("anAction");
        CHECK("a value", sky_request_set(request, "A", text, &error) == expected && error.offset < (int64_t)length);
        CHECK("an element", sky_request_begin(request, "B", NULL) == SKY_OK);
        CHECK("an attribute", sky_request_set_attribute(request, "c", text, &error) == expected);
        CHECK("its end", sky_request_end(request, NULL) == SKY_OK);
        if (expected == SKY_OK)
            sky_request_free(request);
        else
            expect_refusal("half a character is remembered", request, SKY_E_UTF8);
        free(text);
    }
    request = new_request("anAction");
    CHECK("a control character", sky_request_set(request, "A", "ab\x01", &error) == SKY_E_TEXT && error.offset == 2);
    CHECK("U+FFFE", sky_request_set(request, "A", "\xEF\xBF\xBE", &error) == SKY_E_TEXT && error.offset == 0);
    expect_refusal("a control character is remembered", request, SKY_E_TEXT);
    request = new_request("anAction");
    CHECK("ten megabytes", sky_request_set(request, "A", large_text, &error) == SKY_E_LIMIT &&
          names(&error, "request"));
    expect_refusal("what is too large is remembered", request, SKY_E_LIMIT);
    request = new_request("anAction");
    CHECK("ten megabytes", sky_request_begin(request, "A", NULL) == SKY_OK &&
          sky_request_set_attribute(request, "b", large_text, &error) == SKY_E_LIMIT);
    expect_refusal("an attribute that is too large is remembered", request, SKY_E_LIMIT);
}

static void test_nesting(void)
{
    char name[16];
    sky_error error;
    sky_status status = SKY_OK;
    int count;
    sky_request *request = new_request("anAction");
    for (count = 0; count < 40 && status == SKY_OK; count++)
        status = sky_request_begin(request, "DEEPER", &error);
    CHECK("too deep", status == SKY_E_LIMIT && count <= 33);
    expect_refusal("depth is remembered", request, SKY_E_LIMIT);
    request = new_request("anAction");
    CHECK("an end without a beginning", sky_request_end(request, &error) == SKY_E_ARGUMENT);
    expect_refusal("an end too many is remembered", request, SKY_E_ARGUMENT);
    request = new_request("anAction");
    CHECK("a beginning", sky_request_begin(request, "A", NULL) == SKY_OK);
    expect_refusal("a beginning without an end", request, SKY_E_ARGUMENT);
    request = new_request("anAction");
    CHECK("an attribute of nothing", sky_request_set_attribute(request, "a", "x", &error) == SKY_E_ARGUMENT);
    expect_refusal("an attribute of nothing is remembered", request, SKY_E_ARGUMENT);
    request = new_request("anAction");
    status = sky_request_begin(request, "A", NULL);
    for (count = 0; count < 70 && status == SKY_OK; count++) {
        snprintf(name, sizeof name, "a%d", count);
        status = sky_request_set_attribute(request, name, "x", &error);
    }
    CHECK("too many attributes", status == SKY_E_LIMIT && count == 65);
    expect_refusal("attributes are remembered", request, SKY_E_LIMIT);
    request = new_request("anAction");
    status = SKY_OK;
    for (count = 0; count < 100010 && status == SKY_OK; count++)
        status = sky_request_set(request, "A", "", &error);
    CHECK("too many elements", status == SKY_E_LIMIT && count > 99000);
    expect_refusal("elements are remembered", request, SKY_E_LIMIT);
}

static void expect_slide(const char *rule, const char *text, int media, const char *url, uint32_t seconds,
                         sky_status status)
{
    sky_request *request = NULL;
    sky_error error;
    CHECK("a request", sky_request_save_mms("s", "n", NULL, &request, NULL) == SKY_OK);
    CHECK(rule, sky_request_add_slide(request, "first", SKY_MEDIA_NONE, NULL, 0, NULL) == SKY_OK);
    CHECK(rule, sky_request_add_slide(request, text, (sky_media)media, url, seconds, &error) == status);
    CHECK(rule, error.status == status);
    if (status == SKY_OK) {
        CHECK(rule, sky_request_check(SKY_PROVIDER_SKYCORE, request, NULL) == SKY_OK);
        sky_request_free(request);
    } else
        expect_refusal("a slide that was refused is remembered", request, status);
}

static void expect_custom_text(const char *rule, uint32_t slide, const char *text, sky_status status)
{
    sky_request *request = NULL;
    sky_error error;
    CHECK("a request", sky_request_send_saved_mms("1", "17743199144", "55501", &request, NULL) == SKY_OK);
    CHECK(rule, sky_request_add_custom_text(request, slide, text, &error) == status && error.status == status);
    if (status == SKY_OK) {
        CHECK(rule, sky_request_check(SKY_PROVIDER_SKYCORE, request, NULL) == SKY_OK);
        sky_request_free(request);
    } else
        expect_refusal("a text that was refused is remembered", request, status);
}

static void test_slides(void)
{
    const char *url = "https://example.net/menu";
    int media;
    sky_request *request = NULL;
    expect_slide("a text", "x", SKY_MEDIA_NONE, NULL, 0, SKY_OK);
    for (media = SKY_MEDIA_IMAGE; media <= SKY_MEDIA_PASSBOOK; media++) {
        expect_slide("a file", NULL, media, url, 5, SKY_OK);
        expect_slide("a text and a file", "x", media, url, 0, SKY_OK);
        expect_slide("a file without an address", "x", media, NULL, 0, SKY_E_ARGUMENT);
    }
    expect_slide("nothing", NULL, SKY_MEDIA_NONE, NULL, 0, SKY_E_ARGUMENT);
    expect_slide("an empty text", "", SKY_MEDIA_NONE, NULL, 0, SKY_E_ARGUMENT);
    expect_slide("an address without a file", "x", SKY_MEDIA_NONE, url, 0, SKY_E_ARGUMENT);
    expect_slide("no such file", "x", 8, url, 0, SKY_E_ARGUMENT);
    expect_slide("no such file", "x", -1, url, 0, SKY_E_ARGUMENT);
    expect_slide("not UTF-8", "x\xE2\x82", SKY_MEDIA_NONE, NULL, 0, SKY_E_UTF8);
    expect_slide("a control character", "x\x02", SKY_MEDIA_NONE, NULL, 0, SKY_E_TEXT);
    expect_slide("an address that is not UTF-8", "x", SKY_MEDIA_IMAGE, "\xFF", 0, SKY_E_UTF8);
    expect_slide("ten megabytes", large_text, SKY_MEDIA_NONE, NULL, 0, SKY_E_LIMIT);
    expect_slide("an address of ten megabytes", "x", SKY_MEDIA_PDF, large_text, 0, SKY_E_LIMIT);
    expect_custom_text("a text", 1, "x", SKY_OK);
    expect_custom_text("no slide", 0, "x", SKY_E_ARGUMENT);
    expect_custom_text("too many slides", UINT32_MAX, "x", SKY_E_ARGUMENT);
    expect_custom_text("NULL text", 1, NULL, SKY_E_ARGUMENT);
    expect_custom_text("no text", 1, "", SKY_E_ARGUMENT);
    expect_custom_text("not UTF-8", 1, "\xF0\x9F\x8D", SKY_E_UTF8);
    expect_custom_text("a control character", 1, "\x1B", SKY_E_TEXT);
    expect_custom_text("ten megabytes", 1, large_text, SKY_E_LIMIT);
    CHECK("a request", sky_request_save_mms("s", "n", NULL, &request, NULL) == SKY_OK);
    expect_refusal("no slide at all", request, SKY_E_ARGUMENT);
    CHECK("a request", sky_request_save_mms("s", "n", NULL, &request, NULL) == SKY_OK &&
          sky_request_add_slide(request, "x", SKY_MEDIA_NONE, NULL, UINT32_MAX, NULL) == SKY_E_LIMIT &&
          sky_request_add_slide(request, "x", SKY_MEDIA_NONE, NULL, 999999999, NULL) == SKY_OK);
    expect_refusal("a slide that was to be shown for ever is remembered", request, SKY_E_ARGUMENT);
}

static void test_own_names(void)
{
    const char *const own[] = {"ACTION", "api-key", "Api_Key", "user", "PASS"};
    const char *const actions[] = {"getMmsIds", "anAction"};
    size_t i, k;
    for (i = 0; i < sizeof own / sizeof *own; i++) {
        for (k = 0; k < sizeof actions / sizeof *actions; k++) {
            sky_request *request = new_request(actions[k]);
            CHECK("a parameter", sky_request_set(request, own[i], "x", NULL) == SKY_OK);
            expect_refusal("the action and the credentials are added by the library", request, SKY_E_ARGUMENT);
            request = new_request(actions[k]);
            CHECK("inside another it is a name like others", sky_request_begin(request, "DATA", NULL) == SKY_OK &&
                  sky_request_set(request, own[i], "x", NULL) == SKY_OK && sky_request_end(request, NULL) == SKY_OK &&
                  sky_request_check(SKY_PROVIDER_SKYCORE, request, NULL) == SKY_OK);
            sky_request_free(request);
        }
    }
}

int main(void)
{
    begin_checks();
    test_names();
    test_null();
    test_values();
    test_nesting();
    test_slides();
    test_own_names();
    return end_checks();
}
