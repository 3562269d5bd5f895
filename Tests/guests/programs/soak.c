/*
 * Many sends, and what this process holds from time to time: nothing may grow.
 *
 *     soak URL CA_FILE SENDS THREADS [new]
 *
 * Prints ten times, the first time after a tenth of the sends, then once when all clients are freed and connections
 * closed:
 *     sends accepted unknown not_sent descriptors threads heap_bytes resident_bytes
 * With "new" each hundredth message makes a client of its own. SIGPIPE has its default action.
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <pthread.h>

#include "guest.h"

enum { MOST = 16, REPORTS = 10 };

static const char *url, *authority;
static int makes_clients;

struct worker {
    pthread_t thread;
    sky_client *client;
    int sends;
    long counts[16];
};

static void *work(void *memory)
{
    struct worker *worker = memory;
    int i;
    for (i = 0; i < worker->sends; i++) {
        if (makes_clients && i % 100 == 0) {
            sky_client_free(worker->client);
            worker->client = guest_client(url, authority);
        }
        worker->counts[guest_send(worker->client, "soak") & 15]++;
    }
    return NULL;
}

static long resident_bytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file != NULL)
        fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static void report(const struct worker *workers, int threads)
{
    long accepted = 0, unknown = 0, not_sent = 0, all = 0;
    struct mallinfo2 heap;
    int i, k;
    for (i = 0; i < threads; i++) {
        accepted += workers[i].counts[SKY_OK];
        unknown += workers[i].counts[SKY_E_UNKNOWN];
        not_sent += workers[i].counts[SKY_E_NOT_SENT];
        for (k = 0; k < 16; k++)
            all += workers[i].counts[k];
    }
    malloc_trim(0);
    heap = mallinfo2();
    printf("%ld %ld %ld %ld %d %d %zu %ld\n", all, accepted, unknown, not_sent, guest_descriptors(), guest_threads(),
           heap.uordblks + heap.hblkhd, resident_bytes());
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static struct worker workers[MOST];
    sky_client *shared;
    int sends, threads, part, i;
    if (argc < 5 || (threads = atoi(argv[4])) > MOST || threads < 1)
        return 2;
    url = argv[1];
    authority = argv[2];
    sends = atoi(argv[3]);
    makes_clients = argc > 5;
    /* One heap, so that what is in use is one number. */
    mallopt(M_ARENA_MAX, 1);
    shared = guest_client(url, authority);
    for (i = 0; i < threads; i++) {
        workers[i].sends = sends / threads / REPORTS;
        workers[i].client = makes_clients ? NULL : shared;
    }
    for (part = 0; part < REPORTS; part++) {
        for (i = 0; i < threads; i++)
            pthread_create(&workers[i].thread, NULL, work, &workers[i]);
        for (i = 0; i < threads; i++)
            pthread_join(workers[i].thread, NULL);
        report(workers, threads);
    }
    for (i = 0; i < threads && makes_clients; i++)
        sky_client_free(workers[i].client);
    sky_client_free(shared);
    sky_close_connections();
    report(workers, threads);
    return 0;
}
