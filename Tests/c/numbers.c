/* The contract of sky_normalize_msisdn. */
#include <string.h>

#include "check.h"
#include "sky.h"

static int gives(const char *input, const char *region, const char *expected)
{
    char number[SKY_MSISDN_SIZE];
    return sky_normalize_msisdn(input, SKY_NUL_TERMINATED, region, number, NULL) == SKY_OK &&
           strcmp(number, expected) == 0;
}

int main(void)
{
    char number[SKY_MSISDN_SIZE] = "untouched";
    sky_error error;
    CHECK("as at home", gives("(774)-319-9144", "US", "17743199144"));
    CHECK("bare digits are international", gives("17743199144", NULL, "17743199144"));
    CHECK("a plus", gives("+1 774 319 9144", NULL, "17743199144"));
    CHECK("a prefix", gives("001 774 319 9144", NULL, "17743199144"));
    CHECK("possible is enough", gives("642111111", NULL, "642111111"));
    CHECK("only the given length is read", sky_normalize_msisdn("17743199144999", 11, NULL, number, &error) == SKY_OK &&
          strcmp(number, "17743199144") == 0 && error.status == SKY_OK && error.offset == -1 && error.message[0] == 0);
    CHECK("failure empties the output", sky_normalize_msisdn("+1 774", SKY_NUL_TERMINATED, NULL, number, &error) ==
          SKY_E_NUMBER && number[0] == 0);
    CHECK("the error says why and not what", strstr(error.message, "too short for +1") != NULL &&
          strstr(error.message, "774") == NULL && error.status == SKY_E_NUMBER);
    CHECK("an unknown region is an argument", sky_normalize_msisdn("1", 1, "XX", number, &error) == SKY_E_ARGUMENT &&
          strncmp(error.message, "default_region", 14) == 0);
    CHECK("invalid UTF-8", sky_normalize_msisdn("+1774\xFF", SKY_NUL_TERMINATED, NULL, number, &error) == SKY_E_UTF8 &&
          error.offset == 5);
    CHECK("too long", sky_normalize_msisdn(
          "                                                                                                    "
          "                                                                                                    "
          "                                                                                                    ",
          SKY_NUL_TERMINATED, NULL, number, &error) == SKY_E_LIMIT && error.offset == 250);
    CHECK("metadata has a version", strlen(sky_numbers_version()) >= 5);
    return checks_done();
}
