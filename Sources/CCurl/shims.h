/* libcurl as the client room sees it. curl_easy_setopt and curl_easy_getinfo take a variable number of arguments,
   which Swift cannot call; each function here is one of their typed forms. */
#ifndef SKY_LIBCURL_SHIMS_H
#define SKY_LIBCURL_SHIMS_H

#include <curl/curl.h>

/* CURLOPT_PREREQFUNCTION is what keeps libcurl from sending a request twice (docs/architecture.md). */
#if LIBCURL_VERSION_NUM < 0x075000
#error "libsky needs libcurl 7.80 or later"
#endif

static inline CURLcode sky_curl_set_number(CURL *easy, CURLoption option, long value)
{
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode sky_curl_set_text(CURL *easy, CURLoption option, const char *value)
{
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode sky_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value)
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

static inline CURLcode sky_curl_set_discard(CURL *easy, curl_write_callback body)
{
    return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
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

/* The header Retry-After in seconds; 0 if there was none. */
static inline long long sky_curl_retry_after(CURL *easy)
{
    curl_off_t seconds = 0;
    return curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK ? (long long)seconds : 0;
}

#endif
