/* Setting up the rate: what is taken, what is refused, and what the refusal says. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "sky.h"

static sky_client *client;
static sky_error error;

static int says(sky_status status, sky_status expected, const char *words)
{
    return status == expected && error.status == expected && strstr(error.message, words) != NULL;
}

static int rate_is_refused(double per_second, int32_t burst, const char *words)
{
    return says(sky_client_set_rate(client, per_second, burst, &error), SKY_E_ARGUMENT, words);
}

static void check_rates(void)
{
    CHECK("the whole range is taken", sky_client_set_rate(client, 0.001, 1, NULL) == SKY_OK &&
          sky_client_set_rate(client, 1e6, 100000, NULL) == SKY_OK &&
          sky_client_set_rate(client, 15, 1, NULL) == SKY_OK);
    CHECK("0 is no limit, whatever the burst", sky_client_set_rate(client, 0, 0, NULL) == SKY_OK);
    CHECK("a rate below the range is refused", rate_is_refused(0.0009, 1, "per_second: "));
    CHECK("a negative rate is refused", rate_is_refused(-1, 1, "per_second: "));
    CHECK("a rate above the range is refused", rate_is_refused(1000001, 1, "per_second: "));
    CHECK("infinity is refused", rate_is_refused(HUGE_VAL, 1, "per_second: "));
    CHECK("what is no number is refused", rate_is_refused(HUGE_VAL - HUGE_VAL, 1, "per_second: "));
    CHECK("a burst of 0 is refused", rate_is_refused(1, 0, "burst: "));
    CHECK("a negative burst is refused", rate_is_refused(1, -1, "burst: "));
    CHECK("a burst above 100000 is refused", rate_is_refused(1, 100001, "burst: "));
    CHECK("no client is refused", says(sky_client_set_rate(NULL, 1, 1, &error), SKY_E_ARGUMENT, "client: NULL"));
}

static void check_modes(void)
{
    CHECK("both modes are taken", sky_client_set_rate_mode(client, SKY_RATE_REPORT, NULL) == SKY_OK &&
          sky_client_set_rate_mode(client, SKY_RATE_WAIT, NULL) == SKY_OK);
    CHECK("no other mode is",
          says(sky_client_set_rate_mode(client, (sky_rate_mode)2, &error), SKY_E_ARGUMENT, "mode: "));
    CHECK("no client is refused",
          says(sky_client_set_rate_mode(NULL, SKY_RATE_WAIT, &error), SKY_E_ARGUMENT, "client: NULL"));
}

static int file_is_refused(const char *path, const char *words)
{
    return says(sky_client_set_rate_file(client, path, &error), SKY_E_CONFIG, words);
}

static void check_files(const char *folder)
{
    char path[512], other[512], long_path[5000];
    snprintf(path, sizeof path, "%s/rate", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    memset(long_path, 'x', sizeof long_path - 1);
    long_path[sizeof long_path - 1] = '\0';
    CHECK("a new file is made", sky_client_set_rate_file(client, path, NULL) == SKY_OK);
    CHECK("it is taken again", sky_client_set_rate_file(client, path, NULL) == SKY_OK);
    CHECK("NULL is none", sky_client_set_rate_file(client, NULL, NULL) == SKY_OK);
    CHECK("no client is refused", says(sky_client_set_rate_file(NULL, path, &error), SKY_E_ARGUMENT, "client: NULL"));
    CHECK("an empty path is refused",
          says(sky_client_set_rate_file(client, "", &error), SKY_E_ARGUMENT, "path: empty"));
    CHECK("a path too long is refused",
          says(sky_client_set_rate_file(client, long_path, &error), SKY_E_LIMIT, "path: "));
    CHECK("a folder is refused", file_is_refused(folder, "path: a directory"));
    CHECK("a FIFO is refused", mkfifo(other, 0600) == 0 && file_is_refused(other, "path: not a regular file"));
    unlink(other);
    CHECK("a symbolic link is refused", symlink(path, other) == 0 && file_is_refused(other, "path: a symbolic link"));
    unlink(other);
    CHECK("a file that others may write to is refused", chmod(path, 0622) == 0 && file_is_refused(path, "chmod 600"));
    CHECK("a short file is refused", chmod(path, 0600) == 0 && truncate(path, 60) == 0 &&
          file_is_refused(path, "path: the file holds something else"));
    unlink(path);
    CHECK("a refused file leaves the client as it was, and it can still be set up",
          sky_client_set_rate_file(client, path, NULL) == SKY_OK);
    unlink(path);
}

int main(void)
{
    char folder[] = "/tmp/sky-rate-XXXXXX";
    if (mkdtemp(folder) == NULL || sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, NULL) != SKY_OK)
        return 2;
    check_rates();
    check_modes();
    check_files(folder);
    sky_client_free(client);
    rmdir(folder);
    return checks_done();
}
