/* sky_thread_set_interrupt(): a signal ends what waits, if whom the thread asks says so. The server never answers. */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "sky.h"

static volatile sig_atomic_t is_struck;
static int times_asked;
static sky_client *inner;

static void strike(int number)
{
    (void)number;
    is_struck = 1;
}

static int32_t ask(void *user)
{
    times_asked++;
    /* Whoever is asked may send himself, and is not asked again meanwhile. */
    if (inner != NULL && sky_send_sms(inner, "15550100031", "55501", "x", NULL, NULL) != SKY_E_UNKNOWN)
        return 0;
    return is_struck && *(int *)user;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static sky_client *client_of(const char *url, int64_t timeout_ms)
{
    sky_client *client = NULL;
    sky_error error;
    CHECK("a client", sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) == SKY_OK);
    CHECK("its settings", sky_client_set_url(client, url, &error) == SKY_OK &&
          sky_client_set_timeout_ms(client, timeout_ms, &error) == SKY_OK &&
          sky_client_set_proxy(client, "", NULL, NULL, &error) == SKY_OK);
    return client;
}

/* Send while a signal comes after a second; gives how long it took. */
static double send_struck(sky_client *client, sky_status expected)
{
    double start = seconds();
    sky_error error;
    is_struck = 0;
    alarm(1);
    CHECK("how the send ends", sky_send_sms(client, "15550100031", "55501", "x", NULL, &error) == expected);
    return seconds() - start;
}

int main(void)
{
    struct sockaddr_in address = {0};
    socklen_t length = sizeof address;
    int wants_end = 1, server = socket(AF_INET, SOCK_STREAM, 0);
    char url[64];
    sky_client *patient, *hasty;
    sky_batch *batch = NULL;
    sky_result *result = NULL;
    sky_error error;
    struct sigaction action = {0};

    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (server < 0 || bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 16) != 0 ||
        getsockname(server, (struct sockaddr *)&address, &length) != 0)
        return 2;
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
    action.sa_handler = strike;
    sigaction(SIGALRM, &action, NULL);
    patient = client_of(url, 20000);
    hasty = client_of(url, 1500);

    CHECK("nobody is asked by default", send_struck(hasty, SKY_E_UNKNOWN) > 1.4);
    CHECK("set", sky_thread_set_interrupt(ask, &wants_end, &error) == SKY_OK);
    CHECK("the signal ends the send", send_struck(patient, SKY_E_UNKNOWN) < 3 && times_asked > 0);
    wants_end = 0;
    CHECK("a no lets it go on", send_struck(hasty, SKY_E_UNKNOWN) > 1.4);
    wants_end = 1;
    inner = client_of(url, 300);
    CHECK("who is asked may send", send_struck(patient, SKY_E_UNKNOWN) < 5);
    sky_client_free(inner);
    inner = NULL;

    CHECK("a batch", sky_batch_new(patient, &batch, &error) == SKY_OK &&
          sky_batch_add(batch, "15550100031", "55501", "x", 7, &error) == SKY_OK);
    is_struck = 0;
    alarm(1);
    CHECK("its next message does not come", sky_batch_next(batch, -1, NULL, &result, &error) == SKY_OK &&
          result == NULL);
    CHECK("and is not lost", sky_batch_pending(batch) == 1);
    sky_batch_free(batch);

    CHECK("taken away", sky_thread_set_interrupt(NULL, NULL, NULL) == SKY_OK);
    times_asked = 0;
    CHECK("nobody is asked any more", send_struck(hasty, SKY_E_UNKNOWN) > 1.4 && times_asked == 0);
    sky_client_free(patient);
    sky_client_free(hasty);
    sky_close_connections();
    close(server);
    return checks_done();
}
