/*
 * Say what a document holds, through the C functions alone:
 *
 *     samples postback FILE NAME…      samples response FILE NAME…
 *     samples cellcast-postback FILE NAME…      samples cellcast-response STATUS FILE NAME…
 *
 * A line for each notification or entry (of a response one for the whole before them): numbers, then each named field
 * as "=value" or "-" where it is absent, then files. Bytes outside of visible ASCII are written as %XX.
 * Tests/samples/test_samples.py compares with Tests/samples/skycore/expect.json, test_cellcast_samples.py with
 * Tests/samples/cellcast/index.json.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sky.h"

static char body[1 << 20];
static sky_provider provider = SKY_PROVIDER_SKYCORE;
static int http_status = 200;

static void write_value(const char *value)
{
    printf("\t%c", value == NULL ? '-' : '=');
    for (; value != NULL && *value != 0; value++) {
        unsigned char byte = (unsigned char)*value;
        if (byte > 0x20 && byte < 0x7F && byte != '%')
            putchar(byte);
        else
            printf("%%%02X", byte);
    }
}

static int write_postback(size_t length, char **names)
{
    sky_postback *postback = NULL;
    sky_error error;
    size_t i, j;
    char **name;
    if (sky_parse_postback(provider, body, length, &postback, &error) != SKY_OK)
        return 1;
    for (i = 0; i < sky_postback_count(postback); i++) {
        printf("%d %d", (int)sky_postback_verdict(postback, i), (int)sky_postback_file_count(postback, i));
        if (provider == SKY_PROVIDER_CELLCAST)
            printf(" %d %d", (int)sky_postback_kind(postback, i), (int)sky_postback_is_final(postback, i));
        for (name = names; *name != NULL; name++)
            write_value(sky_postback_field(postback, i, *name, 0));
        for (j = 0; j < sky_postback_file_count(postback, i); j++)
            write_value(sky_postback_file(postback, i, j));
        putchar('\n');
    }
    sky_postback_free(postback);
    return 0;
}

static int write_response(size_t length, char **names)
{
    sky_result *result = NULL;
    sky_error error;
    size_t i;
    char **name;
    sky_parse_response(provider, http_status, body, length, &result, &error);
    if (result == NULL)
        return 1;
    printf("%d 0", (int)sky_result_status(result));
    if (provider == SKY_PROVIDER_CELLCAST)
        printf(" %d %d %d", (int)sky_result_page_number(result), (int)sky_result_page_count(result),
               (int)sky_result_count(result));
    for (name = names; *name != NULL; name++)
        write_value(sky_result_field(result, *name, 0));
    putchar('\n');
    for (i = 0; i < sky_result_count(result); i++) {
        printf("%d 0", (int)sky_result_entry_status(result, i));
        for (name = names; *name != NULL; name++)
            write_value(sky_result_entry_field(result, i, *name, 0));
        putchar('\n');
    }
    sky_result_free(result);
    return 0;
}

int main(int count, char **arguments)
{
    FILE *file;
    size_t length;
    const char *kind = count > 2 ? arguments[1] : "";
    if (strncmp(kind, "cellcast-", 9) == 0) {
        provider = SKY_PROVIDER_CELLCAST;
        kind += 9;
        if (strcmp(kind, "response") == 0)
            http_status = atoi((++arguments)[1]);
    }
    file = count > 2 && arguments[2] != NULL ? fopen(arguments[2], "rb") : NULL;
    if (file == NULL)
        return 2;
    length = fread(body, 1, sizeof body, file);
    fclose(file);
    return strcmp(kind, "postback") == 0
        ? write_postback(length, arguments + 3) : write_response(length, arguments + 3);
}
