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
 *            [request=1] [padding=BYTES] [login=1] [proxy=URL] [http2=1] [log=1] [batch=1] [report=1] [cellcast=1]
 *            [mode=0] [recipients=1]
 *
 * pause is made before each send but the first; clients=1 makes each send that of a new client; request=1 sends by
 * sky_send(), padding makes that request so much larger; login gives a user and a password, and proxy as well; log=1
 * prints what the logger is told; batch=1 sends all by one batch, one after the other; report=1 has no send wait for
 * the rate; cellcast=1 sends through Cellcast, whose credentials travel as mode says. The text of each message ends
 * with the number of its send, so that the server can tell them apart. With more than one of recipients each send is so
 * many messages of one text, which a batch puts into one call: they go to numbers that follow each other, and each has
 * a line of output and a number of its own.
 * A line of output is an event for the logger or the end of a send, its columns divided by tabs:
 *
 *     ID log LEVEL KIND STATUS attempt transport_code http_status wait_ms bytes_out code message
 *     ID NUMBER(from 0) STATUS transport_code http_status result_given tries retry_after_ms elapsed_ms code message
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

enum { MOST_THREADS = 512, LONGEST_LINE = 4096, MOST_RECIPIENTS = 16 };

static const long first_recipient = 61491570156L;

/* One case, as its line says. The texts point into the line. */
typedef struct {
    const char *name, *url, *ca_file;
    const char *proxy;
    int transport, tries, sends, by_request, with_login, with_log, with_http2, with_new_clients, in_batch;
    int is_reporting, with_cellcast, mode, recipients;
    long timeout_ms, connect_timeout_ms, pause_ms, padding;
} fault_case;

/* How a message ended. */
typedef struct {
    sky_status status;
    sky_result *result;
    sky_error error;
    long elapsed_ms;
} message_end;

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
    else if (IS("cellcast"))
        one->with_cellcast = (int)number;
    else if (IS("mode"))
        one->mode = (int)number;
    else if (IS("recipients"))
        one->recipients = (int)number;
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
    one->sends = one->tries = one->recipients = 1;
    one->name = strtok_r(line, " \n", &rest);
    one->url = strtok_r(NULL, " \n", &rest);
    while ((word = strtok_r(NULL, " \n", &rest)) != NULL)
        if (!read_setting(one, word))
            return 0;
    return one->name != NULL && one->url != NULL && one->recipients > 0 && one->recipients <= MOST_RECIPIENTS;
}

static void print_event(void *user, const sky_log_event *event)
{
    printf("%s\tlog\t%d\t%d\t%s\t%d\t%d\t%d\t%ld\t%ld\t%s\t%s\n", (const char *)user, (int)event->level,
           (int)event->kind, sky_status_name(event->status), (int)event->attempt, (int)event->transport_code,
           (int)event->http_status, (long)event->wait_ms, (long)event->bytes_out, event->provider_code, event->message);
}

static sky_status set_up(const fault_case *one, sky_client **client, sky_error *error)
{
    sky_provider provider = one->with_cellcast ? SKY_PROVIDER_CELLCAST : SKY_PROVIDER_SKYCORE;
    sky_status status = sky_client_new(provider, "PLANTED-KEY", client, error);
#define THEN(call) (status = status == SKY_OK ? (call) : status)
    THEN(sky_client_set_url(*client, one->url, error));
    THEN(sky_client_set_max_tries(*client, one->tries, error));
    if (one->with_cellcast) {
        THEN(sky_client_set_secret(*client, "PLANTED-SECRET", error));
        THEN(sky_client_set_credential_mode(*client, (sky_credential_mode)one->mode, error));
        THEN(sky_client_set_rate(*client, 0, 1, error));
    } else {
        THEN(sky_client_set_transport(*client, (sky_transport)one->transport, error));
        THEN(sky_client_set_default_sender(*client, "55501", error));
    }
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

static sky_status send_in_batch(sky_batch *batch, const char *to, const char *text, sky_result **result,
                                sky_error *error)
{
    uint64_t tag;
    sky_status status = sky_batch_add(batch, to, NULL, text, 0, error);
    return status == SKY_OK ? sky_batch_next(batch, -1, &tag, result, error) : status;
}

static sky_status send_one(const fault_case *one, sky_client *client, sky_batch *batch, int number, sky_result **result,
                           sky_error *error)
{
    char to[32], text[32];
    sky_request *request = NULL;
    sky_status status;
    snprintf(to, sizeof to, "+%ld", one->with_cellcast ? first_recipient : 15557654321L);
    snprintf(text, sizeof text, "PLANTED-TEXT-%d", number);
    if (batch != NULL)
        return send_in_batch(batch, to, text, result, error);
    if (!one->by_request)
        return sky_send_sms(client, to, NULL, text, result, error);
    status = make_request(one, text, &request, error);
    if (status == SKY_OK)
        status = sky_send(client, request, result, error);
    sky_request_free(request);
    return status;
}

/* Send one text to all recipients by a batch, and wait until each message has ended. */
static void send_group(const fault_case *one, sky_batch *batch, int number, message_end *ends)
{
    char to[32], text[32];
    long start = now_ms();
    int i, waiting = 0;
    snprintf(text, sizeof text, "PLANTED-TEXT-%d", number);
    for (i = 0; i < one->recipients; i++) {
        snprintf(to, sizeof to, "+%ld", first_recipient + i);
        ends[i].status = sky_batch_add(batch, to, NULL, text, (uint64_t)i, &ends[i].error);
        waiting += ends[i].status == SKY_OK;
    }
    while (waiting-- > 0) {
        message_end end = {SKY_OK, NULL, {0}, 0};
        uint64_t tag = 0;
        end.status = sky_batch_next(batch, -1, &tag, &end.result, &end.error);
        end.elapsed_ms = now_ms() - start;
        if (tag < (uint64_t)one->recipients)
            ends[tag] = end;
    }
}

static void print_send(const fault_case *one, int number, const message_end *end)
{
    const sky_error *error = &end->error;
    printf("%s\t%d\t%s\t%d\t%d\t%d\t%d\t%ld\t%ld\t%s\t%s\n", one->name, number, sky_status_name(end->status),
           (int)error->transport_code, (int)error->http_status, end->result != NULL, (int)sky_result_tries(end->result),
           (long)sky_result_retry_after_ms(end->result), end->elapsed_ms, error->provider_code, error->message);
    fflush(stdout);
}

/* Send number i of a case, and print how each of its messages ended. */
static void send_and_print(const fault_case *one, sky_client *client, sky_batch *batch, int i)
{
    message_end ends[MOST_RECIPIENTS];
    int k;
    memset(ends, 0, sizeof ends);
    if (one->recipients > 1)
        send_group(one, batch, i, ends);
    else {
        long start = now_ms();
        ends[0].status = send_one(one, client, batch, i, &ends[0].result, &ends[0].error);
        ends[0].elapsed_ms = now_ms() - start;
    }
    for (k = 0; k < one->recipients; k++) {
        print_send(one, i * one->recipients + k, &ends[k]);
        sky_result_free(ends[k].result);
    }
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
    message_end failed = {SKY_OK, NULL, {0}, -1};
    int i;
    failed.status = set_up(one, &client, &failed.error);
    if (failed.status == SKY_OK && (one->in_batch || one->recipients > 1))
        failed.status = sky_batch_new(client, &batch, &failed.error);
    for (i = 0; failed.status == SKY_OK && i < one->sends; i++) {
        if (i > 0 && one->with_new_clients) {
            sky_client_free(client);
            failed.status = set_up(one, &client, &failed.error);
            if (failed.status != SKY_OK)
                break;
        }
        if (i > 0 && one->pause_ms > 0)
            rest(one->pause_ms);
        send_and_print(one, client, batch, i);
    }
    if (failed.status != SKY_OK)
        print_send(one, 0, &failed);
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
