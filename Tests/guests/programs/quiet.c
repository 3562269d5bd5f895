/*
 * Everything that a library should leave as it found it, looked at before and after many kinds of calls.
 *
 *     quiet URL CA_FILE UNUSED_URL
 *
 * Calls access() for "/libsky/begin" and "/libsky/end" around the calls, for those who trace system calls. Prints what
 * has changed, and "quiet" at the end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fenv.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>

#include "guest.h"

enum { SIGNALS = 65, LIMITS = RLIMIT_NLIMITS, TEXT = 4096, VARIABLES = 512 };

/* What a process is, as far as a library could change it. */
struct state {
    struct sigaction actions[SIGNALS];
    sigset_t mask;
    char locale[TEXT], folder[TEXT];
    char *variables[VARIABLES];
    struct rlimit limits[LIMITS];
    struct itimerval timers[3];
    mode_t umask;
    uid_t user;
    int rounding, exceptions, threads, descriptors;
    char *copies[VARIABLES];
};

extern char **environ;

static void look(struct state *state)
{
    int i;
    memset(state, 0, sizeof *state);
    for (i = 1; i < SIGNALS; i++)
        sigaction(i, NULL, &state->actions[i]);
    sigprocmask(SIG_BLOCK, NULL, &state->mask);
    snprintf(state->locale, TEXT, "%s", setlocale(LC_ALL, NULL));
    if (getcwd(state->folder, TEXT) == NULL)
        *state->folder = 0;
    for (i = 0; i < VARIABLES - 1 && environ[i] != NULL; i++) {
        state->variables[i] = environ[i];
        state->copies[i] = strdup(environ[i]);
    }
    for (i = 0; i < LIMITS; i++)
        getrlimit(i, &state->limits[i]);
    for (i = 0; i < 3; i++) {
        getitimer(i, &state->timers[i]);
        /* How much of it is left changes by itself; that it runs is what counts. */
        state->timers[i].it_value.tv_sec = state->timers[i].it_value.tv_usec = 0;
    }
    state->umask = umask(0);
    umask(state->umask);
    state->user = getuid();
    state->rounding = fegetround();
    state->exceptions = fegetexcept();
    state->threads = guest_threads();
    state->descriptors = guest_descriptors();
}

static void forget(struct state *state)
{
    int i;
    for (i = 0; i < VARIABLES; i++)
        free(state->copies[i]);
}

static void compare(const struct state *before, const struct state *after)
{
    int i;
    for (i = 1; i < SIGNALS; i++)
        if (before->actions[i].sa_handler != after->actions[i].sa_handler ||
            before->actions[i].sa_flags != after->actions[i].sa_flags)
            printf("the action of signal %d\n", i);
    for (i = 1; i < SIGNALS; i++)
        if (sigismember(&before->mask, i) != sigismember(&after->mask, i))
            printf("the mask of signal %d\n", i);
    for (i = 0; i < VARIABLES; i++)
        if (before->variables[i] != after->variables[i] ||
            (before->copies[i] != NULL && strcmp(before->copies[i], after->copies[i]) != 0))
            printf("the environment's variable %d\n", i);
#define COMPARE(field) \
    if (memcmp(&before->field, &after->field, sizeof before->field) != 0) \
    printf("%s\n", #field)
    COMPARE(locale);
    COMPARE(folder);
    COMPARE(limits);
    COMPARE(timers);
    COMPARE(umask);
    COMPARE(user);
    COMPARE(rounding);
    COMPARE(exceptions);
    COMPARE(threads);
    COMPARE(descriptors);
}

static void read_documents(void)
{
    static const char *const documents[] = {
        "<POSTBACK><ORIGIN>SMS_MT</ORIGIN><CODE>N202</CODE><TRACKINGID>SMS_5</TRACKINGID></POSTBACK>",
        "<POSTBACK><ORIGIN>SMS_MT</ORIGIN><!-- not plain --><CODE>N202</CODE></POSTBACK>",
        "<POSTBACK><ORIGIN>&undefined;</ORIGIN></POSTBACK>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><POSTBACK/>",
        "<POSTBACK><ORIGIN a=\"1\" a=\"2\"/></POSTBACK>",
        "<x:POSTBACK/>",
        "rubbish",
        "",
    };
    size_t i;
    for (i = 0; i < sizeof documents / sizeof *documents; i++) {
        sky_postback *postback;
        sky_error error;
        sky_parse_postback(SKY_PROVIDER_SKYCORE, documents[i], SKY_NUL_TERMINATED, &postback, &error);
        sky_postback_free(postback);
    }
}

static void use_the_library(const char *url, const char *authority, const char *unused)
{
    sky_client *client = guest_client(url, authority), *lost = guest_client(unused, authority);
    char digits[SKY_MSISDN_SIZE];
    sky_error error;
    int i;
    sky_client_set_max_tries(lost, 2, &error);
    for (i = 0; i < 20; i++)
        guest_must_send(client, "quiet");
    guest_send(lost, "nobody is there");
    guest_send(client, "");
    sky_normalize_msisdn("(774)-319-9144", SKY_NUL_TERMINATED, "US", digits, &error);
    read_documents();
    sky_client_free(client);
    sky_client_free(lost);
    sky_close_connections();
}

int main(int argc, char **argv)
{
    static struct state before, after;
    if (argc < 4)
        return 2;
    setlocale(LC_ALL, "");
    umask(027);
    /* Once before, so that what is loaded once for all (names, certificates) is there. */
    use_the_library(argv[1], argv[2], argv[3]);
    look(&before);
    access("/libsky/begin", F_OK);
    errno = 0;
    use_the_library(argv[1], argv[2], argv[3]);
    access("/libsky/end", F_OK);
    look(&after);
    compare(&before, &after);
    forget(&before);
    forget(&after);
    printf("quiet\n");
    return 0;
}
