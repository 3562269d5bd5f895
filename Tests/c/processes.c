/*
 * One client in many threads, and on both sides of a fork.
 *
 *     processes fork URL [CA_FILE]        parent sends, child sends, parent sends again
 *     processes threads URL [CA_FILE]     sixteen threads send twenty messages each
 *
 * Prints one line for each side: how many sends were accepted.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sky.h"

enum { THREADS = 16, MESSAGES = 20 };

static sky_client *client;

static int send_one(void)
{
    sky_result *result;
    sky_error error;
    sky_status status = sky_send_sms(client, "+15557654321", "55501", "x", &result, &error);
    if (status != SKY_OK)
        fprintf(stderr, "%s: %s\n", sky_status_name(status), error.message);
    sky_result_free(result);
    return status == SKY_OK;
}

static void *send_many(void *accepted)
{
    int i;
    for (i = 0; i < MESSAGES; i++)
        *(int *)accepted += send_one();
    return NULL;
}

static int test_fork(void)
{
    int accepted = send_one(), state;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        printf("child %d\n", send_one() + send_one());
        fflush(stdout);
        sky_client_free(client);
        _exit(0);
    }
    waitpid(child, &state, 0);
    accepted += send_one();
    printf("parent %d\n", accepted);
    return state;
}

static int test_threads(void)
{
    pthread_t threads[THREADS];
    int accepted[THREADS] = {0}, total = 0, i;
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, send_many, &accepted[i]);
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        total += accepted[i];
    }
    printf("threads %d\n", total);
    return 0;
}

int main(int argc, char **argv)
{
    sky_error error;
    int status;
    if (argc < 3 || sky_client_new(SKY_PROVIDER_SKYCORE, "key", &client, &error) != SKY_OK ||
        sky_client_set_url(client, argv[2], &error) != SKY_OK ||
        (argc > 3 && sky_client_set_ca_file(client, argv[3], &error) != SKY_OK))
        return 2;
    status = strcmp(argv[1], "fork") == 0 ? test_fork() : test_threads();
    sky_client_free(client);
    return status;
}
