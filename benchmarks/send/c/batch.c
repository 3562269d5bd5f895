/*
 * A batch of libsky, 50 messages in flight.
 *
 * batch        messages are added, and each answer is read as it comes; those that are counted are added to the batch
 *              of those before, which has its connections, as libcurl's multi handle has
 * memory       the same; instead of the figures of meter.h it prints the resident memory, in KiB: before, with all
 *              messages added, when 10, 50 and 90 % are done, and the most there ever was
 */
#include <string.h>
#include <unistd.h>

#include "meter.h"
#include "sky.h"

static sky_client *client;
static sky_batch *batch;
static int is_about_memory;

static long resident_kib(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    require(file != NULL && fscanf(file, "%*d %ld", &pages) == 1, "no /proc");
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void tell_memory(void)
{
    if (is_about_memory)
        printf("%ld ", resident_kib());
}

static void many(const struct order *order, long count)
{
    sky_result *result;
    uint64_t tag;
    long i, done = 0;
    (void)order;
    tell_memory();
    require(batch != NULL || sky_batch_new(client, &batch, NULL) == SKY_OK, "no batch");
    for (i = 0; i < count; i++)
        require(sky_batch_add(batch, TO, FROM, TEXT, (uint64_t)i, NULL) == SKY_OK, "not added");
    tell_memory();
    while (sky_batch_pending(batch) > 0) {
        require(sky_batch_next(batch, 1000, &tag, &result, NULL) == SKY_OK, "not accepted");
        if (result == NULL)
            continue;
        require(sky_result_field(result, "TRACKINGID", 0) != NULL, "no identifier");
        sky_result_free(result);
        done++;
        if (done == count / 10 || done == count / 2 || done == count / 10 * 9)
            tell_memory();
    }
    require(done == count, "messages were lost");
}

int main(int argc, char **argv)
{
    struct order order = order_from(argc, argv);
    struct rusage usage;
    require(sky_client_new(SKY_PROVIDER_SKYCORE, KEY, &client, NULL) == SKY_OK &&
            sky_client_set_url(client, order.url, NULL) == SKY_OK &&
            (order.ca == NULL || sky_client_set_ca_file(client, order.ca, NULL) == SKY_OK), "no client");
    is_about_memory = strcmp(order.way, "memory") == 0;
    if (is_about_memory) {
        many(&order, order.count);
        getrusage(RUSAGE_SELF, &usage);
        printf("%ld\n", usage.ru_maxrss);
    } else {
        measure(&order, many);
    }
    sky_batch_free(batch);
    sky_client_free(client);
    return 0;
}
