/* The contract of the functions about texts: what is counted, where parts end, what is replaced, what is refused. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sky.h"

#define ALL SKY_NUL_TERMINATED
#define EMOJI "\xF0\x9F\x98\x80"          /* U+1F600, a surrogate pair */
#define FAMILY "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" /* woman, joiner, girl: one cluster of five units */

/* `count` times `piece`, then `last`, in memory of exactly that size, so that valgrind sees a step beyond it. */
static char *repeated(const char *piece, size_t count, const char *last, size_t *length)
{
    size_t step = strlen(piece), tail = strlen(last), i;
    char *text = malloc(step * count + tail + (step * count + tail == 0));
    for (i = 0; i < count; i++)
        memcpy(text + i * step, piece, step);
    memcpy(text + step * count, last, tail);
    *length = step * count + tail;
    return text;
}

static sky_text_info measured(const char *text, uint32_t options)
{
    sky_text_info info;
    if (sky_measure_text(text, ALL, options, &info, NULL) != SKY_OK)
        memset(&info, 0xEE, sizeof info);
    return info;
}

/* Segments of `count` times `piece` and `last`; the parts must be as many, follow on each other and be the text. */
static int segments(const char *piece, size_t count, const char *last)
{
    size_t length, parts, i, end = 0, units = 0;
    char *text = repeated(piece, count, last, &length);
    sky_text_info info;
    sky_text_part *part;
    CHECK("measured", sky_measure_text(text, length, 0, &info, NULL) == SKY_OK);
    part = malloc((size_t)(info.segments + 1) * sizeof *part);
    CHECK("split", sky_split_text(text, length, 0, part, (size_t)info.segments, &parts, NULL) == SKY_OK);
    CHECK("as many parts as segments", parts == (size_t)info.segments);
    for (i = 0; i < parts; i++) {
        CHECK("parts follow on each other", (size_t)part[i].offset == end && part[i].length > 0);
        CHECK("each part fits", part[i].units <= info.units_per_segment);
        end += (size_t)part[i].length;
        units += (size_t)part[i].units;
    }
    CHECK("the parts are the text", end == length && units == (size_t)info.units);
    CHECK("what is billed is full, empty or left", info.units + info.padding + info.units_left ==
          info.units_per_segment * (info.segments > 0 ? info.segments : 1));
    free(part);
    free(text);
    return info.segments;
}

static void test_measure(void)
{
    size_t length;
    char *text;
    sky_text_info info = measured("", 0);
    CHECK("an empty text costs nothing", info.segments == 0 && info.units == 0 && info.units_left == 160 &&
          info.encoding == SKY_ENCODING_GSM7 && info.ucs2_offset == -1);
    info = measured("Hello, \xC3\x87\xE2\x82\xAC^", 0);
    CHECK("capital C with cedilla is in the alphabet; the euro and the caret take two",
          info.encoding == SKY_ENCODING_GSM7 && info.characters == 10 && info.units == 12 && info.segments == 1 &&
          info.units_left == 148 && info.units_per_segment == 160 && info.simplified_segments == 1);
    info = measured("gar\xC3\xA7on \xC3\xA7", 0);
    CHECK("the small one is not, and the first is named", info.encoding == SKY_ENCODING_UCS2 && info.ucs2_offset == 3 &&
          info.ucs2_character == 0xE7 && info.ucs2_count == 2 && info.units_left == 62 &&
          info.simplified_encoding == SKY_ENCODING_GSM7 && info.simplified_segments == 1);
    CHECK("only the given length is read", sky_measure_text("ab\xFF", 2, 0, &info, NULL) == SKY_OK && info.units == 2);
    CHECK("reserved is 0", info.reserved[0] == 0 && info.reserved[1] == 0);
    info = measured("\xC5\x9F", SKY_TEXT_SINGLE * SKY_LANGUAGE_TURKISH);
    CHECK("a national table is used where it is allowed", info.encoding == SKY_ENCODING_GSM7 &&
          info.single == SKY_LANGUAGE_TURKISH && info.locking == SKY_LANGUAGE_NONE && info.units == 2 &&
          info.units_per_segment == 155 && info.ucs2_offset == -1);
    text = repeated("\xC5\x9F", 100, "", &length);
    CHECK("the cheaper of two is used", sky_measure_text(text, length, SKY_TEXT_LOCKING * SKY_LANGUAGE_TURKISH +
          SKY_TEXT_SINGLE * SKY_LANGUAGE_TURKISH, &info, NULL) == SKY_OK &&
          info.locking == SKY_LANGUAGE_TURKISH && info.units == 100 && info.segments == 1);
    free(text);
}

static void test_borders(void)
{
    static const size_t counts[] = {0, 1, 152, 153, 159, 160, 161, 305, 306, 307, 459, 460};
    size_t i;
    for (i = 0; i < sizeof counts / sizeof *counts; i++) {
        size_t n = counts[i];
        CHECK("160 alone, 153 in parts", segments("a", n, "") == (int)(n == 0 ? 0 : n <= 160 ? 1 : (n + 152) / 153));
    }
    for (i = 60; i < 210; i++)
        CHECK("70 alone, 67 in parts", segments("\xD0\x96", i, "") == (int)(i <= 70 ? 1 : (i + 66) / 67));
    CHECK("an escape is never cut", segments("a", 158, "[") == 1 && segments("a", 159, "[") == 2 &&
          segments("a", 152, "[aaaaaaaaa") == 2 && segments("a", 305, "[") == 3);
    CHECK("a surrogate pair is never cut", segments("\xD0\x96", 68, EMOJI) == 1 &&
          segments("\xD0\x96", 69, EMOJI) == 2 &&
          segments("\xD0\x96", 132, EMOJI) == 2 && segments("\xD0\x96", 133, EMOJI) == 3);
    CHECK("sixty-seven pairs are three parts, of 33, 33 and one", segments(EMOJI, 67, "") == 3);
}

static void test_split(void)
{
    size_t length, count = 99, few;
    char *text = repeated("a", 64, FAMILY FAMILY, &length);
    sky_text_part parts[4] = {{7, 7, 7}, {7, 7, 7}, {7, 7, 7}, {7, 7, 7}};
    sky_split_cost cost;
    sky_error error;
    CHECK("counting alone", sky_split_text(text, length, 0, NULL, 0, &count, &error) == SKY_OK && count == 2);
    CHECK("no more than there is room for", sky_split_text(text, length, 0, parts, 1, &few, &error) == SKY_OK &&
          few == 2 &&
          parts[0].offset == 0 && parts[0].length == 64 + 7 && parts[0].units == 67 && parts[1].offset == 7);
    CHECK("clusters kept whole",
          sky_split_text(text, length, SKY_TEXT_KEEP_CLUSTERS, parts, 4, &count, &error) == SKY_OK &&
          count == 2 && parts[0].length == 64 && parts[1].offset == 64 && parts[1].units == 10 && parts[2].offset == 7);
    CHECK("what that costs", sky_measure_split(text, length, 0, &cost, &error) == SKY_OK && cost.parts == 2 &&
          cost.parts_otherwise == 2 && cost.clusters_cut == 1 && cost.clusters_too_long == 0);
    CHECK("an empty text has no parts", sky_split_text("", 0, 0, parts, 4, &count, &error) == SKY_OK && count == 0);
    free(text);
}

static int becomes(const char *text, uint32_t options, const char *expected)
{
    char *simplified, *again;
    sky_text_info before = measured(text, options), after;
    int is_as_expected;
    if (sky_simplify_text(text, ALL, options, &simplified, NULL) != SKY_OK)
        return 0;
    is_as_expected = strcmp(simplified, expected) == 0;
    after = measured(simplified, options);
    CHECK("as measuring foretold", after.segments == before.simplified_segments &&
          after.encoding == before.simplified_encoding);
    CHECK("never dearer", after.segments <= before.segments);
    CHECK("simplified again it stays", sky_simplify_text(simplified, ALL, options, &again, NULL) == SKY_OK &&
          strcmp(again, simplified) == 0);
    sky_free(again);
    sky_free(simplified);
    return is_as_expected;
}

static void test_simplify(void)
{
    sky_replacement found[3];
    size_t count;
    sky_error error;
    memset(found, 0, sizeof found);
    CHECK("typography",
          becomes("\xE2\x80\x9CIt\xE2\x80\x99s\xE2\x80\x9D \xE2\x80\x93 ok\xE2\x80\xA6", 0, "\"It's\" - ok..."));
    CHECK("letters", becomes("\xC3\xA7", 0, "c") && becomes("caf\xC3\xA9", 0, "caf\xC3\xA9"));
    CHECK("a letter and its mark", becomes("cafe\xCC\x81", 0, "caf\xC3\xA9"));
    CHECK("an emoji keeps its text as it is", becomes("\xE2\x80\x9C" EMOJI, 0, "\xE2\x80\x9C" EMOJI));
    CHECK("nothing to do", becomes("", 0, "") && becomes("plain", 0, "plain"));
    CHECK("a script stays", becomes("\xD0\x96", 0, "\xD0\x96"));
    CHECK("unless asked", becomes("\xD0\x96", SKY_TEXT_TRANSLITERATE, "Zh"));
    CHECK("each replacement is reported",
          sky_simplify_report("a\xE2\x80\xA6 e\xCC\x81\xE2\x80\x8B", ALL, 0, found, 3, &count,
          &error) == SKY_OK && count == 3 &&
          found[0].kind == SKY_REPLACEMENT_PUNCTUATION && found[0].offset == 1 && found[0].length == 3 &&
          found[0].character == 0x2026 && found[0].simplified_offset == 1 && found[0].simplified_length == 3 &&
          found[1].kind == SKY_REPLACEMENT_COMPOSITION && found[1].offset == 5 && found[1].length == 3 &&
          found[1].character == 'e' && found[1].simplified_offset == 5 && found[1].simplified_length == 2 &&
          found[2].kind == SKY_REPLACEMENT_INVISIBLE && found[2].simplified_offset == 7 &&
          found[2].simplified_length == 0);
    CHECK("counting alone", sky_simplify_report("\xE2\x80\xA6", ALL, 0, NULL, 0, &count, NULL) == SKY_OK && count == 1);
    CHECK("nothing to report", sky_simplify_report("plain", ALL, 0, found, 3, &count, NULL) == SKY_OK && count == 0);
}

static void test_limits(void)
{
    sky_limit limit;
    int provider, field;
    CHECK("Skycore's message", sky_text_limit(SKY_PROVIDER_SKYCORE, SKY_FIELD_MESSAGE, &limit, NULL) == SKY_OK &&
          limit.gsm7 == 160 && limit.unit == SKY_LIMIT_CHARACTERS && limit.beyond == SKY_BEYOND_UNSTATED);
    CHECK("Skycore's sender", sky_text_limit(SKY_PROVIDER_SKYCORE, SKY_FIELD_SENDER, &limit, NULL) == SKY_OK &&
          limit.gsm7 == 11 && limit.ucs2 == 11 && limit.beyond == SKY_BEYOND_CUT);
    CHECK("Cellcast's message", sky_text_limit(SKY_PROVIDER_CELLCAST, SKY_FIELD_MESSAGE, &limit, NULL) == SKY_OK &&
          limit.gsm7 == 918 && limit.ucs2 == 402 && limit.unit == SKY_LIMIT_UNITS &&
              limit.beyond == SKY_BEYOND_REFUSED);
    for (provider = SKY_PROVIDER_SKYCORE; provider <= SKY_PROVIDER_CELLCAST; provider++)
        for (field = SKY_FIELD_MESSAGE; field <= SKY_FIELD_SENDER; field++)
            CHECK("each provider limits each field",
                  sky_text_limit((sky_provider)provider, (sky_text_field)field, &limit,
                  NULL) == SKY_OK && limit.gsm7 > 0 && limit.ucs2 > 0);
}

/* All functions about texts must refuse the same texts in the same way. */
static void refused_by_all(const char *rule, const char *text, size_t length, uint32_t options, sky_status status,
                           int64_t offset)
{
    sky_text_info info;
    sky_text_part part;
    sky_split_cost cost;
    sky_replacement replacement;
    size_t count = 99, reported = 99;
    char *simplified = (char *)1;
    sky_error error;
    memset(&info, 0xEE, sizeof info);
    memset(&cost, 0xEE, sizeof cost);
    CHECK(rule, sky_measure_text(text, length, options, &info, &error) == status && error.offset == offset &&
          info.segments == 0 &&
          (text == NULL || status == SKY_E_ARGUMENT || strncmp(error.message, "text", 4) == 0));
    CHECK(rule, sky_split_text(text, length, options, &part, 1, &count, &error) == status && error.offset == offset &&
          count == 0);
    CHECK(rule, sky_measure_split(text, length, options, &cost, &error) == status && error.offset == offset &&
          cost.parts == 0);
    CHECK(rule, sky_simplify_text(text, length, options, &simplified, &error) == status && error.offset == offset &&
          !simplified);
    CHECK(rule, sky_simplify_report(text, length, options, &replacement, 1, &reported, &error) == status &&
          error.offset == offset && reported == 0);
    CHECK(rule, sky_measure_text(text, length, options, &info, NULL) == status);
}

static void test_bad_input(void)
{
    static const char *invalid[] = {"ab\x80", "ab\xC0\x80", "ab\xC3", "ab\xE2\x82", "ab\xE0\x80\x80", "ab\xED\xA0\x80",
                                    "ab\xED\xBF\xBF", "ab\xF0\x9F\x98", "ab\xF4\x90\x80\x80", "ab\xF8\x88\x80\x80\x80",
                                    "ab\xFF"};
    const size_t size = 10u * 1000 * 1000, limit = 1048576;
    char *text = malloc(size + 1);
    sky_text_info info;
    sky_limit bound;
    sky_error error;
    size_t i, count;
    refused_by_all("NULL", NULL, 3, 0, SKY_E_ARGUMENT, -1);
    refused_by_all("NULL", NULL, ALL, 0, SKY_E_ARGUMENT, -1);
    refused_by_all("a length beyond memory", "a", (size_t)-2, 0, SKY_E_ARGUMENT, -1);
    refused_by_all("a NUL", "a\0b", 3, 0, SKY_E_TEXT, 1);
    refused_by_all("a NUL behind what forces UCS-2", "\xD0\x96\0b", 4, 0, SKY_E_TEXT, 2);
    for (i = 0; i < sizeof invalid / sizeof *invalid; i++)
        refused_by_all("invalid UTF-8", invalid[i], ALL, 0, SKY_E_UTF8, 2);
    refused_by_all("an option that is none", "a", 1, 4, SKY_E_ARGUMENT, -1);
    refused_by_all("an option that is none", "a", 1, 0x01000000, SKY_E_ARGUMENT, -1);
    refused_by_all("a language that is none", "a", 1, SKY_TEXT_SINGLE * 14u, SKY_E_ARGUMENT, -1);
    refused_by_all("a language that is none", "a", 1, SKY_TEXT_LOCKING * 255u, SKY_E_ARGUMENT, -1);
    memset(text, 'a', size);
    text[size] = 0;
    refused_by_all("ten megabytes", text, size, 0, SKY_E_LIMIT, (int64_t)limit);
    refused_by_all("ten megabytes", text, ALL, 0, SKY_E_LIMIT, (int64_t)limit);
    refused_by_all("a byte beyond the limit", text, limit + 1, 0, SKY_E_LIMIT, (int64_t)limit);
    CHECK("the limit itself", sky_measure_text(text, limit, 0, &info, &error) == SKY_OK && info.segments == 6854);
    memset(text, '\xFF', size);
    refused_by_all("rubbish", text, 1000, 0, SKY_E_UTF8, 0);
    free(text);
    CHECK("NULL outputs", sky_measure_text("a", 1, 0, NULL, &error) == SKY_E_ARGUMENT &&
          sky_split_text("a", 1, 0, NULL, 0, NULL, &error) == SKY_E_ARGUMENT &&
          sky_split_text("a", 1, 0, NULL, 1, &count, &error) == SKY_E_ARGUMENT && count == 0 &&
          sky_measure_split("a", 1, 0, NULL, NULL) == SKY_E_ARGUMENT &&
          sky_simplify_text("a", 1, 0, NULL, &error) == SKY_E_ARGUMENT &&
          sky_simplify_report("a", 1, 0, NULL, 1, &count, &error) == SKY_E_ARGUMENT &&
          sky_simplify_report("a", 1, 0, NULL, 0, NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("limits of nobody and nothing",
          sky_text_limit((sky_provider)0, SKY_FIELD_MESSAGE, &bound, &error) == SKY_E_ARGUMENT &&
          bound.gsm7 == 0 && sky_text_limit((sky_provider)259, SKY_FIELD_MESSAGE, &bound, &error) == SKY_E_ARGUMENT &&
          sky_text_limit(SKY_PROVIDER_SKYCORE, (sky_text_field)4, &bound, &error) == SKY_E_ARGUMENT &&
          sky_text_limit(SKY_PROVIDER_SKYCORE, (sky_text_field)256, &bound, &error) == SKY_E_ARGUMENT &&
          sky_text_limit(SKY_PROVIDER_SKYCORE, SKY_FIELD_MESSAGE, NULL, &error) == SKY_E_ARGUMENT);
}

/* Nothing listens where this client sends to: whatever is not refused before sending ends as SKY_E_NOT_SENT. */
static void test_max_segments(void)
{
    sky_client *client;
    sky_result *result;
    sky_request *request;
    sky_error error;
    char text[400];
    CHECK("a client", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) == SKY_OK &&
          sky_client_set_url(client, "http://127.0.0.1:9/", &error) == SKY_OK &&
          sky_client_set_timeout_ms(client, 2000, &error) == SKY_OK);
    CHECK("less than nothing", sky_client_set_max_segments(client, -1, &error) == SKY_E_ARGUMENT &&
          sky_client_set_max_segments(NULL, 1, &error) == SKY_E_ARGUMENT);
    CHECK("at most two", sky_client_set_max_segments(client, 2, &error) == SKY_OK);
    memset(text, 'a', sizeof text);
    text[307] = 0;
    CHECK("three are refused, with the count",
          sky_send_sms(client, "17743199144", "1", text, &result, &error) == SKY_E_TEXT &&
          result == NULL && strcmp(error.message, "text: takes 3 segments, and this client sends at most 2") == 0);
    text[306] = 0;
    CHECK("two are not", sky_send_sms(client, "17743199144", "1", text, &result, &error) == SKY_E_NOT_SENT);
    sky_result_free(result);
    memcpy(text + 303, "\xE2\x80\xA6", 3);
    CHECK("what would help is told", sky_send_sms(client, "17743199144", "1", text, &result, &error) == SKY_E_TEXT &&
          strcmp(error.message,
                 "text: takes 5 segments, and this client sends at most 2; simplified it would take 2") == 0);
    CHECK("a request's text counts as well", sky_request_send_message_by_subscriber_ref(
          "member", "lunch", NULL, text, &request, &error) == SKY_OK &&
          sky_send(client, request, &result, &error) == SKY_E_TEXT &&
          strstr(error.message, "takes 5 segments") != NULL);
    sky_request_free(request);
    CHECK("set up after a send", sky_client_set_max_segments(client, 0, &error) == SKY_E_CONFIG);
    sky_client_free(client);
}

int main(void)
{
    test_measure();
    test_borders();
    test_split();
    test_simplify();
    test_limits();
    test_bad_input();
    test_max_segments();
    return checks_done();
}
