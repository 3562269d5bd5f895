/* sky_parse_number, sky_parse_numbers and sky_numbers_load: what they promise, and what they refuse.
   Usage: parse_number BLOB; BLOB is what tools/numbers/make_number_tables.py --blob writes. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "sky.h"

#define ROWS 6

static sky_status read_number(const char *text, const char *region, uint32_t flags, sky_number *number,
                              sky_error *error)
{
    return sky_parse_number(text, SKY_NUL_TERMINATED, region, flags, number, error);
}

static void test_one(void)
{
    sky_number number;
    sky_error error;
    CHECK("the struct is frozen", sizeof(sky_number) == 48);
    CHECK("a valid number", read_number("(650) 253-0000", "US", 0, &number, &error) == SKY_OK &&
          error.status == SKY_OK &&
          number.status == SKY_NUMBER_VALID && number.type == SKY_NUMBER_TYPE_FIXED_LINE_OR_MOBILE &&
          strcmp(number.digits, "16502530000") == 0 && strcmp(number.region, "US") == 0 && number.calling_code == 1 &&
          number.calling_code_length == 1 && number.digit_count == 11 && number.extension_length == 0);
    CHECK("zeros stay", read_number("02 1234 5678", "IT", 0, &number, NULL) == SKY_OK && number.leading_zeros == 1 &&
          strcmp(number.digits, "390212345678") == 0);
    CHECK("an extension", read_number("+1 650 253 0000 ext. 42", NULL, 0, &number, NULL) == SKY_OK &&
          number.extension_offset == 21 && number.extension_length == 2);
    CHECK("a code of no region", read_number("+800 1234 5678", NULL, 0, &number, NULL) == SKY_OK &&
          strcmp(number.region, "001") == 0 && number.type == SKY_NUMBER_TYPE_TOLL_FREE);
    CHECK("exact: no region, no plus", read_number("16502530000", NULL, 0, &number, &error) == SKY_E_NUMBER &&
          number.status == SKY_NUMBER_INVALID_COUNTRY && number.digits[0] == 0 && error.message[0] != 0);
    CHECK("exact: an unknown region counts as none", read_number("+16502530000", "XX", 0, &number, NULL) == SKY_OK &&
          read_number("6502530000", "XX", 0, &number, NULL) == SKY_E_NUMBER &&
          read_number("6502530000", "", 0, &number, NULL) == SKY_E_NUMBER &&
          read_number("6502530000", "us", 0, &number, NULL) == SKY_E_NUMBER);
    CHECK("a number that is refused has its digits",
          read_number("+1650253000", NULL, 0, &number, &error) == SKY_E_NUMBER &&
          number.status == SKY_NUMBER_TOO_SHORT && strcmp(number.digits, "1650253000") == 0 && error.offset == 1 &&
          strcmp(error.message, "input: too short for +1 (US): 1 digit missing") == 0);
    CHECK("only the given length is read", sky_parse_number("+165025300009", 12, NULL, 0, &number, NULL) == SKY_OK &&
          strcmp(number.digits, "16502530000") == 0);
}

static void test_flags(void)
{
    sky_number number;
    sky_error error;
    CHECK("international", read_number("16502530000", NULL, SKY_NUMBER_ASSUME_INTERNATIONAL, &number, NULL) == SKY_OK);
    CHECK("00", read_number("0016502530000", NULL, SKY_NUMBER_IDD_WITHOUT_REGION, &number, NULL) == SKY_OK);
    CHECK("Argentina", read_number("+54 11 2345 6789", NULL, SKY_NUMBER_EXPECT_MOBILE, &number, NULL) == SKY_OK &&
          strcmp(number.digits, "5491123456789") == 0 && number.type == SKY_NUMBER_TYPE_MOBILE);
    CHECK("possible is enough", read_number("+642111111", NULL, 0, &number, NULL) == SKY_OK &&
          number.status == SKY_NUMBER_POSSIBLE);
    CHECK("unless valid is asked for", read_number("+642111111", NULL, SKY_NUMBER_REQUIRE_VALID, &number, &error) ==
          SKY_E_NUMBER && number.status == SKY_NUMBER_POSSIBLE && strstr(error.message, "not a valid number of +64"));
    CHECK("a land line gets no message", read_number("+442079460958", NULL, SKY_NUMBER_ONLY_SMS, &number, &error) ==
          SKY_E_NUMBER && number.status == SKY_NUMBER_NOT_SMS_CAPABLE && number.type == SKY_NUMBER_TYPE_FIXED_LINE);
    CHECK("unless land lines will do", read_number("+442079460958", NULL, SKY_NUMBER_ONLY_SMS |
          SKY_NUMBER_ONLY_FIXED_LINE, &number, NULL) == SKY_OK);
    CHECK("normalised", read_number("16502530000", NULL, SKY_NUMBER_NORMALIZE, &number, NULL) == SKY_OK &&
          strcmp(number.digits, "16502530000") == 0);
    CHECK("normalised: an extension gets no message",
          read_number("+16502530000 x5", NULL, SKY_NUMBER_NORMALIZE, &number,
          &error) == SKY_E_NUMBER && number.status == SKY_NUMBER_NOT_SMS_CAPABLE && strstr(error.message, "extension"));
    CHECK("normalised: an unknown region",
          read_number("1", "XX", SKY_NUMBER_NORMALIZE, &number, &error) == SKY_E_ARGUMENT &&
          number.status == SKY_NUMBER_NOT_A_NUMBER && strncmp(error.message, "default_region", 14) == 0);
    CHECK("unknown flags", read_number("+16502530000", NULL, 32, &number, NULL) == SKY_E_ARGUMENT &&
          read_number("+16502530000", NULL, 0x80000000u, &number, &error) == SKY_E_ARGUMENT);
}

static void test_bad_input(void)
{
    sky_number number;
    sky_error error;
    char *large = malloc(10000001);
    const char *const not_utf8[] = {"+1650253\xFF", "+1650253\xC0\xB0", "+1650253\xED\xA0\x80",
                                    "+1650253\xF4\x90\x80\x80",
                                    "+1650253\xE2\x80"};
    size_t i;
    CHECK("NULL", sky_parse_number(NULL, 1, NULL, 0, &number, &error) == SKY_E_ARGUMENT && number.type ==
          SKY_NUMBER_TYPE_UNKNOWN && number.status == SKY_NUMBER_NOT_A_NUMBER && number.digits[0] == 0);
    CHECK("NULL number", sky_parse_number("1", 1, NULL, 0, NULL, &error) == SKY_E_ARGUMENT);
    CHECK("NULL and no error", sky_parse_number(NULL, 1, NULL, 0, NULL, NULL) == SKY_E_ARGUMENT);
    CHECK("empty", sky_parse_number("", 0, "US", 0, &number, &error) == SKY_E_NUMBER && error.offset == -1);
    CHECK("a NUL", sky_parse_number("+1650\0002530000", 13, NULL, 0, &number, NULL) == SKY_E_NUMBER);
    for (i = 0; i < sizeof not_utf8 / sizeof *not_utf8; i++)
        CHECK(not_utf8[i], read_number(not_utf8[i], "US", 0, &number, &error) == SKY_E_UTF8 && error.offset == 8 &&
              read_number(not_utf8[i], "US", 0, &number, NULL) == SKY_E_UTF8 &&
              number.status == SKY_NUMBER_NOT_A_NUMBER);
    CHECK("a length beyond memory", sky_parse_number("1", (size_t)-2, NULL, 0, &number, NULL) == SKY_E_ARGUMENT);
    if (!large)
        return;
    memset(large, '1', 10000000);
    large[10000000] = 0;
    CHECK("ten megabytes", read_number(large, "US", 0, &number, &error) == SKY_E_LIMIT && error.offset == 250 &&
          number.status == SKY_NUMBER_PARSE_TOO_LONG && read_number(large, "US", 0, &number, NULL) == SKY_E_LIMIT);
    large[250] = 0;
    CHECK("250 digits", read_number(large, "US", 0, &number, &error) == SKY_E_NUMBER &&
          number.status == SKY_NUMBER_PARSE_TOO_LONG && read_number(large, "US", 0, &number, NULL) == SKY_E_NUMBER);
    free(large);
}

static void test_column(void)
{
    static const char data[] = "+16502530000020 7946 0958call me+16502530000 x1";
    static const uint32_t offsets[ROWS + 1] = {0, 12, 25, 32, 32, 47, 47};
    static const uint64_t wide[ROWS + 1] = {0, 12, 25, 32, 32, 47, 47};
    static const char *const texts[ROWS] = {"+16502530000", "020 7946 0958", "call me", NULL, "+16502530000 x1", ""};
    static const char regions[2 * ROWS + 1] = "\0\0GB\0\0\0\0\0\0\0\0";
    uint64_t digits[ROWS];
    uint8_t statuses[ROWS], types[ROWS], other[ROWS];
    char msisdns[ROWS * SKY_MSISDN_SIZE], found[2 * ROWS];
    uint32_t lying[ROWS + 1];
    sky_number_column column;
    sky_error error;
    size_t accepted = 99;
    memset(&column, 0, sizeof column);
    column.count = ROWS;
    column.data = data;
    column.data_length = sizeof data - 1;
    column.offsets32 = offsets;
    column.regions = regions;
    column.digits = digits;
    column.statuses = statuses;
    column.types = types;
    column.msisdns = msisdns;
    column.found_regions = found;
    CHECK("a column", sky_parse_numbers(&column, NULL, 0, &accepted, &error) == SKY_OK && accepted == 3 &&
          digits[0] == 16502530000u && digits[1] == 442079460958u && digits[2] == 0 && digits[4] == 16502530000u);
    CHECK("its statuses", statuses[0] == SKY_NUMBER_VALID && statuses[2] == SKY_NUMBER_NOT_A_NUMBER &&
          statuses[3] == SKY_NUMBER_NOT_A_NUMBER && types[1] == SKY_NUMBER_TYPE_FIXED_LINE);
    CHECK("its texts and regions", strcmp(msisdns + SKY_MSISDN_SIZE, "442079460958") == 0 &&
          msisdns[2 * SKY_MSISDN_SIZE] == 0 && memcmp(found, "USGB\0\0\0\0US\0\0", 12) == 0);
    column.digits = NULL;
    column.msisdns = NULL;
    column.found_regions = NULL;
    column.types = NULL;
    column.statuses = other;
    column.offsets32 = NULL;
    column.offsets64 = wide;
    CHECK("wide offsets", sky_parse_numbers(&column, NULL, 0, NULL, NULL) == SKY_OK &&
          memcmp(statuses, other, ROWS) == 0);
    column.offsets64 = NULL;
    column.texts = texts;
    column.data = NULL;
    CHECK("texts", sky_parse_numbers(&column, NULL, 0, NULL, NULL) == SKY_OK && memcmp(statuses, other, ROWS) == 0);
    column.statuses = NULL;
    CHECK("no answers but a count", sky_parse_numbers(&column, NULL, 0, &accepted, NULL) == SKY_OK && accepted == 3);
    CHECK("normalised: an extension is refused",
          sky_parse_numbers(&column, NULL, SKY_NUMBER_NORMALIZE, &accepted, NULL) ==
          SKY_OK && accepted == 2);
    column.offsets64 = wide;
    CHECK("two forms", sky_parse_numbers(&column, NULL, 0, &accepted, &error) == SKY_E_ARGUMENT && accepted == 0);
    column.texts = NULL;
    CHECK("no data", sky_parse_numbers(&column, NULL, 0, &accepted, &error) == SKY_E_ARGUMENT && error.offset == 0);
    column.data = data;
    memcpy(lying, offsets, sizeof lying);
    lying[3] = 24;
    column.offsets64 = NULL;
    column.offsets32 = lying;
    column.statuses = other;
    memset(other, 77, ROWS);
    CHECK("offsets that fall", sky_parse_numbers(&column, NULL, 0, &accepted, &error) == SKY_E_ARGUMENT &&
          error.offset == 2 && other[0] == 77 && accepted == 0);
    lying[3] = 32;
    lying[ROWS] = 48;
    CHECK("offsets beyond the data", sky_parse_numbers(&column, NULL, 0, NULL, &error) == SKY_E_ARGUMENT &&
          error.offset == 5);
    lying[ROWS] = (uint32_t)-1;
    CHECK("negative offsets", sky_parse_numbers(&column, NULL, 0, NULL, &error) == SKY_E_ARGUMENT);
    column.offsets32 = NULL;
    CHECK("no texts", sky_parse_numbers(&column, NULL, 0, NULL, &error) == SKY_E_ARGUMENT);
    column.count = (size_t)-1;
    column.texts = texts;
    CHECK("a count beyond memory", sky_parse_numbers(&column, NULL, 0, NULL, &error) == SKY_E_ARGUMENT);
    column.count = 0;
    column.texts = NULL;
    CHECK("no rows", sky_parse_numbers(&column, NULL, 0, &accepted, &error) == SKY_OK && accepted == 0);
    CHECK("unknown flags", sky_parse_numbers(&column, NULL, 64, &accepted, &error) == SKY_E_ARGUMENT);
    CHECK("NULL", sky_parse_numbers(NULL, NULL, 0, NULL, NULL) == SKY_E_ARGUMENT);
}

static void test_words(void)
{
    int i;
    for (i = 0; i < 12; i++)
        CHECK("every status has words", strlen(sky_number_status_text((sky_number_status)i)) > 5);
    CHECK("no status", strstr(sky_number_status_text((sky_number_status)77), "not a status") != NULL);
    CHECK("types", strcmp(sky_number_type_name(SKY_NUMBER_TYPE_MOBILE), "mobile") == 0 &&
          strcmp(sky_number_type_name((sky_number_type)99), "unknown") == 0);
}

/* Reads while plans are loaded. */
static void *reader(void *argument)
{
    sky_number number;
    long wrong = 0;
    int i;
    for (i = 0; i < 20000; i++)
        if (read_number("+16502530000", NULL, 0, &number, NULL) != SKY_OK || number.status != SKY_NUMBER_VALID)
            wrong++;
    *(long *)argument = wrong;
    return NULL;
}

static void test_loading(const char *path)
{
    unsigned char *blob;
    long size, wrong[2] = {1, 1};
    pthread_t threads[2];
    sky_error error;
    sky_number number;
    const char *built_in = sky_numbers_version(), *loaded;
    FILE *file = fopen(path, "rb");
    int i;
    CHECK("the file is there", file != NULL);
    if (!file)
        return;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    blob = malloc((size_t)size + 1);
    if (!blob || fread(blob, 1, (size_t)size, file) != (size_t)size)
        exit(2);
    fclose(file);
    CHECK("a file", sky_numbers_load(path, NULL, 0, &error) == SKY_OK && error.status == SKY_OK);
    loaded = sky_numbers_version();
    CHECK("its version", loaded != built_in && strcmp(loaded, built_in) == 0);
    CHECK("numbers are read with it", read_number("(650) 253-0000", "US", 0, &number, NULL) == SKY_OK &&
          strcmp(number.digits, "16502530000") == 0);
    CHECK("the same again takes no memory", sky_numbers_load(NULL, blob, (size_t)size, NULL) == SKY_OK &&
          sky_numbers_version() == loaded);
    CHECK("the built-in ones again", sky_numbers_load(NULL, NULL, 0, &error) == SKY_OK &&
          sky_numbers_version() == built_in);
    for (i = 0; i < 2; i++)
        CHECK("a thread", pthread_create(&threads[i], NULL, reader, &wrong[i]) == 0);
    for (i = 0; i < 500; i++)
        CHECK("loading meanwhile",
              sky_numbers_load(NULL, i % 2 ? blob : NULL, i % 2 ? (size_t)size : 0, NULL) == SKY_OK);
    for (i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    CHECK("threads that read meanwhile see one or the other", wrong[0] == 0 && wrong[1] == 0);
    sky_numbers_load(NULL, NULL, 0, NULL);

    CHECK("both", sky_numbers_load(path, blob, (size_t)size, &error) == SKY_E_ARGUMENT);
    CHECK("no such file", sky_numbers_load("/no/such/file", NULL, 0, &error) == SKY_E_ARGUMENT);
    CHECK("a folder", sky_numbers_load("/", NULL, 0, &error) == SKY_E_ARGUMENT);
    CHECK("a file without end", sky_numbers_load("/dev/zero", NULL, 0, &error) == SKY_E_LIMIT);
    CHECK("an empty file", sky_numbers_load("/dev/null", NULL, 0, &error) == SKY_E_DOCUMENT);
    CHECK("nothing", sky_numbers_load(NULL, blob, 0, &error) == SKY_E_DOCUMENT);
    CHECK("too long", sky_numbers_load(NULL, blob, 4194305, &error) == SKY_E_LIMIT);
    CHECK("cut short", sky_numbers_load(NULL, blob, (size_t)size - 1, &error) == SKY_E_DOCUMENT);
    blob[size / 2] ^= 1;
    CHECK("damaged", sky_numbers_load(NULL, blob, (size_t)size, &error) == SKY_E_DOCUMENT &&
          strstr(error.message, "checksum") != NULL);
    blob[8] = 9;
    CHECK("another format", sky_numbers_load(NULL, blob, (size_t)size, &error) == SKY_E_DOCUMENT &&
          strstr(error.message, "format") != NULL);
    CHECK("the plans in use stay in use", sky_numbers_version() == built_in);
    free(blob);
}

int main(int count, char **arguments)
{
    test_one();
    test_flags();
    test_bad_input();
    test_column();
    test_words();
    if (count > 1)
        test_loading(arguments[1]);
    return checks_done();
}
