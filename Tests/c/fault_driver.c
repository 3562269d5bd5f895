/*
 * Send what standard input says, in many threads, and print how each send ended: thousands of cases in one process.
 *
 *     fault_driver THREADS [memory]
 *
 * With "memory" the last line says how many kilobytes it took at its peak.
 *
 * A line of input is a case, a client of its own:
 *
 *     ID URL [transport=0] [timeout=MS] [connect_timeout=MS] [tries=1] [sends=1] [pause=MS] [clients=1] [ca=FILE]
 *            [request=1] [padding=BYTES] [login=1] [proxy=URL] [http2=1] [log=1] [batch=1] [report=1]
 *
 * pause is made before each send but the first; clients=1 makes each send that of a new client; request=1 sends by
 * sky_send(), padding makes that request so much larger; login gives a user and a password, and proxy as well; log=1 prints
 * what the logger is told; batch=1 sends all by one batch, one after the other; report=1 has no send
 * wait for the rate. The text of each message ends with its number, so that the server can tell them apart.
 * A line of output is an event for the logger or the end of a send, its columns divided by tabs:
 *
 *     ID log LEVEL KIND STATUS attempt transport_code http_status wait_ms bytes_out code message
 *     ID SEND(from 0) STATUS transport_code http_status result_given tries retry_after_ms elapsed_ms code message
 *
 * Every secret that goes in begins with PLANTED or is the number of the recipient, and none may come out again.
 * SIGPIPE has its default action here, so that a library that lets it through does not live to print.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sky.h"

enum { MOST_THREADS = 512, LONGEST_LINE = 4096 };

/* One case, as its line says. The texts point into the line. */
typedef struct {
    const char *name, *url, *ca_file;
    const char *proxy;
    int transport, tries, sends, by_request, with_login, with_log, with_http2, with_new_clients, in_batch,
        is_reporting;
    long timeout_ms, connect_timeout_ms, pause_ms, padding;
} fault_case;

static pthread_mutex_t input = PTHREAD_MUTEX_INITIALIZER;

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int read_line(char *line)
{
    char *got;
    pthread_mutex_lock(&input);
    got = fgets(line, LONGEST_LINE, stdin);
    pthread_mutex_unlock(&input);
    return got != NULL;
}

/* Take in one "key=value"; 0 if nobody knows the key. */
static int read_setting(fault_case *one, const char *word)
{
    const char *value = strchr(word, '=');
    size_t length = value != NULL ? (size_t)(value - word) : 0;
    long number;
    if (length == 0)
        return 0;
    value++;
    number = strtol(value, NULL, 10);
#define IS(key) (length == sizeof(key) - 1 && memcmp(word, key, length) == 0)
    if (IS("transport"))
        one->transport = (int)number;
    else if (IS("timeout"))
        one->timeout_ms = number;
    else if (IS("connect_timeout"))
        one->connect_timeout_ms = number;
    else if (IS("tries"))
        one->tries = (int)number;
    else if (IS("pause"))
        one->pause_ms = number;
    else if (IS("clients"))
        one->with_new_clients = (int)number;
    else if (IS("proxy"))
        one->proxy = value;
    else if (IS("http2"))
        one->with_http2 = (int)number;
    else if (IS("log"))
        one->with_log = (int)number;
    else if (IS("batch"))
        one->in_batch = (int)number;
    else if (IS("report"))
        one->is_reporting = (int)number;
    else if (IS("sends"))
        one->sends = (int)number;
    else if (IS("ca"))
        one->ca_file = value;
    else if (IS("request"))
        one->by_request = (int)number;
    else if (IS("padding"))
        one->padding = number;
    else if (IS("login"))
        one->with_login = (int)number;
    else
        return 0;
#undef IS
    return 1;
}

static int read_case(fault_case *one, char *line)
{
    char *rest = NULL, *word;
    memset(one, 0, sizeof *one);
    one->sends = one->tries = 1;
    one->name = strtok_r(line, " \n", &rest);
    one->url = strtok_r(NULL, " \n", &rest);
    while ((word = strtok_r(NULL, " \n", &rest)) != NULL)
        if (!read_setting(one, word))
            return 0;
    return one->name != NULL && one->url != NULL;
}

static void print_event(void *user, const sky_log_event *event)
{
    printf("%s\tlog\t%d\t%d\t%s\t%d\t%d\t%d\t%ld\t%ld\t%s\t%s\n", (const char *)user, (int)event->level,
           (int)event->kind, sky_status_name(event->status), (int)event->attempt, (int)event->transport_code,
           (int)event->http_status, (long)event->wait_ms, (long)event->bytes_out, event->provider_code, event->message);
}

static sky_status set_up(const fault_case *one, sky_client **client, sky_error *error)
{
    sky_status status = sky_client_new(SKY_PROVIDER_SKYCORE, "PLANTED-KEY", client, error);
#define THEN(call) (status = status == SKY_OK ? (call) : status)
    THEN(sky_client_set_url(*client, one->url, error));
    THEN(sky_client_set_transport(*client, (sky_transport)one->transport, error));
    THEN(sky_client_set_max_tries(*client, one->tries, error));
    THEN(sky_client_set_default_sender(*client, "55501", error));
    if (one->timeout_ms > 0)
        THEN(sky_client_set_timeout_ms(*client, one->timeout_ms, error));
    if (one->connect_timeout_ms > 0)
        THEN(sky_client_set_connect_timeout_ms(*client, one->connect_timeout_ms, error));
    if (one->ca_file != NULL)
        THEN(sky_client_set_ca_file(*client, one->ca_file, error));
    if (one->with_login)
        THEN(sky_client_set_login(*client, "PLANTED-USER", "PLANTED-PASSWORD", error));
    if (one->proxy != NULL)
        THEN(sky_client_set_proxy(*client, one->proxy, "PLANTED-PROXY-USER", "PLANTED-PROXY-PASSWORD", error));
    if (one->is_reporting)
        THEN(sky_client_set_rate_mode(*client, SKY_RATE_REPORT, error));
    if (one->with_http2)
        THEN(sky_client_set_http2(*client, 1, error));
    if (one->with_log)
        THEN(sky_client_set_logger(*client, SKY_LOG_DEBUG, print_event, (void *)one->name, error));
#undef THEN
    return status;
}

/* An SMS, and as many bytes more as are wanted, in a parameter that nobody checks. */
static sky_status make_request(const fault_case *one, const char *text, sky_request **request, sky_error *error)
{
    char *padding;
    sky_status status;
    if (one->padding == 0)
        return sky_request_send_sms("+15557654321", NULL, text, request, error);
    padding = malloc((size_t)one->padding + 1);
    if (padding == NULL)
        return SKY_E_INTERNAL;
    memset(padding, 'x', (size_t)one->padding);
    padding[one->padding] = '\0';
    status = sky_request_new("sendPadded", request, error);
    if (status == SKY_OK)
        status = sky_request_set(*request, "TO", "+15557654321", error);
    if (status == SKY_OK)
        status = sky_request_set(*request, "TEXT", text, error);
    if (status == SKY_OK)
        status = sky_request_set(*request, "PADDING", padding, error);
    free(padding);
    return status;
}

static sky_status send_in_batch(sky_batch *batch, const char *text, sky_result **result, sky_error *error)
{
    uint64_t tag;
    sky_status status = sky_batch_add(batch, "+15557654321", NULL, text, 0, error);
    return status == SKY_OK ? sky_batch_next(batch, -1, &tag, result, error) : status;
}

static sky_status send_one(const fault_case *one, sky_client *client, sky_batch *batch, int number, sky_result **result,
                           sky_error *error)
{
    char text[32];
    sky_request *request = NULL;
    sky_status status;
    snprintf(text, sizeof text, "PLANTED-TEXT-%d", number);
    if (batch != NULL)
        return send_in_batch(batch, text, result, error);
    if (!one->by_request)
        return sky_send_sms(client, "+15557654321", NULL, text, result, error);
    status = make_request(one, text, &request, error);
    if (status == SKY_OK)
        status = sky_send(client, request, result, error);
    sky_request_free(request);
    return status;
}

static void print_send(const fault_case *one, int number, sky_status status, const sky_result *result,
                       const sky_error *error, long elapsed)
{
    printf("%s\t%d\t%s\t%d\t%d\t%d\t%d\t%ld\t%ld\t%s\t%s\n", one->name, number, sky_status_name(status),
           (int)error->transport_code, (int)error->http_status, result != NULL, (int)sky_result_tries(result),
           (long)sky_result_retry_after_ms(result), elapsed, error->provider_code, error->message);
    fflush(stdout);
}

static void rest(long milliseconds)
{
    struct timespec time;
    time.tv_sec = milliseconds / 1000;
    time.tv_nsec = milliseconds % 1000 * 1000000;
    nanosleep(&time, NULL);
}

static void run(const fault_case *one)
{
    sky_client *client = NULL;
    sky_batch *batch = NULL;
    sky_error error;
    int i;
    sky_status status = set_up(one, &client, &error);
    if (status == SKY_OK && one->in_batch)
        status = sky_batch_new(client, &batch, &error);
    for (i = 0; status == SKY_OK && i < one->sends; i++) {
        sky_result *result = NULL;
        long start;
        sky_status outcome;
        if (i > 0 && one->with_new_clients) {
            sky_client_free(client);
            status = set_up(one, &client, &error);
            if (status != SKY_OK)
                break;
        }
        if (i > 0 && one->pause_ms > 0)
            rest(one->pause_ms);
        start = now_ms();
        outcome = send_one(one, client, batch, i, &result, &error);
        print_send(one, i, outcome, result, &error, now_ms() - start);
        sky_result_free(result);
    }
    if (status != SKY_OK)
        print_send(one, 0, status, NULL, &error, -1);
    sky_batch_free(batch);
    sky_client_free(client);
}

static void *work(void *state)
{
    char line[LONGEST_LINE];
    fault_case one;
    while (read_line(line)) {
        if (!read_case(&one, line)) {
            fprintf(stderr, "not a case: %s\n", line);
            *(int *)state = 1;
            break;
        }
        run(&one);
    }
    return NULL;
}

/* The peak of this program alone; getrusage() would count the one that started it as well. */
static void print_memory(void)
{
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            printf("%ld\n", strtol(line + 6, NULL, 10));
    if (status != NULL)
        fclose(status);
}

int main(int argc, char **argv)
{
    pthread_t threads[MOST_THREADS];
    int states[MOST_THREADS] = {0};
    int count = argc > 1 ? atoi(argv[1]) : 1, failed = 0, i;
    if (count < 1 || count > MOST_THREADS)
        return 2;
    for (i = 0; i < count; i++)
        if (pthread_create(&threads[i], NULL, work, &states[i]) != 0)
            return 2;
    for (i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        failed |= states[i];
    }
    if (argc > 2 && strcmp(argv[2], "memory") == 0)
        print_memory();
    return failed;
}
