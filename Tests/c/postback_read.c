/*
 * sky_postback_read(): writes what sky_postback_packed() gives, never more than there is room for, at any alignment.
 * Run under valgrind: bodies and buffers have exactly the size that is passed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sky.h"

/* One that is read in one pass, and one that libxml2 reads. */
static const char plain[] =
    "<?xml version='1.0'?>\n<POSTBACK>\n<ORIGIN>SMS_MT</ORIGIN><CODE>N202</CODE><STATUS>Message Sent/Delivered</STATUS>"
    "<From-Mask/><TO>15550100031</TO><CONTENT><FILE>u</FILE></CONTENT>"
    "<TEXT> \xC3\xA9 \xE2\x82\xAC </TEXT></POSTBACK>\n";
static const char rich[] =
    "<POSTBACK><NOTIFICATION ID='1'><CODE>N401</CODE><TEXT>a &amp; b<![CDATA[<c>]]></TEXT></NOTIFICATION>"
    "<NOTIFICATION><CODE>N202</CODE></NOTIFICATION></POSTBACK>";

static uint32_t number(const unsigned char *block, size_t index)
{
    uint32_t value;
    memcpy(&value, block + 4 * index, 4);
    return value;
}

/* Read with a buffer of exactly `size` bytes; gives the status and what is needed. */
static sky_status read_into(const char *body, size_t length, unsigned char *buffer, size_t size, size_t *needed,
                            sky_error *error)
{
    char *copy = malloc(length > 0 ? length : 1);
    sky_status status;
    memcpy(copy, body, length);
    status = sky_postback_read(SKY_PROVIDER_SKYCORE, copy, length, buffer, size, needed, error);
    free(copy);
    return status;
}

static void compare(const char *body, size_t length)
{
    sky_postback *postback;
    size_t needed = 1, size, packed_size, shift;
    const unsigned char *packed;
    CHECK("the body is read", sky_parse_postback(SKY_PROVIDER_SKYCORE, body, length, &postback, NULL) == SKY_OK);
    packed = sky_postback_packed(postback, &packed_size);
    CHECK("no room tells how much is needed", read_into(body, length, NULL, 0, &needed, NULL) == SKY_E_LIMIT &&
          needed >= 64);
    CHECK("as much as the packed form", needed == packed_size && needed == number(packed, 1));
    for (size = 0; size < needed; size++) {
        unsigned char *buffer = malloc(size + 1);
        size_t wanted = 0, i;
        sky_error error;
        memset(buffer, 0xAB, size + 1);
        CHECK("too little room", read_into(body, length, buffer, size, &wanted, &error) == SKY_E_LIMIT &&
              wanted == needed &&
              error.status == SKY_E_LIMIT && strncmp(error.message, "buffer", 6) == 0);
        for (i = 0; i <= size; i++)
            if (buffer[i] != 0xAB)
                break;
        CHECK("nothing is written then", i == size + 1);
        free(buffer);
    }
    for (shift = 0; shift < 8; shift++) {
        unsigned char *buffer = malloc(needed + shift);
        size_t written = 0;
        CHECK("enough room", read_into(body, length, buffer + shift, needed, &written, NULL) == SKY_OK &&
              written == needed);
        CHECK("what sky_postback_packed gives", memcmp(buffer + shift, packed, needed) == 0);
        CHECK("needed may be NULL", read_into(body, length, buffer + shift, needed, NULL, NULL) == SKY_OK);
        free(buffer);
    }
    sky_postback_free(postback);
}

/* What the documented layout says is what the getters say. */
static void unpack(const char *body)
{
    unsigned char block[2048];
    sky_postback *postback;
    size_t i, j, needed;
    CHECK("both ways", sky_parse_postback(SKY_PROVIDER_SKYCORE, body, SKY_NUL_TERMINATED, &postback, NULL) == SKY_OK &&
          sky_postback_read(SKY_PROVIDER_SKYCORE, body, SKY_NUL_TERMINATED, block, sizeof block, &needed,
                            NULL) == SKY_OK);
    CHECK("format and place of records", number(block, 0) == 2 && number(block, 4) == 64);
    CHECK("count", number(block, 2) == sky_postback_count(postback));
    for (i = 0; i < number(block, 2); i++) {
        const unsigned char *record = block + 64 + 48 * (i + number(block, 3));
        const char *name = (const char *)block + number(record, 5), *value = (const char *)block + number(record, 7);
        const char *names_end = name + number(record, 6), *values_end = value + number(record, 8);
        CHECK("kind, verdict, is final", number(record, 0) == (uint32_t)sky_postback_kind(postback, i) &&
              number(record, 1) == (uint32_t)sky_postback_verdict(postback, i) &&
              number(record, 2) == (uint32_t)sky_postback_is_final(postback, i));
        CHECK("fingerprint",
              strcmp((const char *)block + number(record, 9), sky_postback_fingerprint(postback, i)) == 0);
        for (j = 0; j < number(record, 4); j++) {
            const unsigned char *field = block + number(block, 5) + 16 * (number(record, 3) + j);
            const char *got = sky_postback_field(postback, i, name, 0);
            CHECK("a field by splitting", got != NULL && strcmp(got, value) == 0);
            CHECK("a field by its places", (const char *)block + number(block, 14) + number(field, 0) == name &&
                  (const char *)block + number(block, 15) + number(field, 2) == value &&
                  number(field, 1) == strlen(name) && number(field, 3) == strlen(value));
            name += strlen(name) + 1;
            value += strlen(value) + 1;
        }
        CHECK("splitting ends where the record does", name == names_end && value == values_end);
    }
    sky_postback_free(postback);
}

static void test_bad_input(void)
{
    unsigned char buffer[128];
    size_t needed = 7;
    sky_error error;
    CHECK("NULL body", read_into(plain, 0, buffer, 64, &needed, &error) == SKY_E_DOCUMENT && needed == 0 &&
          sky_postback_read(SKY_PROVIDER_SKYCORE, NULL, 5, buffer, 64, &needed, &error) == SKY_E_ARGUMENT &&
          needed == 0 &&
          strncmp(error.message, "body", 4) == 0);
    CHECK("NULL buffer",
          sky_postback_read(SKY_PROVIDER_SKYCORE, plain, 5, NULL, 64, &needed, &error) == SKY_E_ARGUMENT &&
          strncmp(error.message, "buffer", 6) == 0);
    CHECK("a size beyond memory",
          sky_postback_read(SKY_PROVIDER_SKYCORE, plain, 5, buffer, (size_t)-1, &needed, &error) == SKY_E_ARGUMENT);
    CHECK("a length beyond memory",
          sky_postback_read(SKY_PROVIDER_SKYCORE, plain, (size_t)-2, buffer, 64, &needed, &error) == SKY_E_ARGUMENT);
    CHECK("no such provider",
          sky_postback_read((sky_provider)77, plain, 5, buffer, 64, &needed, &error) == SKY_E_ARGUMENT);
    CHECK("another document",
          sky_postback_read(SKY_PROVIDER_SKYCORE, "<RESPONSE/>", SKY_NUL_TERMINATED, buffer, 64, &needed, &error) ==
          SKY_E_PROTOCOL && needed == 0);
    CHECK("nothing notified", sky_postback_read(SKY_PROVIDER_SKYCORE, "<POSTBACK/>", SKY_NUL_TERMINATED, buffer,
                                                sizeof buffer, &needed, &error) ==
          SKY_OK && needed == 64 + 11 + 1 && number(buffer, 2) == 0 && error.offset == -1);
    CHECK("invalid UTF-8",
          sky_postback_read(SKY_PROVIDER_SKYCORE, "<POSTBACK>\xFF</POSTBACK>", SKY_NUL_TERMINATED, buffer, 64, &needed,
          &error) == SKY_E_UTF8 && error.offset == 10);
}

static void test_truncation(const char *body, size_t length)
{
    unsigned char buffer[2048];
    size_t shorter, needed;
    for (shorter = 0; shorter < length; shorter++) {
        sky_status status = read_into(body, shorter, buffer, sizeof buffer, &needed, NULL);
        /* Inside a character it is the encoding that is wrong first. */
        CHECK("a document that ends too early", status == SKY_E_DOCUMENT || status == SKY_E_UTF8);
    }
}

/* Whether two blocks say the same, up to their sizes and documents. */
static int same(const unsigned char *one, const unsigned char *other)
{
    return number(one, 6) == number(other, 6) && memcmp(one + 8, other + 8, 20) == 0 &&
           memcmp(one + 32, other + 32, number(one, 6) - 32) == 0;
}

/* The same outcome and the same fields, whether one pass suffices or libxml2 is asked: a comment makes the
   difference. */
static void test_every_byte_changed(void)
{
    char copy[sizeof plain + 16];
    unsigned char one[2048], other[2048];
    size_t place, length = sizeof plain - 1;
    int value;
    for (place = 0; place < length; place += 2) {
        for (value = 0; value < 256; value += 15) {
            size_t one_size, other_size;
            sky_status status;
            memcpy(copy, plain, length);
            copy[place] = (char)value;
            status = read_into(copy, length, one, sizeof one, &one_size, NULL);
            memcpy(copy + length, "<!---->", 7);
            CHECK("a comment behind the root changes nothing",
                  read_into(copy, length + 7, other, sizeof other, &other_size, NULL) == status &&
                  (status != SKY_OK || same(one, other)));
        }
    }
}

int main(void)
{
    compare(plain, sizeof plain - 1);
    compare(rich, sizeof rich - 1);
    compare("<POSTBACK/>", 11);
    unpack(plain);
    unpack(rich);
    test_bad_input();
    test_truncation(plain, sizeof plain - 2);
    test_truncation(rich, sizeof rich - 1);
    test_every_byte_changed();
    return checks_done();
}
