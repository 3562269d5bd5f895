/*
 * One client used by many threads at once, in several rounds: threads come, send, read results, and go.
 *
 *     threads URL CA_FILE THREADS MESSAGES ROUNDS
 *
 * Each message has a text of its own. Prints how many were accepted, and the threads that are left.
 */
#define _GNU_SOURCE
#include <pthread.h>

#include "guest.h"

enum { MOST = 64 };

static sky_client *client;
static pthread_barrier_t start;
static int messages, round_number;

struct worker {
    pthread_t thread;
    int number, accepted;
};

static void *work(void *memory)
{
    struct worker *worker = memory;
    char text[64];
    int i;
    pthread_barrier_wait(&start);
    for (i = 0; i < messages; i++) {
        snprintf(text, sizeof text, "round %d thread %d message %d", round_number, worker->number, i);
        worker->accepted += guest_send(client, text) == SKY_OK;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    static struct worker workers[MOST];
    int threads, rounds, total = 0, i;
    if (argc < 6 || (threads = atoi(argv[3])) > MOST)
        return 2;
    messages = atoi(argv[4]);
    rounds = atoi(argv[5]);
    client = guest_client(argv[1], argv[2]);
    pthread_barrier_init(&start, NULL, threads);
    for (round_number = 0; round_number < rounds; round_number++) {
        for (i = 0; i < threads; i++) {
            workers[i].number = i;
            pthread_create(&workers[i].thread, NULL, work, &workers[i]);
        }
        for (i = 0; i < threads; i++)
            pthread_join(workers[i].thread, NULL);
    }
    for (i = 0; i < threads; i++)
        total += workers[i].accepted;
    printf("accepted %d, threads left %d\n", total, guest_threads());
    sky_client_free(client);
    sky_close_connections();
    pthread_barrier_destroy(&start);
    return 0;
}
