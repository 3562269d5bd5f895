/*
 * A client made and used before fork, then in parent and children.
 *
 *     forks URL CA_FILE END CHILDREN      children one after the other; the parent sends before, during and after each
 *     forks URL CA_FILE busy CHILDREN [warm]     children that are forked while four threads of the parent send, which
 *         with "warm" is not the first send of the process
 *
 * END says how a child ends: exit, _exit, free (of the client, then exit), free_ (then _exit), idle (exit without
 * having sent anything), idlefree (free without having sent, then exit), close (of the kept connections, then exit),
 * idleclose, exec (of /bin/true), kill (by itself).
 * A child sends "child K first" and "child K second", a child of its own sends "grandchild K"; the parent "parent N".
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>

#include "guest.h"

static sky_client *client;
static const char *ending;
static atomic_int is_over, sent_by_threads;

static void send_numbered(const char *who, int number, const char *which)
{
    char text[64];
    snprintf(text, sizeof text, "%s %d%s", who, number, which);
    guest_must_send(client, text);
}

static void end_child(void)
{
    if (strncmp(ending, "free", 4) == 0 || strcmp(ending, "idlefree") == 0)
        sky_client_free(client);
    if (strstr(ending, "close") != NULL)
        sky_close_connections();
    if (strcmp(ending, "kill") == 0)
        raise(SIGKILL);
    if (strcmp(ending, "exec") == 0)
        execl("/bin/true", "true", (char *)NULL);
    if (strcmp(ending, "_exit") == 0 || strcmp(ending, "free_") == 0)
        _exit(0);
    exit(0);
}

static void be_child(int number)
{
    pid_t grandchild;
    /* Nobody waits for ever for a child that hangs. */
    alarm(20);
    if (strncmp(ending, "idle", 4) != 0) {
        send_numbered("child", number, " first");
        grandchild = fork();
        if (grandchild == 0) {
            send_numbered("grandchild", number, "");
            end_child();
        }
        waitpid(grandchild, NULL, 0);
        send_numbered("child", number, " second");
    }
    end_child();
}

static void wait_for(pid_t child, int number)
{
    int state;
    waitpid(child, &state, 0);
    if (state != 0 && strcmp(ending, "kill") != 0)
        fprintf(stderr, "child %d ended with %d\n", number, state);
}

static void *send_until_over(void *unused)
{
    char text[64];
    while (!is_over) {
        snprintf(text, sizeof text, "thread message %d", sent_by_threads++);
        guest_must_send(client, text);
    }
    return unused;
}

static void fork_while_threads_send(int children, int is_warm)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int i;
    if (is_warm) {
        guest_must_send(client, "thread message before");
        sent_by_threads++;
    }
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, send_until_over, NULL);
    for (i = 0; i < children; i++) {
        pid_t child = fork();
        if (child == 0) {
            alarm(20);
            send_numbered("child", i, " first");
            end_child();
        }
        wait_for(child, i);
    }
    is_over = 1;
    for (i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    printf("threads sent %d\n", sent_by_threads);
}

static void fork_in_turn(int children)
{
    int number = 0, i;
    send_numbered("parent", number++, "");
    for (i = 0; i < children; i++) {
        pid_t child = fork();
        if (child == 0)
            be_child(i);
        send_numbered("parent", number++, "");
        wait_for(child, i);
        send_numbered("parent", number++, "");
    }
    printf("parent sent %d\n", number);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    setvbuf(stdout, NULL, _IONBF, 0);
    ending = argv[3];
    client = guest_client(argv[1], argv[2]);
    if (strcmp(ending, "busy") == 0)
        fork_while_threads_send(atoi(argv[4]), argc > 5);
    else
        fork_in_turn(atoi(argv[4]));
    sky_client_free(client);
    sky_close_connections();
    return 0;
}
