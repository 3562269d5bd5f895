/* libcurl as the client room sees it. curl_easy_setopt and curl_easy_getinfo take a variable number of arguments,
   which Swift cannot call; each function here is one of their typed forms. */
#ifndef SKY_LIBCURL_SHIMS_H
#define SKY_LIBCURL_SHIMS_H

#include <curl/curl.h>
#include <poll.h>
#include <stdbool.h>

/* Linux's poll() says with it that the other end will send nothing more; <poll.h> names it with _GNU_SOURCE only. */
#if defined(__linux__) && !defined(POLLRDHUP)
#define POLLRDHUP 0x2000
#endif

/* CURLOPT_PREREQFUNCTION is what keeps libcurl from sending a request twice (docs/architecture.md). */
#if LIBCURL_VERSION_NUM < 0x075000
#error "libsky needs libcurl 7.80 or later"
#endif

/* The version that runs, which may be newer than this header: 0x075800 is 7.88.0. */
static inline unsigned sky_curl_version(void)
{
    return curl_version_info(CURLVERSION_NOW)->version_num;
}

static inline CURLcode sky_curl_set_number(CURL *easy, CURLoption option, long value)
{
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode sky_curl_set_text(CURL *easy, CURLoption option, const char *value)
{
    return curl_easy_setopt(easy, option, value);
}

/* Take a text's default away. What this libcurl does not have needs no taking away. */
static inline bool sky_curl_clear(CURL *easy, CURLoption option)
{
    CURLcode code = curl_easy_setopt(easy, option, (char *)NULL);
    return code == CURLE_OK || code == CURLE_NOT_BUILT_IN || code == CURLE_UNKNOWN_OPTION;
}

/* Whether this libcurl trusts a file of certificates if it is told nothing. */
static inline bool sky_curl_has_ca_file(void)
{
    return curl_version_info(CURLVERSION_NOW)->cainfo != NULL;
}

static inline CURLcode sky_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value)
{
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode sky_curl_set_pointer(CURL *easy, CURLoption option, void *value)
{
    return curl_easy_setopt(easy, option, value);
}

/* The body is not copied: it must stay as it is until the transfer has ended. */
static inline CURLcode sky_curl_set_body(CURL *easy, const void *body, long length)
{
    CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, length);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_POSTFIELDS, (const char *)body);
}

static inline CURLcode sky_curl_set_callbacks(CURL *easy, void *user, curl_prereq_callback before_request,
                                              curl_write_callback header, curl_write_callback body)
{
    CURLcode code = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_request);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_PREREQDATA, user);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_HEADERDATA, user);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_WRITEDATA, user);
    return code;
}

static inline CURLcode sky_curl_set_progress(CURL *easy, void *user, curl_xferinfo_callback progress)
{
    CURLcode code = curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, progress);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_XFERINFODATA, user);
    if (code == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    return code;
}

static inline CURLcode sky_curl_set_discard(CURL *easy, curl_write_callback body)
{
    return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
}

static inline CURLcode sky_curl_set_basic_proxy_authentication(CURL *easy)
{
    return curl_easy_setopt(easy, CURLOPT_PROXYAUTH, (long)CURLAUTH_BASIC);
}

/* Only http and https, and never by way of a redirect. */
static inline CURLcode sky_curl_set_protocols(CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* Do not wait for the system's resolver beyond the deadline: its thread ends by itself. Since libcurl 7.87. */
static inline CURLcode sky_curl_set_quick_exit(CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)easy;
    return CURLE_OK;
#endif
}

static inline long sky_curl_http_status(CURL *easy)
{
    long status = 0;
    return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

/* What a proxy answered that was to make a tunnel; 0 if none was asked to. */
static inline long sky_curl_proxy_status(CURL *easy)
{
    long status = 0;
    return curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK ? status : 0;
}

/* The header Retry-After in seconds; 0 if there was none. */
static inline long long sky_curl_retry_after(CURL *easy)
{
    curl_off_t seconds = 0;
    return curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK ? (long long)seconds : 0;
}

/* When each phase of the last transfer had ended, in microseconds from its beginning; 0 for what did not happen. */
struct sky_curl_timeline {
    curl_off_t name;
    curl_off_t connect;
    curl_off_t tls;
    curl_off_t sent;
    curl_off_t first_byte;
    curl_off_t total;
    long new_connections;
};

static inline struct sky_curl_timeline sky_curl_timeline(CURL *easy)
{
    struct sky_curl_timeline times = {0, 0, 0, 0, 0, 0, 0};
    (void)curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &times.name);
    (void)curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &times.connect);
    (void)curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &times.tls);
    (void)curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &times.sent);
    (void)curl_easy_getinfo(easy, CURLINFO_STARTTRANSFER_TIME_T, &times.first_byte);
    (void)curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &times.total);
    (void)curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &times.new_connections);
    return times;
}

/* The socket of the handle's last connection, or -1. libcurl tells it between a transfer's end and its removal from the
   multi handle, and not in CURLOPT_PREREQFUNCTION. */
static inline int sky_curl_socket(CURL *easy)
{
    curl_socket_t descriptor = CURL_SOCKET_BAD;
    return curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &descriptor) == CURLE_OK ? (int)descriptor : -1;
}

/* Whether the other end of a socket has closed or reset it; or, if it may not speak now, has spoken. */
static inline int sky_socket_has_ended(int descriptor, int may_speak)
{
    struct pollfd entry = {descriptor, 0, 0};
    entry.events = may_speak ? 0 : POLLIN;
#ifdef POLLRDHUP
    entry.events |= POLLRDHUP;
#endif
    return poll(&entry, 1, 0) > 0;
}

static inline void *sky_curl_private(CURL *easy)
{
    char *value = NULL;
    return curl_easy_getinfo(easy, CURLINFO_PRIVATE, &value) == CURLE_OK ? (void *)value : NULL;
}

static inline CURLMcode sky_curl_multi_set_number(CURLM *multi, CURLMoption option, long value)
{
    return curl_multi_setopt(multi, option, value);
}

/* The next transfer that has ended, or NULL; `code` receives how. */
static inline CURL *sky_curl_multi_ended(CURLM *multi, CURLcode *code)
{
    CURLMsg *message;
    int left = 0;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE)
            continue;
        *code = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

/* Names that were resolved and TLS sessions, for all transfers that are given this; guarded by the two functions. */
static inline CURLSHcode sky_curl_share_set_up(CURLSH *share, curl_lock_function lock, curl_unlock_function unlock,
                                               void *user)
{
    CURLSHcode code = curl_share_setopt(share, CURLSHOPT_LOCKFUNC, lock);
    if (code == CURLSHE_OK)
        code = curl_share_setopt(share, CURLSHOPT_UNLOCKFUNC, unlock);
    if (code == CURLSHE_OK)
        code = curl_share_setopt(share, CURLSHOPT_USERDATA, user);
    if (code == CURLSHE_OK)
        code = curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    if (code == CURLSHE_OK)
        code = curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    return code;
}

#endif
