/*
 * The peers in C: libcurl alone, as programs use it. The form is encoded with curl_easy_escape, the answer read with
 * libxml2's tree. The "lean" ways do neither, as a floor: the same bytes go out each time, and the answer is only
 * looked through.
 *
 * easy         one easy handle, reused              easy-lean
 * fresh        an easy handle for each message      share    the same, over a CURLSH that keeps connections
 * thread       one easy handle, a thread for each message
 * multi        50 in flight: curl_multi_perform and curl_multi_poll, handles reused      multi-lean
 */
#define _GNU_SOURCE
#include <curl/curl.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

#include "meter.h"

struct transfer {
    CURL *easy;
    char body[4096], answer[4096];
    size_t length;
};

static struct transfer transfers[IN_FLIGHT];
static CURLM *multi;
static CURLSH *share;
static int is_lean;

static size_t take(char *bytes, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    size_t length = size * count;
    require(transfer->length + length < sizeof transfer->answer, "a long answer");
    memcpy(transfer->answer + transfer->length, bytes, length);
    transfer->length += length;
    return length;
}

static void open_transfer(struct transfer *transfer, const struct order *order)
{
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, order->url);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "libsky/0.1.0");
    if (order->ca != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, order->ca);
    if (share != NULL)
        curl_easy_setopt(easy, CURLOPT_SHARE, share);
    transfer->easy = easy;
}

static void write_body(struct transfer *transfer)
{
    char document[1024], *encoded;
    if (is_lean && transfer->body[0] != 0) {
        transfer->length = 0;
        return;
    }
    snprintf(document, sizeof document,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?><REQUEST><ACTION>sendSMS</ACTION><API_KEY>%s</API_KEY>"
             "<TO>%s</TO><FROM>%s</FROM><TEXT>%s</TEXT></REQUEST>", KEY, TO, FROM, TEXT);
    encoded = curl_easy_escape(transfer->easy, document, 0);
    snprintf(transfer->body, sizeof transfer->body, "xml=%s", encoded);
    curl_free(encoded);
    curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(transfer->body));
    curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, transfer->body);
    transfer->length = 0;
}

static int is_accepted(const char *answer, size_t length)
{
    xmlDoc *document = xmlReadMemory(answer, (int)length, NULL, NULL, XML_PARSE_NONET);
    xmlNode *node = document == NULL ? NULL : xmlDocGetRootElement(document);
    int has_success = 0, has_identifier = 0;
    for (node = node == NULL ? NULL : node->children; node != NULL; node = node->next) {
        xmlChar *value = xmlNodeGetContent(node);
        if (strcmp((const char *)node->name, "STATUS") == 0)
            has_success = strcmp((const char *)value, "Success") == 0;
        if (strcmp((const char *)node->name, "TRACKINGID") == 0)
            has_identifier = value[0] != 0;
        xmlFree(value);
    }
    xmlFreeDoc(document);
    return has_success && has_identifier;
}

static void read_answer(const struct transfer *transfer)
{
    require(is_lean ? memmem(transfer->answer, transfer->length, "<STATUS>Success<", 16) != NULL
                    : is_accepted(transfer->answer, transfer->length), "not accepted");
}

static void send_with(struct transfer *transfer)
{
    write_body(transfer);
    require(curl_easy_perform(transfer->easy) == CURLE_OK, "not sent");
    read_answer(transfer);
}

static void easy(const struct order *order, long count)
{
    if (transfers[0].easy == NULL)
        open_transfer(&transfers[0], order);
    while (count-- > 0)
        send_with(&transfers[0]);
}

static void fresh(const struct order *order, long count)
{
    while (count-- > 0) {
        open_transfer(&transfers[0], order);
        send_with(&transfers[0]);
        curl_easy_cleanup(transfers[0].easy);
    }
}

static void *one(void *order)
{
    easy(order, 1);
    return NULL;
}

static void thread(const struct order *order, long count)
{
    while (count-- > 0) {
        pthread_t id;
        require(pthread_create(&id, NULL, one, (void *)order) == 0, "no thread");
        pthread_join(id, NULL);
    }
}

static void begin(struct transfer *transfer)
{
    write_body(transfer);
    curl_multi_add_handle(multi, transfer->easy);
}

static void many(const struct order *order, long count)
{
    long begun = 0, done = 0;
    int running, left, i;
    if (multi == NULL)
        multi = curl_multi_init();
    for (i = 0; i < IN_FLIGHT && begun < count; i++, begun++) {
        if (transfers[i].easy == NULL)
            open_transfer(&transfers[i], order);
        begin(&transfers[i]);
    }
    while (done < count) {
        CURLMsg *message;
        require(curl_multi_perform(multi, &running) == CURLM_OK, "perform");
        while ((message = curl_multi_info_read(multi, &left)) != NULL) {
            struct transfer *transfer;
            require(message->data.result == CURLE_OK, "not sent");
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
            curl_multi_remove_handle(multi, transfer->easy);
            read_answer(transfer);
            done++;
            if (begun < count) {
                begin(transfer);
                begun++;
            }
        }
        if (done < count)
            curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
}

int main(int argc, char **argv)
{
    struct order order = order_from(argc, argv);
    const char *way = order.way;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    is_lean = strstr(way, "-lean") != NULL;
    if (strcmp(way, "share") == 0) {
        share = curl_share_init();
        curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
        curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
        curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    }
    measure(&order, strncmp(way, "easy", 4) == 0    ? easy
                    : strncmp(way, "multi", 5) == 0 ? many
                    : strcmp(way, "thread") == 0    ? thread
                                                    : fresh);
    return 0;
}
