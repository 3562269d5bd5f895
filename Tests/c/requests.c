/*
 * Every function that makes or sends a request, reads a time or sets up logins and sources of postbacks: with NULL for
 * each argument in turn, rubbish, ten megabytes, and UTF-8 that ends too early. Run under valgrind: whatever is read
 * beyond its end, or leaked, is a failure too. What goes into a request is in request_content.c.
 */
#include "requests.h"

/* ---- Constructors, all called alike ---- */

enum { MOST_ARGUMENTS = 5 };

typedef sky_status constructor(const char *const *a, sky_request **request, sky_error *error);

#define CONSTRUCTOR(name, ...)                                                                     \
    static sky_status make_##name(const char *const *a, sky_request **request, sky_error *error)  \
    {                                                                                              \
        (void)a;                                                                                   \
        return sky_request_##name(__VA_ARGS__);                                                    \
    }

CONSTRUCTOR(send_sms, a[0], a[1], a[2], request, error)
CONSTRUCTOR(send_mms, a[0], a[1], a[2], a[3], a[4], request, error)
CONSTRUCTOR(save_mms, a[0], a[1], a[2], request, error)
CONSTRUCTOR(send_saved_mms, a[0], a[1], a[2], request, error)
CONSTRUCTOR(send_saved_mms_campaign, a[0], a[1], request, error)
CONSTRUCTOR(send_message_by_subscriber_ref, a[0], a[1], a[2], a[3], request, error)
CONSTRUCTOR(subscribe, a[0], a[1], a[2], request, error)
CONSTRUCTOR(unsubscribe, a[0], a[1], request, error)
CONSTRUCTOR(get_sending_statistics, a[0], a[1], request, error)
CONSTRUCTOR(get_mms_ids, request, error)
CONSTRUCTOR(get_mms_campaigns, request, error)
CONSTRUCTOR(create_mms_campaign, a[0], a[1], request, error)
CONSTRUCTOR(remove_mms_inbox_message, a[0], request, error)
CONSTRUCTOR(delete_mms_id, a[0], request, error)
CONSTRUCTOR(login_user, request, error)
CONSTRUCTOR(create_user, a[0], a[1], request, error)

/* The arguments by name, those that may be NULL with a question mark before it; and values that are fine. */
static const struct row {
    constructor *make;
    const char *fields[MOST_ARGUMENTS], *values[MOST_ARGUMENTS];
} constructors[] = {
    {make_send_sms, {"to", "?from", "text"}, {"17743199144", "55501", "Hi"}},
    {make_send_mms, {"to", "?from", "?subject", "name", "?fallback_text"}, {"17743199144", "55501", "s", "n", "f"}},
    {make_save_mms, {"subject", "name", "?fallback_text"}, {"s", "n", "f"}},
    {make_send_saved_mms, {"mms_id", "to", "?from"}, {"1", "17743199144", "55501"}},
    {make_send_saved_mms_campaign, {"mms_id", "campaign"}, {"1", "c"}},
    {make_send_message_by_subscriber_ref, {"subscriber_ref", "campaign_ref"}, {"s", "c", NULL, "Hi"}},
    {make_subscribe, {"campaign_ref", "mobile", "?subscriber_ref"}, {"c", "17743199144", "s"}},
    {make_unsubscribe, {"campaign_ref", "mobile"}, {"c", "17743199144"}},
    {make_get_sending_statistics, {"start_date", "end_date"}, {"2031-02-01 00:00:00", "2031-02-02 00:00:00"}},
    {make_get_mms_ids, {NULL}, {NULL}},
    {make_get_mms_campaigns, {NULL}, {NULL}},
    {make_create_mms_campaign, {"campaign_name", "brand_name"}, {"c", "b"}},
    {make_remove_mms_inbox_message, {"mms_inbox_id"}, {"1"}},
    {make_delete_mms_id, {"mms_id"}, {"1"}},
    {make_login_user, {NULL}, {NULL}},
    {make_create_user, {"user", "password"}, {"u", "p"}},
};

/* Call a constructor with one argument changed; a request is given exactly on success. */
static sky_status make_with(const struct row *row, int changed, const char *value, sky_error *error)
{
    const char *values[MOST_ARGUMENTS];
    sky_request *request = (sky_request *)1;
    sky_status status;
    memcpy(values, row->values, sizeof values);
    if (changed >= 0)
        values[changed] = value;
    status = row->make(values, &request, error);
    CHECK("a request is given exactly on success", (status == SKY_OK) == (request != NULL));
    sky_request_free(request);
    return status;
}

static void test_argument(const struct row *row, int number)
{
    const char *field = row->fields[number];
    int optional = *field == '?';
    sky_error error;
    size_t length;
    field += optional;
    CHECK(field, make_with(row, number, NULL, &error) == (optional ? SKY_OK : SKY_E_ARGUMENT));
    CHECK(field, optional || names(&error, field));
    CHECK(field, make_with(row, number, NULL, NULL) == (optional ? SKY_OK : SKY_E_ARGUMENT));
    CHECK(field, make_with(row, number, "", &error) == (optional ? SKY_OK : SKY_E_ARGUMENT));
    CHECK(field, make_with(row, number, "ab\x07", &error) == SKY_E_TEXT && names(&error, field) && error.offset == 2);
    CHECK(field, make_with(row, number, "\xED\xA0\x80", &error) == SKY_E_UTF8 && names(&error, field));
    CHECK(field, make_with(row, number, large_text, &error) == SKY_E_LIMIT);
    for (length = 1; length < sizeof characters; length++) {
        char *text = exact_text(characters, length);
        size_t character = 0;
        sky_status status = make_with(row, number, text, &error);
        while (beginnings[character] < length)
            character++;
        if (beginnings[character] == length)
            CHECK("a whole character", status == SKY_OK || status == SKY_E_ARGUMENT);
        else
            CHECK("half a character", status == SKY_E_UTF8 && error.offset == (int64_t)beginnings[character - 1]);
        free(text);
    }
}

static void test_constructors(void)
{
    size_t i;
    int number;
    sky_error error;
    for (i = 0; i < sizeof constructors / sizeof *constructors; i++) {
        const struct row *row = &constructors[i];
        CHECK("good arguments", make_with(row, -1, NULL, &error) == SKY_OK && error.status == SKY_OK);
        CHECK("NULL error", make_with(row, -1, NULL, NULL) == SKY_OK);
        CHECK("NULL output", row->make(row->values, NULL, &error) == SKY_E_ARGUMENT && names(&error, "request"));
        CHECK("NULL output and error", row->make(row->values, NULL, NULL) == SKY_E_ARGUMENT);
        for (number = 0; number < MOST_ARGUMENTS && row->fields[number] != NULL; number++)
            test_argument(row, number);
    }
}

static void test_text_or_mms(void)
{
    sky_request *request = (sky_request *)1;
    sky_error error;
    CHECK("neither",
          sky_request_send_message_by_subscriber_ref("s", "c", NULL, NULL, &request, &error) == SKY_E_ARGUMENT &&
          request == NULL && strcmp(error.provider_code, "E716") == 0);
    request = (sky_request *)1;
    CHECK("both", sky_request_send_message_by_subscriber_ref("s", "c", "1", "Hi", &request, &error) == SKY_E_ARGUMENT &&
          request == NULL && strcmp(error.provider_code, "E717") == 0);
    CHECK("an MMS", sky_request_send_message_by_subscriber_ref("s", "c", "1", NULL, &request, &error) == SKY_OK);
    sky_request_free(request);
    CHECK("a text that is not UTF-8",
          sky_request_send_message_by_subscriber_ref("s", "c", NULL, "\xFF", &request, &error) ==
          SKY_E_UTF8 && names(&error, "text"));
    CHECK("an MMS that is not UTF-8",
          sky_request_send_message_by_subscriber_ref("s", "c", "\xFF", NULL, &request, &error) ==
          SKY_E_UTF8 && names(&error, "mms_id"));
}

static void test_recipients(void)
{
    sky_request *request = NULL;
    sky_client *client = new_client();
    sky_result *result = (sky_result *)1;
    sky_error error;
    CHECK("a request", sky_request_send_sms("+1774", NULL, "Hi", &request, NULL) == SKY_OK &&
          sky_request_check(SKY_PROVIDER_SKYCORE, request, &error) == SKY_E_ARGUMENT &&
          strcmp(error.provider_code, "E111") == 0);
    CHECK("the recipient is looked at when it is sent", sky_send(client, request, &result, &error) == SKY_E_NUMBER &&
          result == NULL && strstr(error.message, "774") == NULL);
    CHECK("set up after a send", sky_client_set_login(client, "u", "p", &error) == SKY_E_CONFIG &&
          sky_client_set_postback_sources(client, "192.0.2.1", &error) == SKY_E_CONFIG &&
          sky_client_set_postback_sources(client, NULL, NULL) == SKY_E_CONFIG);
    sky_request_free(request);
    sky_client_free(client);
}

/* ---- Logins, sources, times ---- */

static void test_login(void)
{
    sky_client *client = new_client();
    sky_error error;
    size_t length;
    char *longest = exact_text(large_text, 256), *longer = exact_text(large_text, 257);
    CHECK("NULL client", sky_client_set_login(NULL, "u", "p", &error) == SKY_E_ARGUMENT && names(&error, "client"));
    CHECK("NULL user", sky_client_set_login(client, NULL, "p", &error) == SKY_E_ARGUMENT && names(&error, "user"));
    CHECK("NULL password", sky_client_set_login(client, "u", NULL, &error) == SKY_E_ARGUMENT &&
          names(&error, "password"));
    CHECK("NULL error", sky_client_set_login(client, NULL, NULL, NULL) == SKY_E_ARGUMENT &&
          sky_client_set_login(client, "u", "p", NULL) == SKY_OK);
    CHECK("empty", sky_client_set_login(client, "", "p", &error) == SKY_E_ARGUMENT &&
          sky_client_set_login(client, "u", "", &error) == SKY_E_ARGUMENT && names(&error, "password"));
    CHECK("too long", sky_client_set_login(client, longer, "p", &error) == SKY_E_LIMIT &&
          sky_client_set_login(client, "u", longer, &error) == SKY_E_LIMIT &&
          sky_client_set_login(client, large_text, "p", &error) == SKY_E_LIMIT &&
          sky_client_set_login(client, "u", large_text, &error) == SKY_E_LIMIT);
    CHECK("as long as can be", sky_client_set_login(client, longest, longest, &error) == SKY_OK);
    CHECK("a control character", sky_client_set_login(client, "u\x01", "p", &error) == SKY_E_ARGUMENT &&
          error.offset == 1);
    for (length = 1; length < sizeof characters; length++) {
        char *text = exact_text(characters, length);
        sky_status status = sky_client_set_login(client, text, text, &error);
        CHECK("half a character", status == SKY_OK || (status == SKY_E_UTF8 && names(&error, "user") &&
              error.offset < (int64_t)length));
        free(text);
    }
    free(longest);
    free(longer);
    sky_client_free(client);
}

static void test_sources(void)
{
    static const char list[] = "192.0.2.1, 198.51.100.0/24 203.0.113.128/25";
    const char *const bad[] = {"", " ", ",", "192.0.2", "192.0.2.256", "192.0.2.1/33", "192.0.2.1/", "192.0.2.1/-1",
                               "/8", "192.0.2.1/123", "192.0.2.1;192.0.2.2", "::1", "2001:db8::1/64", "localhost",
                               "192.0.2.1,x", "\xFF", "192.0.2.1\x01", large_text};
    sky_client *client = new_client();
    sky_error error;
    size_t i;
    CHECK("NULL client", sky_client_set_postback_sources(NULL, list, &error) == SKY_E_ARGUMENT &&
          names(&error, "client") &&
          sky_client_set_postback_sources(NULL, NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("a list", sky_client_set_postback_sources(client, list, &error) == SKY_OK);
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK("not a list", sky_client_set_postback_sources(client, bad[i], &error) == SKY_E_ARGUMENT &&
              names(&error, "addresses") && error.offset >= 0);
    CHECK("what was refused changes nothing", sky_client_postback_source_is_known(client, "198.51.100.7") == 1 &&
          sky_client_postback_source_is_known(client, "::ffff:198.51.100.255") == 1 &&
          sky_client_postback_source_is_known(client, "203.0.113.127") == 0 &&
          sky_client_postback_source_is_known(client, "203.0.113.128") == 1);
    CHECK("NULL client, NULL address", sky_client_postback_source_is_known(NULL, "192.0.2.1") == 0 &&
          sky_client_postback_source_is_known(client, NULL) == 0 &&
          sky_client_postback_source_is_known(NULL, NULL) == 0);
    CHECK("not an address", sky_client_postback_source_is_known(client, "") == 0 &&
          sky_client_postback_source_is_known(client, "192.0.2.1 ") == 0 &&
          sky_client_postback_source_is_known(client, "192.0.2.1/32") == 0 &&
          sky_client_postback_source_is_known(client, "\xFF") == 0 &&
          sky_client_postback_source_is_known(client, large_text) == 0);
    for (i = 0; i < sizeof list; i++) {
        char *text = exact_text(list, i);
        sky_status status = sky_client_set_postback_sources(client, text, &error);
        CHECK("a list that ends too early", status == SKY_OK ||
              (status == SKY_E_ARGUMENT && error.offset <= (int64_t)i));
        free(text);
    }
    CHECK("the published ones again", sky_client_set_postback_sources(client, NULL, &error) == SKY_OK &&
          sky_client_postback_source_is_known(client, "192.0.2.1") == 0);
    sky_client_free(client);
}

static void test_too_many_sources(void)
{
    sky_client *client = new_client();
    sky_error error;
    char many[65 * 9 + 1] = "";
    int i;
    for (i = 0; i < 64; i++)
        strcat(many, "10.0.0.1,");
    CHECK("64 addresses", sky_client_set_postback_sources(client, many, &error) == SKY_OK);
    strcat(many, "10.0.0.1");
    CHECK("65 addresses", sky_client_set_postback_sources(client, many, &error) == SKY_E_LIMIT &&
          error.offset == 64 * 9);
    sky_client_free(client);
}

static void test_times(void)
{
    static const char moment[] = "2014-07-23T09:38:07.123456-04:00";
    sky_time time;
    sky_error error;
    size_t length, place;
    int value;
    memset(&time, 0x55, sizeof time);
    CHECK("NULL text", sky_parse_time(NULL, 5, &time, &error) == SKY_E_ARGUMENT && time.seconds == 0 &&
          time.has_offset == 0 &&
          time.offset_minutes == 0 && time.microseconds == 0 && names(&error, "text"));
    CHECK("NULL time", sky_parse_time(moment, SKY_NUL_TERMINATED, NULL, &error) == SKY_E_ARGUMENT &&
          names(&error, "time"));
    CHECK("NULL error", sky_parse_time(NULL, 0, NULL, NULL) == SKY_E_ARGUMENT &&
          sky_parse_time("x", 1, &time, NULL) == SKY_E_ARGUMENT && sky_parse_time(moment, 32, &time, NULL) == SKY_OK);
    CHECK("a moment", time.seconds == 1406122687 && time.microseconds == 123456 && time.offset_minutes == -240 &&
          time.has_offset == 1 && time.reserved == 0);
    CHECK("a length beyond memory", sky_parse_time(moment, (size_t)-2, &time, &error) == SKY_E_ARGUMENT);
    for (length = 0; length < sizeof moment - 1; length++) {
        char *text = malloc(length > 0 ? length : 1);
        sky_status status;
        memcpy(text, moment, length);
        memset(&time, 0x55, sizeof time);
        status = sky_parse_time(text, length, &time, &error);
        free(text);
        if (length == 19 || (length >= 21 && length <= 26) || length == 29)
            CHECK("a shorter form", status == SKY_OK && time.has_offset == (length == 29));
        else
            CHECK("a moment that ends too early", status == SKY_E_ARGUMENT && time.seconds == 0 &&
                  error.offset >= 0 && error.offset <= (int64_t)length);
    }
    for (place = 0; place < sizeof moment - 1; place++)
        for (value = 0; value < 256; value++) {
            char text[sizeof moment];
            memcpy(text, moment, sizeof moment);
            text[place] = (char)value;
            if (sky_parse_time(text, sizeof moment - 1, &time, &error) != SKY_OK)
                CHECK("a byte that does not belong there", error.offset >= 0 && error.offset <= 32 &&
                      time.seconds == 0);
        }
    CHECK("ten megabytes", sky_parse_time(large_text, LARGE, &time, &error) == SKY_E_ARGUMENT && error.offset == 0);
}

int main(void)
{
    begin_checks();
    test_constructors();
    test_text_or_mms();
    test_recipients();
    test_login();
    test_sources();
    test_too_many_sources();
    test_times();
    return end_checks();
}
