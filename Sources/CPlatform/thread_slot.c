#include "CPlatform.h"

struct slot {
    void *value;
    void (*destroy)(void *value);
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int key_error;

static void destroy_slot(void *memory)
{
    struct slot *slot = memory;
    slot->destroy(slot->value);
    free(slot);
}

static void make_key(void)
{
    key_error = pthread_key_create(&key, destroy_slot);
}

void *sky_thread_slot_get(void)
{
    struct slot *slot;
    pthread_once(&once, make_key);
    if (key_error != 0)
        return NULL;
    slot = pthread_getspecific(key);
    return slot == NULL ? NULL : slot->value;
}

int sky_thread_slot_set(void *value, void (*destroy)(void *value))
{
    struct slot *slot;
    int error;
    pthread_once(&once, make_key);
    if (key_error != 0)
        return key_error;
    slot = malloc(sizeof *slot);
    if (slot == NULL)
        return ENOMEM;
    slot->value = value;
    slot->destroy = destroy;
    error = pthread_setspecific(key, slot);
    if (error != 0)
        free(slot);
    return error;
}

/* The key's destructor does not run for the thread that calls exit(); leak checkers of our hosts would report it. */
__attribute__((destructor)) static void destroy_slot_of_last_thread(void)
{
    void *slot;
    pthread_once(&once, make_key);
    if (key_error != 0)
        return;
    slot = pthread_getspecific(key);
    if (slot == NULL)
        return;
    pthread_setspecific(key, NULL);
    destroy_slot(slot);
}
