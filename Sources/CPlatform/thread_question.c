#include <stdatomic.h>

#include "CPlatform.h"

struct question {
    int32_t (*ask)(void *user);
    void *user;
    /* Whoever is asked may run anything, and so come here again. */
    int is_being_asked;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static atomic_int key_exists;

static void make_key(void)
{
    if (pthread_key_create(&key, free) == 0)
        atomic_store_explicit(&key_exists, 1, memory_order_release);
}

static struct question *own_question(void)
{
    return atomic_load_explicit(&key_exists, memory_order_acquire) ? pthread_getspecific(key) : NULL;
}

int sky_thread_question_set(int32_t (*ask)(void *user), void *user)
{
    struct question *question;
    pthread_once(&once, make_key);
    if (!atomic_load_explicit(&key_exists, memory_order_acquire))
        return EAGAIN;
    question = pthread_getspecific(key);
    if (question == NULL) {
        if ((question = calloc(1, sizeof *question)) == NULL)
            return ENOMEM;
        if (pthread_setspecific(key, question) != 0) {
            free(question);
            return ENOMEM;
        }
    }
    question->ask = ask;
    question->user = user;
    return 0;
}

int sky_thread_question_is_set(void)
{
    struct question *question = own_question();
    return question != NULL && question->ask != NULL && !question->is_being_asked;
}

int32_t sky_thread_question_ask(void)
{
    struct question *question = own_question();
    int32_t answer;
    if (question == NULL || question->ask == NULL || question->is_being_asked)
        return 0;
    question->is_being_asked = 1;
    answer = question->ask(question->user);
    question->is_being_asked = 0;
    return answer;
}
