#ifndef SKY_TYPES_H
#define SKY_TYPES_H

#include <stddef.h>
#include <stdint.h>

/** Major part of this header's version; sky_version_major() gives the library's. */
#define SKY_VERSION_MAJOR 0
/** Minor part of this header's version; sky_version_minor() gives the library's. */
#define SKY_VERSION_MINOR 1
/** Patch part of this header's version; sky_version_patch() gives the library's. */
#define SKY_VERSION_PATCH 0
/** This header's version as text; sky_version() gives the library's. */
#define SKY_VERSION "0.1.0"
/** The interface this header describes. Compare with sky_abi_version() after loading the library at run time. */
#define SKY_ABI_VERSION 0

/** Pass as a length: "up to the terminating NUL". sky_nul_terminated() gives the same value. */
#define SKY_NUL_TERMINATED ((size_t)-1)

/** Bytes that a number needs as text: 20 digits at most and the NUL. sky_msisdn_size() gives the same value. */
#define SKY_MSISDN_SIZE 21

/** Bytes that sky_error.provider_code has. sky_provider_code_size() gives the same value. */
#define SKY_PROVIDER_CODE_SIZE 16

/** Bytes that sky_error.message has. sky_message_size() gives the same value. */
#define SKY_MESSAGE_SIZE 256

/**
 * How a call ended. Zero is success; the numbers are never reused.
 *
 * A send ends in exactly one of SKY_OK (accepted), SKY_E_PARTIAL, SKY_E_REJECTED, SKY_E_THROTTLED,
 * SKY_E_NOT_SENT and SKY_E_UNKNOWN, or, before anything was tried, in one of the first nine errors.
 */
typedef enum sky_status {
    /** Done. For a send: the provider accepted the message. */
    SKY_OK = 0,
    /** An argument is missing or not one of those allowed. */
    SKY_E_ARGUMENT = 1,
    /** A text is not valid UTF-8; the error has the offset. */
    SKY_E_UTF8 = 2,
    /** Something is larger than a documented limit; the message names the limit. */
    SKY_E_LIMIT = 3,
    /** A phone number cannot be one; the message says why. */
    SKY_E_NUMBER = 4,
    /** A text cannot be sent as it is; the message says why. */
    SKY_E_TEXT = 5,
    /** A document is not well-formed, or refused because it may be an attack. */
    SKY_E_DOCUMENT = 6,
    /** A document is well-formed, but not one that this provider sends. */
    SKY_E_PROTOCOL = 7,
    /** The client is not set up for this call, or was already in use when it was to be set up. */
    SKY_E_CONFIG = 8,
    /** The provider said no; its code and words are in the result. Nothing was sent. */
    SKY_E_REJECTED = 9,
    /** The provider said "slower". Nothing was sent; send again after the wait that the result names. */
    SKY_E_THROTTLED = 10,
    /** Some recipients were accepted, some were not; the result has an entry for each. */
    SKY_E_PARTIAL = 11,
    /** No byte of the request can have been acted on: safe to send again. */
    SKY_E_NOT_SENT = 12,
    /** The request may have been acted on, nobody can say. The library never repeats it; you decide. */
    SKY_E_UNKNOWN = 13,
    /** The caller cancelled. */
    SKY_E_CANCELLED = 14,
    /** The library failed: no memory, or libcurl or libxml2 could not be started. */
    SKY_E_INTERNAL = 15
} sky_status;

/**
 * What went wrong, in the caller's memory. Plain data of frozen size (296 bytes); nothing in it is to be freed.
 *
 * The message never holds the API key, a phone number or a message text, so it may be logged.
 */
typedef struct sky_error {
    /** The status that the call returned. */
    sky_status status;
    /** libcurl's code (CURLcode) where the transport failed, else 0. */
    int32_t transport_code;
    /** The HTTP status of the answer, or 0 if there was none. */
    int32_t http_status;
    /** Always 0. */
    int32_t reserved;
    /** Byte offset in the input at which the trouble begins, or -1 where an offset means nothing. */
    int64_t offset;
    /** The provider's code ("E110"), or "". */
    char provider_code[16];
    /** One English sentence, which begins with the field's name where a field is to blame. */
    char message[256];
} sky_error;

/** The providers whose interfaces the library speaks. */
typedef enum sky_provider {
    /** Skycore's HTTP/XML messaging API, wxml 1.3. */
    SKY_PROVIDER_SKYCORE = 1,
    /** Cellcast's REST/JSON API. Not spoken yet: calls answer SKY_E_ARGUMENT. */
    SKY_PROVIDER_CELLCAST = 2
} sky_provider;

/** How a request travels to Skycore. */
typedef enum sky_transport {
    /** POST, the document in the form field "xml". The default. */
    SKY_TRANSPORT_FORM = 0,
    /** POST, the document as the body, Content-Type text/xml; charset=utf-8. */
    SKY_TRANSPORT_RAW = 1,
    /** GET. The API key becomes a part of the URL, and servers log URLs: prefer another. */
    SKY_TRANSPORT_GET = 2
} sky_transport;

/** What a file of a slide is; see sky_request_add_slide(). */
typedef enum sky_media {
    /** No file, a text only. */
    SKY_MEDIA_NONE = 0,
    /** A picture. */
    SKY_MEDIA_IMAGE = 1,
    /** A sound. */
    SKY_MEDIA_AUDIO = 2,
    /** A film. */
    SKY_MEDIA_VIDEO = 3,
    /** A business card (vCard). */
    SKY_MEDIA_VCARD = 4,
    /** A calendar entry (iCalendar). */
    SKY_MEDIA_ICAL = 5,
    /** A PDF file. */
    SKY_MEDIA_PDF = 6,
    /** A pass. */
    SKY_MEDIA_PASSBOOK = 7
} sky_media;

/** What a notification is about. */
typedef enum sky_notification_kind {
    /** A kind that this version does not know; its fields are readable all the same. */
    SKY_POSTBACK_OTHER = 0,
    /** Delivery report of an SMS. */
    SKY_POSTBACK_SMS_DELIVERY = 1,
    /** Delivery report of an MMS. */
    SKY_POSTBACK_MMS_DELIVERY = 2,
    /** Whether the content of a stored MMS could be encoded. */
    SKY_POSTBACK_CONTENT_ENCODING = 3,
    /** State of a device discovery message. */
    SKY_POSTBACK_DISCOVERY = 4,
    /** An SMS came in. */
    SKY_POSTBACK_INBOUND_SMS = 5,
    /** An MMS came in. */
    SKY_POSTBACK_INBOUND_MMS = 6,
    /** A number opted in or out. */
    SKY_POSTBACK_SUBSCRIPTION = 7,
    /** An e-mail address opted in or out. */
    SKY_POSTBACK_EMAIL_SUBSCRIPTION = 8,
    /** State of a pass. */
    SKY_POSTBACK_PASS = 9
} sky_notification_kind;

/** What a notification says about its message. */
typedef enum sky_verdict {
    /** The library cannot tell: an unknown code, or a state in a form that says nothing. */
    SKY_VERDICT_UNKNOWN = 0,
    /** It worked: delivered, encoded, made. */
    SKY_VERDICT_SUCCESS = 1,
    /** It failed. */
    SKY_VERDICT_FAILURE = 2,
    /** Nothing is decided by it: a message on its way, or (then it is final) an event such as an inbound SMS. */
    SKY_VERDICT_PENDING = 3
} sky_verdict;

/** Which of a provider's two code spaces a code is from: equal spellings have different meanings in them. */
typedef enum sky_code_space {
    /** Codes of answers (ERRORCODE). */
    SKY_CODE_ANSWER = 0,
    /** Codes of postbacks (CODE, STATUSCODE). */
    SKY_CODE_POSTBACK = 1
} sky_code_space;

/** Whether sending the same request again later can help, and is safe. */
typedef enum sky_retry {
    /** The documents do not say what happened. Never repeat a send on it unasked. */
    SKY_RETRY_UNKNOWN = 0,
    /** Refused before anything was sent; repeating it later is safe. */
    SKY_RETRY_SAFE = 1,
    /** Repeating the same request cannot help. */
    SKY_RETRY_USELESS = 2
} sky_retry;

/** A moment that a provider wrote, in the caller's memory; see sky_parse_time(). Plain data of frozen size (24 bytes). */
typedef struct sky_time {
    /** Seconds since 1970-01-01 00:00:00 UTC, rounded down. */
    int64_t seconds;
    /** Microseconds after that, 0 to 999999. */
    int32_t microseconds;
    /** The offset that was written, in minutes east of UTC; 0 if there was none. */
    int32_t offset_minutes;
    /** 1 if an offset was written; 0 if there was none and the time of day was taken as UTC. */
    int32_t has_offset;
    /** Always 0. */
    int32_t reserved;
} sky_time;

/** A connection to one account of one provider; see sky_client_new(). */
typedef struct sky_client sky_client;
/** A request that is being built; see sky_request_new(). */
typedef struct sky_request sky_request;
/** What a provider answered; see sky_send_sms() and sky_parse_response(). */
typedef struct sky_result sky_result;
/** What a provider reported; see sky_parse_postback(). */
typedef struct sky_postback sky_postback;

#endif
