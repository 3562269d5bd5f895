/*
 * Read Cellcast's JSON: libsky against jansson, the same documents, the same fields.
 *
 *     callbacks WAY ROUNDS FILE        WAY: see `ways` at the end
 *
 * Prints nanoseconds a document. Callbacks: `sky` parses, which finds kind, verdict and fingerprint too and keeps
 * everything for later; `sky-fields` also asks for all fields; jansson hands the fields over from its tree. Pages:
 * `sky-page` reads an answer and its entries, `jansson-page` builds the tree.
 */
#define _POSIX_C_SOURCE 200809L
#include <jansson.h>

#define FIELD_NAMES \
    "from", "body", "received_at", "message_id", "custom_string", "type", "original_message_id", "original_body", \
        "status", "recipient", "source"
#include "../parse/corpus.h"
#include "sky.h"

static sky_postback *parsed(int document)
{
    sky_postback *postback;
    if (sky_parse_postback(SKY_PROVIDER_CELLCAST, documents[document], lengths[document], &postback, NULL) != SKY_OK)
        abort();
    return postback;
}

static void read_sky(int document)
{
    sky_postback_free(parsed(document));
}

static void read_sky_fields(int document)
{
    sky_postback *postback = parsed(document);
    int i;
    for (i = 0; i < FIELDS; i++)
        use(sky_postback_field(postback, 0, names[i], 0));
    sky_postback_free(postback);
}

/* As the bindings do. */
static void read_sky_buffer(int document)
{
    static char buffer[8192];
    size_t size;
    if (sky_postback_read(SKY_PROVIDER_CELLCAST, documents[document], lengths[document], buffer, sizeof buffer, &size,
                          NULL) != SKY_OK)
        abort();
    use(buffer);
}

static void read_sky_page(int document)
{
    sky_result *result;
    if (sky_parse_response(SKY_PROVIDER_CELLCAST, 200, documents[document], lengths[document], &result, NULL) != SKY_OK)
        abort();
    sky_result_free(result);
}

static json_t *tree_of(int document)
{
    json_t *tree = json_loadb(documents[document], lengths[document], 0, NULL);
    if (tree == NULL)
        abort();
    return tree;
}

static void read_jansson(int document)
{
    json_t *tree = tree_of(document);
    json_t *callback = json_is_array(tree) ? json_array_get(tree, 0) : tree;
    int i;
    for (i = 0; i < FIELDS; i++)
        use(json_string_value(json_object_get(callback, names[i])));
    json_decref(tree);
}

static void read_jansson_page(int document)
{
    json_decref(tree_of(document));
}

static const struct {
    const char *name;
    void (*read)(int document);
} ways[] = {{"sky", read_sky},         {"sky-fields", read_sky_fields}, {"sky-buffer", read_sky_buffer},
            {"jansson", read_jansson}, {"sky-page", read_sky_page},     {"jansson-page", read_jansson_page}};

int main(int argc, char **argv)
{
    size_t i;
    if (argc != 4)
        return 2;
    load_documents(argv[3]);
    for (i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(ways[i].name, argv[1]) == 0) {
            measure(ways[i].read, atol(argv[2]));
            return 0;
        }
    }
    return 2;
}
