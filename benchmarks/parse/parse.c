/*
 * Read postbacks: libsky against libxml2's own ways and expat, the same documents, the same ten fields.
 *
 *     parse WAY ROUNDS FILE        WAY: see `ways` at the end
 *
 * Prints nanoseconds a document. `sky` parses, which finds kind, verdict and fingerprint too and keeps everything for
 * later; `sky-fields` also asks for the ten fields; the others hand the ten fields over as C strings.
 */
#define _POSIX_C_SOURCE 200809L
#include <expat.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include "corpus.h"
#include "sky.h"

static void read_sky(int document)
{
    sky_postback *postback;
    if (sky_parse_postback(SKY_PROVIDER_SKYCORE, documents[document], lengths[document], &postback, NULL) != SKY_OK)
        abort();
    sky_postback_free(postback);
}

static void read_sky_fields(int document)
{
    sky_postback *postback;
    int i;
    if (sky_parse_postback(SKY_PROVIDER_SKYCORE, documents[document], lengths[document], &postback, NULL) != SKY_OK)
        abort();
    for (i = 0; i < FIELDS; i++)
        use(sky_postback_field(postback, 0, names[i], 0));
    sky_postback_free(postback);
}

/* As the bindings do. */
static void read_sky_buffer(int document)
{
    static char buffer[8192];
    size_t size;
    if (sky_postback_read(SKY_PROVIDER_SKYCORE, documents[document], lengths[document], buffer, sizeof buffer, &size,
                          NULL) != SKY_OK)
        abort();
    use(buffer);
}

/* Hand over the ten fields of a node's children, also of those inside NOTIFICATION. */
static void use_children(xmlNodePtr node)
{
    for (; node != NULL; node = node->next) {
        xmlChar *value;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (field_number((const char *)node->name) < 0) {
            use_children(node->children);
            continue;
        }
        value = xmlNodeGetContent(node);
        use((const char *)value);
        xmlFree(value);
    }
}

static void read_tree(int document)
{
    xmlDocPtr tree = xmlReadMemory(documents[document], (int)lengths[document], NULL, NULL, XML_PARSE_NONET);
    if (tree == NULL)
        abort();
    use_children(xmlDocGetRootElement(tree)->children);
    xmlFreeDoc(tree);
}

/* What the SAX ways hand over: the ten values, as C strings in one buffer. */
struct values {
    char text[2048];
    size_t used;
    const char *fields[FIELDS];
    int current;
};

static void begin(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **attribute_list)
{
    struct values *values = user;
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)attributes, (void)defaulted,
    (void)attribute_list;
    values->current = field_number((const char *)name);
    if (values->current >= 0)
        values->fields[values->current] = values->text + values->used;
}

static void end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct values *values = user;
    (void)name, (void)prefix, (void)uri;
    if (values->current >= 0)
        values->text[values->used++] = 0;
    values->current = -1;
}

static void characters(void *user, const xmlChar *text, int length)
{
    struct values *values = user;
    if (values->current < 0 || values->used + (size_t)length + 1 >= sizeof values->text)
        return;
    memcpy(values->text + values->used, text, (size_t)length);
    values->used += (size_t)length;
}

static xmlSAXHandler handler;
static struct values values;
static xmlParserCtxtPtr kept;

static void read_sax(int document)
{
    values.used = 0;
    values.current = -1;
    if (xmlSAXUserParseMemory(&handler, &values, documents[document], (int)lengths[document]) != 0)
        abort();
    use(values.fields[0]);
}

static void read_push(int document)
{
    values.used = 0;
    values.current = -1;
    if (kept == NULL)
        kept = xmlCreatePushParserCtxt(&handler, &values, NULL, 0, NULL);
    xmlCtxtResetPush(kept, documents[document], (int)lengths[document], NULL, NULL);
    if (xmlParseChunk(kept, NULL, 0, 1) != 0)
        abort();
    use(values.fields[0]);
}

static void expat_begin(void *user, const XML_Char *name, const XML_Char **attributes)
{
    begin(user, (const xmlChar *)name, NULL, NULL, 0, NULL, 0, 0, NULL);
    (void)attributes;
}

static void expat_end(void *user, const XML_Char *name)
{
    end(user, (const xmlChar *)name, NULL, NULL);
}

static void expat_characters(void *user, const XML_Char *text, int length)
{
    characters(user, (const xmlChar *)text, length);
}

static void read_expat(int document)
{
    static XML_Parser parser;
    values.used = 0;
    values.current = -1;
    if (parser == NULL)
        parser = XML_ParserCreate(NULL);
    else
        XML_ParserReset(parser, NULL);
    XML_SetUserData(parser, &values);
    XML_SetElementHandler(parser, expat_begin, expat_end);
    XML_SetCharacterDataHandler(parser, expat_characters);
    if (XML_Parse(parser, documents[document], (int)lengths[document], 1) != XML_STATUS_OK)
        abort();
    use(values.fields[0]);
}

static const struct {
    const char *name;
    void (*read)(int document);
} ways[] = {{"sky", read_sky},   {"sky-fields", read_sky_fields}, {"sky-buffer", read_sky_buffer}, {"tree", read_tree},
            {"sax", read_sax},   {"push", read_push},             {"expat", read_expat}};

int main(int argc, char **argv)
{
    size_t i;
    if (argc != 4)
        return 2;
    load_documents(argv[3]);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = begin;
    handler.endElementNs = end;
    handler.characters = handler.ignorableWhitespace = handler.cdataBlock = characters;
    for (i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(ways[i].name, argv[1]) == 0) {
            measure(ways[i].read, atol(argv[2]));
            return 0;
        }
    }
    return 2;
}
