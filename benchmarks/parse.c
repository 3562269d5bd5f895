/*
 * Read postbacks: libsky against libxml2's own ways, the same documents, the same ten fields.
 *
 *     parse WAY ROUNDS        WAY: sky, sky-fields, tree, sax, push
 *
 * Prints nanoseconds a document. `sky` parses, which finds kind, verdict and fingerprint too and keeps everything for
 * later; `sky-fields` also asks for the ten fields; the others hand the ten fields over as C strings.
 */
#define _POSIX_C_SOURCE 200809L
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sky.h"

enum { DOCUMENTS = 2000, FIELDS = 10 };

static const char *const names[FIELDS] = {"ORIGIN", "CODE", "STATUS", "FROM", "FROM_MASK",
                                          "TO", "TRACKINGID", "SPID", "TIMESTAMP", "AGGREGATORID"};
static char documents[DOCUMENTS][1024];
static size_t lengths[DOCUMENTS];
static volatile size_t sink;

static void make_documents(void)
{
    int i;
    for (i = 0; i < DOCUMENTS; i++) {
        int length = snprintf(
            documents[i], sizeof documents[i],
            "<?xml version='1.0'?>\n<POSTBACK>\n    <ORIGIN>SMS_MT</ORIGIN>\n    <CODE>N20%d</CODE>\n"
            "    <STATUS>Message Sent%s</STATUS>\n    <FROM>5550%d</FROM>\n    <FROM_MASK></FROM_MASK>\n"
            "    <TO>1555010%04d</TO>\n    <TRACKINGID>U01TXzUwMDAw%04d==</TRACKINGID>\n    <SPID>000%04d</SPID>\n"
            "    <TIMESTAMP>2031-03-04T05:06:07-05:00</TIMESTAMP>\n"
            "    <AGGREGATORID>00000-11111-22222-33333-%05d</AGGREGATORID>\n</POSTBACK>\n",
            1 + i % 2, i % 2 ? "/Delivered" : "", i % 10, i, i, i % 3000, i);
        lengths[i] = (size_t)length;
    }
}

static int field_number(const char *name)
{
    int i;
    for (i = 0; i < FIELDS; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static void use(const char *value)
{
    if (value != NULL)
        sink += (size_t)(unsigned char)value[0];
}

static void read_sky(int document, int with_fields)
{
    sky_postback *postback;
    int i;
    if (sky_parse_postback(SKY_PROVIDER_SKYCORE, documents[document], lengths[document], &postback, NULL) != SKY_OK)
        abort();
    for (i = 0; with_fields && i < FIELDS; i++)
        use(sky_postback_field(postback, 0, names[i], 0));
    sky_postback_free(postback);
}

static void read_tree(int document)
{
    xmlDocPtr tree = xmlReadMemory(documents[document], (int)lengths[document], NULL, NULL, XML_PARSE_NONET);
    xmlNodePtr node;
    if (tree == NULL)
        abort();
    for (node = xmlDocGetRootElement(tree)->children; node != NULL; node = node->next) {
        xmlChar *value;
        if (node->type != XML_ELEMENT_NODE || field_number((const char *)node->name) < 0)
            continue;
        value = xmlNodeGetContent(node);
        use((const char *)value);
        xmlFree(value);
    }
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
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)attributes, (void)defaulted, (void)attribute_list;
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

int main(int argc, char **argv)
{
    struct timespec start, stop;
    const char *way = argc > 1 ? argv[1] : "sky";
    long rounds = argc > 2 ? atol(argv[2]) : 50, round;
    int i;
    make_documents();
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = begin;
    handler.endElementNs = end;
    handler.characters = handler.ignorableWhitespace = handler.cdataBlock = characters;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (round = 0; round < rounds; round++) {
        for (i = 0; i < DOCUMENTS; i++) {
            switch (way[0] == 's' ? way[1] == 'a' ? 'a' : way[3] == 0 ? 'k' : 'f' : way[0]) {
            case 'k': read_sky(i, 0); break;
            case 'f': read_sky(i, 1); break;
            case 't': read_tree(i); break;
            case 'a': read_sax(i); break;
            default: read_push(i); break;
            }
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &stop);
    printf("%.1f\n", ((double)(stop.tv_sec - start.tv_sec) * 1e9 + (double)(stop.tv_nsec - start.tv_nsec)) /
                          (double)rounds / DOCUMENTS);
    return 0;
}
