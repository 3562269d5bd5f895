/* What a batch promises whatever happens around it: nothing listens where these messages go. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "sky.h"

static sky_error error;

/* A logger that does what it must not: it works on the batch whose call has called it. */
typedef struct meddler {
    sky_batch *batch;
    int calls;
    int refusals;
} meddler;

static void meddle(void *user, const sky_log_event *event)
{
    meddler *self = user;
    sky_result *result;
    uint64_t tag;
    sky_error refusal;
    (void)event;
    if (self->batch == NULL) return;
    self->calls++;
    self->refusals += sky_batch_add(self->batch, "17743199145", "1", "again", 9, &refusal) == SKY_E_CONFIG &&
                      strstr(refusal.message, "in use by sky_batch_next()") != NULL;
    self->refusals += sky_batch_next(self->batch, -1, &tag, &result, &refusal) == SKY_E_CONFIG && result == NULL;
}

static sky_client *new_client(void)
{
    sky_client *client = NULL;
    CHECK("a client", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) == SKY_OK &&
          sky_client_set_url(client, "http://127.0.0.1:9/", &error) == SKY_OK &&
          sky_client_set_max_tries(client, 1, &error) == SKY_OK);
    return client;
}

static void a_logger_cannot_change_the_batch_that_calls_it(void)
{
    meddler self = {NULL, 0, 0};
    sky_client *client = new_client();
    sky_batch *batch = NULL;
    sky_result *result;
    uint64_t tag, seen = 0;
    CHECK("with a logger", sky_client_set_logger(client, SKY_LOG_DEBUG, meddle, &self, &error) == SKY_OK &&
          sky_batch_new(client, &batch, &error) == SKY_OK);
    for (tag = 1; tag <= 3; tag++)
        CHECK("is added", sky_batch_add(batch, "17743199144", "1", "once", tag, &error) == SKY_OK);
    self.batch = batch;
    while (sky_batch_pending(batch) > 0) {
        CHECK("each ends", sky_batch_next(batch, -1, &tag, &result, &error) == SKY_E_NOT_SENT && result != NULL);
        seen += tag;
        sky_result_free(result);
    }
    CHECK("each once", seen == 6);
    CHECK("the logger was refused every time", self.calls >= 3 && self.refusals == 2 * self.calls);
    self.batch = NULL;
    CHECK("and afterwards the batch takes messages",
          sky_batch_add(batch, "17743199144", "1", "more", 4, &error) == SKY_OK);
    sky_batch_free(batch);
    sky_client_free(client);
}

static void messages_that_the_rate_cannot_let_go_have_a_result(void)
{
    char folder[] = "/tmp/sky-batch-XXXXXX", path[64];
    sky_client *client = new_client();
    sky_batch *batch = NULL;
    sky_result *result;
    uint64_t tag;
    int ended = 0;
    CHECK("a folder", mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/rate", folder);
    CHECK("a rate file", sky_client_set_rate(client, 1000, 1, &error) == SKY_OK &&
          sky_client_set_rate_file(client, path, &error) == SKY_OK && sky_batch_new(client, &batch, &error) == SKY_OK);
    for (tag = 1; tag <= 3; tag++)
        CHECK("is added", sky_batch_add(batch, "17743199144", "1", "once", tag, &error) == SKY_OK);
    CHECK("the file is in the hands of others now", unlink(path) == 0 && mkdir(path, 0700) == 0);
    while (sky_batch_pending(batch) > 0 && ended < 10) {
        sky_status status = sky_batch_next(batch, -1, &tag, &result, &error);
        CHECK("each has a result, with its status", result != NULL && status != SKY_OK &&
              sky_result_status(result) == status);
        sky_result_free(result);
        ended++;
    }
    CHECK("each ends once", ended == 3);
    sky_batch_free(batch);
    sky_client_free(client);
    rmdir(path);
    rmdir(folder);
}

int main(void)
{
    a_logger_cannot_change_the_batch_that_calls_it();
    messages_that_the_rate_cannot_let_go_have_a_result();
    return checks_done();
}
