/*
 * One client used by many threads at once, in several rounds: threads come, send, read results, and go.
 *
 *     threads URL CA_FILE THREADS MESSAGES ROUNDS [disturbed]
 *
 * Each message has a text of its own. Prints how many were accepted, how many were cancelled and how many are of
 * unknown outcome, and the threads that are left. "disturbed": meanwhile another thread cancels what is under way,
 * closes connections, and makes clients and frees them.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "guest.h"

enum { MOST = 64 };

static sky_client *client;
static const char *url, *authority;
static atomic_int is_over;
static pthread_barrier_t start;
static int messages, round_number;

struct worker {
    pthread_t thread;
    int number, counts[16];
};

static void *work(void *memory)
{
    struct worker *worker = memory;
    char text[64];
    int i;
    pthread_barrier_wait(&start);
    for (i = 0; i < messages; i++) {
        snprintf(text, sizeof text, "round %d thread %d message %d", round_number, worker->number, i);
        worker->counts[guest_send(client, text) & 15]++;
    }
    return NULL;
}

static void *disturb(void *unused)
{
    static const struct timespec pause = {0, 1000000};
    while (!is_over) {
        sky_client *other = guest_client(url, authority);
        sky_client_cancel(client, NULL);
        nanosleep(&pause, NULL);
        sky_close_connections();
        sky_client_free(other);
    }
    return unused;
}

static int total(const struct worker *workers, int threads, sky_status status)
{
    int sum = 0, i;
    for (i = 0; i < threads; i++)
        sum += workers[i].counts[status];
    return sum;
}

int main(int argc, char **argv)
{
    static struct worker workers[MOST];
    pthread_t disturber;
    int threads, rounds, i;
    if (argc < 6 || (threads = atoi(argv[3])) > MOST)
        return 2;
    messages = atoi(argv[4]);
    rounds = atoi(argv[5]);
    url = argv[1];
    authority = argv[2];
    client = guest_client(url, authority);
    pthread_barrier_init(&start, NULL, threads);
    if (argc > 6)
        pthread_create(&disturber, NULL, disturb, NULL);
    for (round_number = 0; round_number < rounds; round_number++) {
        for (i = 0; i < threads; i++) {
            workers[i].number = i;
            pthread_create(&workers[i].thread, NULL, work, &workers[i]);
        }
        for (i = 0; i < threads; i++)
            pthread_join(workers[i].thread, NULL);
    }
    is_over = 1;
    if (argc > 6)
        pthread_join(disturber, NULL);
    printf("accepted %d, cancelled %d, unknown %d, threads left %d\n", total(workers, threads, SKY_OK),
           total(workers, threads, SKY_E_CANCELLED), total(workers, threads, SKY_E_UNKNOWN), guest_threads());
    sky_client_free(client);
    sky_close_connections();
    pthread_barrier_destroy(&start);
    return 0;
}
