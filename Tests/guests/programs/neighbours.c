/*
 * A host that uses libxml2 and libcurl itself, the same copies that libsky uses.
 *
 *     neighbours URL CA_FILE
 *
 * Prints what is not as the host left it, and "good neighbours" at the end. The host cleans up both libraries before it
 * ends, while libsky still keeps connections and memory.
 */
#define _GNU_SOURCE
#include <curl/curl.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "guest.h"

static int generic_errors, structured_errors, entities_asked;
static char own_context[] = "the host's";

static void generic_error(void *context, const char *message, ...)
{
    (void)message;
    if (context != own_context)
        printf("the context of the generic error function\n");
    generic_errors++;
}

static void structured_error(void *context, const xmlError *error)
{
    (void)error;
    if (context != own_context)
        printf("the context of the structured error function\n");
    structured_errors++;
}

static xmlParserInputPtr load_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url;
    (void)id;
    (void)parser;
    entities_asked++;
    return NULL;
}

static void read_documents(void)
{
    static const char *const documents[] = {
        "<POSTBACK><ORIGIN>SMS_MT</ORIGIN><!-- libxml2 --><CODE>N202</CODE></POSTBACK>",
        "<POSTBACK><!-- open --><ORIGIN></POSTBACK>",
        "<POSTBACK><!-- --><A>&nothing;</A></POSTBACK>",
        "<!DOCTYPE a SYSTEM \"sky:dtd\"><POSTBACK>&sky;</POSTBACK>",
        "<!-- --><POSTBACK a='1' a='2'/>",
        "<x:POSTBACK/>",
        "<!-- --><POSTBACK>\xff</POSTBACK>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><POSTBACK><!-- --><A>\xe9</A></POSTBACK>",
        "rubbish",
    };
    size_t i;
    for (i = 0; i < sizeof documents / sizeof *documents; i++) {
        sky_postback *postback;
        sky_error error;
        sky_parse_postback(SKY_PROVIDER_SKYCORE, documents[i], SKY_NUL_TERMINATED, &postback, &error);
        sky_postback_free(postback);
    }
}

static void spoil_something(void)
{
    xmlFreeDoc(xmlReadMemory("<host>\n<a></host>", 17, "host.xml", NULL, 0));
}

static void check_xml(void)
{
    const xmlError *last;
    int generic, structured, line;
    char *message;
    xmlSetGenericErrorFunc(own_context, generic_error);
    xmlSetStructuredErrorFunc(own_context, (xmlStructuredErrorFunc)structured_error);
    xmlSetExternalEntityLoader(load_entity);
    xmlKeepBlanksDefault(0);
    xmlSubstituteEntitiesDefault(1);
    xmlLineNumbersDefault(1);
    spoil_something();
    last = xmlGetLastError();
    if (structured_errors == 0 || last == NULL) {
        printf("the host's own errors\n");
        return;
    }
    generic = generic_errors;
    structured = structured_errors;
    line = last->line;
    message = strdup(last->message);
    read_documents();
    if (generic_errors != generic || structured_errors != structured)
        printf("the host's error functions were called\n");
    if (entities_asked != 0 || xmlGetExternalEntityLoader() != load_entity)
        printf("the host's entity loader\n");
    if (xmlKeepBlanksDefault(0) != 0 || xmlSubstituteEntitiesDefault(1) != 1 || xmlLineNumbersDefault(1) != 1)
        printf("the host's defaults\n");
    last = xmlGetLastError();
    if (last == NULL || last->line != line || strcmp(last->message, message) != 0)
        printf("the host's last error: %s", last == NULL ? "none\n" : last->message);
    xmlResetLastError();
    read_documents();
    if (xmlGetLastError() != NULL)
        printf("an error of libsky's where the host has none: %s", xmlGetLastError()->message);
    spoil_something();
    if (structured_errors != 2 * structured)
        printf("the host's error function is not called any more\n");
    free(message);
}

static size_t discard(char *bytes, size_t size, size_t count, void *unused)
{
    (void)bytes;
    (void)unused;
    return size * count;
}

static CURL *handle(const char *url, const char *authority)
{
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "<A><TEXT>host</TEXT></A>");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, discard);
    if (*authority)
        curl_easy_setopt(curl, CURLOPT_CAINFO, authority);
    return curl;
}

static void check_curl(sky_client *client, const char *url, const char *authority)
{
    CURL *curl = handle(url, authority);
    long made = 0;
    int i;
    for (i = 0; i < 5; i++) {
        if (curl_easy_perform(curl) != CURLE_OK)
            printf("the host's transfer\n");
        curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &made);
        if (made != (i == 0))
            printf("the host's connection\n");
        guest_must_send(client, "beside the host");
    }
    curl_easy_cleanup(curl);
}

int main(int argc, char **argv)
{
    sky_client *client, *other;
    if (argc < 3)
        return 2;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    client = guest_client(argv[1], argv[2]);
    check_xml();
    check_curl(client, argv[1], argv[2]);
    /* The host is done with libcurl; libsky is not. */
    curl_global_cleanup();
    guest_must_send(client, "after the cleanup");
    other = guest_client(argv[1], argv[2]);
    guest_must_send(other, "another client after the cleanup");
    curl_global_init(CURL_GLOBAL_DEFAULT);
    check_curl(client, argv[1], argv[2]);
    sky_client_free(other);
    sky_client_free(client);
    curl_global_cleanup();
    xmlCleanupParser();
    printf("good neighbours\n");
    return 0;
}
