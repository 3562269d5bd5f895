/*
 * A host with a timer that fires all the time and a handler that restarts nothing.
 *
 *     signals URL CA_FILE SENDS MICROSECONDS
 *
 * Prints how many sends were accepted and how often the timer fired; the handler must still be the host's.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>

#include "guest.h"

static volatile sig_atomic_t fired;

static void count_signal(int number)
{
    (void)number;
    fired++;
}

int main(int argc, char **argv)
{
    struct sigaction action = {0}, found;
    struct itimerval often = {{0, 0}, {0, 0}}, never = {{0, 0}, {0, 0}};
    sky_client *client;
    int accepted = 0, i;
    if (argc < 5)
        return 2;
    action.sa_handler = count_signal;
    sigaction(SIGALRM, &action, NULL);
    client = guest_client(argv[1], argv[2]);
    often.it_interval.tv_usec = often.it_value.tv_usec = atoi(argv[4]);
    setitimer(ITIMER_REAL, &often, NULL);
    for (i = 0; i < atoi(argv[3]); i++)
        accepted += guest_send(client, "interrupted") == SKY_OK;
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, NULL, &found);
    if (found.sa_handler != count_signal || (found.sa_flags & SA_RESTART) != 0)
        fprintf(stderr, "the handler was replaced\n");
    printf("accepted %d, fired %d\n", accepted, (int)fired);
    sky_client_free(client);
    sky_close_connections();
    return 0;
}
