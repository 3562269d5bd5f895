/*
 * libsky from C, one message at a time.
 *
 * send         one client, reused
 * client       a new client for each message
 * thread       one client, a thread for each message
 * other        one client, all counted messages by another thread than those before
 */
#include <pthread.h>
#include <string.h>

#include "meter.h"
#include "sky.h"

static sky_client *client;

static sky_client *new_client(const struct order *order)
{
    sky_client *made;
    require(sky_client_new(SKY_PROVIDER_SKYCORE, KEY, &made, NULL) == SKY_OK &&
            sky_client_set_url(made, order->url, NULL) == SKY_OK &&
            (order->ca == NULL || sky_client_set_ca_file(made, order->ca, NULL) == SKY_OK), "no client");
    return made;
}

static void send_with(sky_client *made)
{
    sky_result *result;
    require(sky_send_sms(made, TO, FROM, TEXT, &result, NULL) == SKY_OK, "not accepted");
    require(sky_result_field(result, "TRACKINGID", 0) != NULL, "no identifier");
    sky_result_free(result);
}

static void same(const struct order *order, long count)
{
    (void)order;
    while (count-- > 0)
        send_with(client);
}

static void fresh(const struct order *order, long count)
{
    while (count-- > 0) {
        sky_client *made = new_client(order);
        send_with(made);
        sky_client_free(made);
    }
}

static void *one(void *unused)
{
    send_with(client);
    return unused;
}

static void thread(const struct order *order, long count)
{
    (void)order;
    while (count-- > 0) {
        pthread_t id;
        require(pthread_create(&id, NULL, one, NULL) == 0, "no thread");
        pthread_join(id, NULL);
    }
}

static void *several(void *count)
{
    same(NULL, *(long *)count);
    return NULL;
}

/* The messages before the counted ones are sent by the program's first thread. */
static void other(const struct order *order, long count)
{
    static int is_warm;
    pthread_t id;
    if (!is_warm && order->warm > 0) {
        is_warm = 1;
        same(order, count);
        return;
    }
    require(pthread_create(&id, NULL, several, &count) == 0, "no thread");
    pthread_join(id, NULL);
}

int main(int argc, char **argv)
{
    struct order order = order_from(argc, argv);
    const char *way = order.way;
    if (strcmp(way, "client") != 0)
        client = new_client(&order);
    measure(&order, strcmp(way, "client") == 0   ? fresh
                    : strcmp(way, "thread") == 0 ? thread
                    : strcmp(way, "other") == 0  ? other
                                                 : same);
    sky_client_free(client);
    return 0;
}
