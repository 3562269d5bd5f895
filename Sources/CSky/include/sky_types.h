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
#define SKY_PROVIDER_CODE_SIZE 32

/** Bytes that sky_error.message has. sky_message_size() gives the same value. */
#define SKY_MESSAGE_SIZE 256

/**
 * How a call ended. Zero is success; the numbers are never reused.
 *
 * A send ends in exactly one of SKY_OK (accepted), SKY_E_PARTIAL, SKY_E_REJECTED, SKY_E_THROTTLED, SKY_E_NOT_SENT,
 * SKY_E_UNKNOWN and SKY_E_CANCELLED, or, before anything was tried, in one of the first eight errors or SKY_E_INTERNAL.
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
    /**
     * The provider said "slower", or the client's own rate leaves no room in time. Nothing was sent; send again after
     * the wait that the result names.
     */
    SKY_E_THROTTLED = 10,
    /** Some recipients were accepted, some were not; the result has an entry for each. */
    SKY_E_PARTIAL = 11,
    /** No byte of the request can have been acted on: safe to send again. */
    SKY_E_NOT_SENT = 12,
    /** The request may have been acted on, nobody can say. The library never repeats it; you decide. */
    SKY_E_UNKNOWN = 13,
    /** The caller cancelled; nothing was sent. */
    SKY_E_CANCELLED = 14,
    /** The library failed: no memory, or libcurl or libxml2 could not be started. */
    SKY_E_INTERNAL = 15
} sky_status;

/**
 * What went wrong, in the caller's memory. Plain data of frozen size (312 bytes); nothing in it is to be freed.
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
    /** The provider's code ("E110"), or ""; what is longer than 31 bytes is cut off. */
    char provider_code[32];
    /** One English sentence, which begins with the field's name where a field is to blame. */
    char message[256];
} sky_error;

/**
 * What became of a number. The first six judge one that could be read: its digits are there. The numbers are never
 * reused.
 */
typedef enum sky_number_status {
    /** It matches a pattern of its region: numbers like it are given out. */
    SKY_NUMBER_VALID = 0,
    /** Its length is one that numbers of its country have, but no known pattern matches. */
    SKY_NUMBER_POSSIBLE = 1,
    /** It can be dialled within its area only: the area code is missing. */
    SKY_NUMBER_POSSIBLE_LOCAL_ONLY = 2,
    /** Fewer digits than any number of its country has. */
    SKY_NUMBER_TOO_SHORT = 3,
    /** More digits than any number of its country has. */
    SKY_NUMBER_TOO_LONG = 4,
    /** Between the shortest and the longest of its country, but no number has so many digits. */
    SKY_NUMBER_INVALID_LENGTH = 5,
    /** The country is not known: no calling code, or one that is not assigned, and no region that helps. */
    SKY_NUMBER_INVALID_COUNTRY = 6,
    /** It does not look like a phone number. */
    SKY_NUMBER_NOT_A_NUMBER = 7,
    /** Fewer than three digits behind the plus or the prefix for calling abroad. */
    SKY_NUMBER_TOO_SHORT_AFTER_IDD = 8,
    /** Fewer than two digits behind the calling code. */
    SKY_NUMBER_TOO_SHORT_NSN = 9,
    /** More than 250 characters, or more than 17 digits behind the calling code. */
    SKY_NUMBER_PARSE_TOO_LONG = 10,
    /**
     * Text messages do not reach it: it is of a type that the caller did not want, or (when normalised) an extension.
     */
    SKY_NUMBER_NOT_SMS_CAPABLE = 11
} sky_number_status;

/** What kind of line a valid number belongs to. */
typedef enum sky_number_type {
    /** A land line. */
    SKY_NUMBER_TYPE_FIXED_LINE = 0,
    /** A mobile phone. */
    SKY_NUMBER_TYPE_MOBILE = 1,
    /** Either; the plan does not tell the two apart (United States, Canada). */
    SKY_NUMBER_TYPE_FIXED_LINE_OR_MOBILE = 2,
    /** Free for the caller. */
    SKY_NUMBER_TYPE_TOLL_FREE = 3,
    /** Dear for the caller. */
    SKY_NUMBER_TYPE_PREMIUM_RATE = 4,
    /** Paid by both ends. */
    SKY_NUMBER_TYPE_SHARED_COST = 5,
    /** A line over the internet. */
    SKY_NUMBER_TYPE_VOIP = 6,
    /** Follows a person from line to line. */
    SKY_NUMBER_TYPE_PERSONAL_NUMBER = 7,
    /** A pager. */
    SKY_NUMBER_TYPE_PAGER = 8,
    /** A company's number for several of its lines. */
    SKY_NUMBER_TYPE_UAN = 9,
    /** A voice mailbox. */
    SKY_NUMBER_TYPE_VOICEMAIL = 10,
    /** The number is not valid. */
    SKY_NUMBER_TYPE_UNKNOWN = 15
} sky_number_type;

/**
 * How to read numbers, to be added up. 0 gives libphonenumber's answers and nothing else.
 *
 * With one or more of SKY_NUMBER_ONLY_... a valid number of any other type is SKY_NUMBER_NOT_SMS_CAPABLE; with none all
 * types will do. (Each is 65536 shifted by its type.)
 */
typedef enum sky_number_flag {
    /** Digits that do not begin with 0 begin with a country's calling code, plus or not, whatever the region. */
    SKY_NUMBER_ASSUME_INTERNATIONAL = 1,
    /** Without a region 00 and 011 stand for a plus. */
    SKY_NUMBER_IDD_WITHOUT_REGION = 2,
    /** It is a mobile number: Argentine ones get the 9, Mexican ones lose the 1, if that makes them valid. */
    SKY_NUMBER_EXPECT_MOBILE = 4,
    /** A number that is possible, but not valid, is SKY_E_NUMBER. */
    SKY_NUMBER_REQUIRE_VALID = 8,
    /** Read as sky_normalize_msisdn() does; takes the place of the first three. */
    SKY_NUMBER_NORMALIZE = 16,
    /** Land lines will do. */
    SKY_NUMBER_ONLY_FIXED_LINE = 65536,
    /** Mobile phones will do. */
    SKY_NUMBER_ONLY_MOBILE = 131072,
    /** Numbers that are one or the other will do. */
    SKY_NUMBER_ONLY_FIXED_LINE_OR_MOBILE = 262144,
    /** What receives text messages everywhere: mobile phones, and what may be one. */
    SKY_NUMBER_ONLY_SMS = 393216,
    /** Free ones will do. */
    SKY_NUMBER_ONLY_TOLL_FREE = 524288,
    /** Dear ones will do. */
    SKY_NUMBER_ONLY_PREMIUM_RATE = 1048576,
    /** Ones that both ends pay for will do. */
    SKY_NUMBER_ONLY_SHARED_COST = 2097152,
    /** Lines over the internet will do. */
    SKY_NUMBER_ONLY_VOIP = 4194304,
    /** Personal numbers will do. */
    SKY_NUMBER_ONLY_PERSONAL_NUMBER = 8388608,
    /** Pagers will do. */
    SKY_NUMBER_ONLY_PAGER = 16777216,
    /** Companies' numbers will do. */
    SKY_NUMBER_ONLY_UAN = 33554432,
    /** Voice mailboxes will do. */
    SKY_NUMBER_ONLY_VOICEMAIL = 67108864
} sky_number_flag;

/**
 * A number as it was read, in the caller's memory. Plain data of frozen size (48 bytes); nothing in it is to be freed.
 */
typedef struct sky_number {
    /** One of sky_number_status. */
    uint8_t status;
    /** One of sky_number_type. */
    uint8_t type;
    /** Digits in `digits`; 0 if it could not be read. */
    uint8_t digit_count;
    /** How many of them are the calling code; behind them is the national number. */
    uint8_t calling_code_length;
    /** The country's calling code, 1 to 999; 0 if it could not be read. */
    uint16_t calling_code;
    /** Zeros that the national number begins with (Italy); its last digit is not counted. */
    uint8_t leading_zeros;
    /** Always 0. */
    uint8_t reserved;
    /** The region it belongs to: "US", "001" for codes of no region, "" if that cannot be told. */
    char region[4];
    /** Where the extension's digits begin, in bytes of the input. */
    uint16_t extension_offset;
    /** How many bytes of the input they take; 0: there is no extension. */
    uint16_t extension_length;
    /** The digits in international format, calling code first, no plus, NUL-terminated. */
    char digits[32];
} sky_number;

/**
 * Many numbers, for sky_parse_numbers(): where they are, and where the answers go. Plain data of frozen size. Set all
 * of it to zero, then what is wanted. Numbers are in one of three forms; row i is the text from offset i up to offset
 * i + 1, as Apache Arrow lays texts out, or the text at pointer i.
 */
typedef struct sky_number_column {
    /** Rows. */
    size_t count;
    /** The texts one behind the other, for offsets. */
    const char *data;
    /** Bytes of `data`. */
    size_t data_length;
    /** `count` + 1 offsets into `data`, or NULL. */
    const uint32_t *offsets32;
    /** The same in 64 bits, or NULL. */
    const uint64_t *offsets64;
    /** `count` NUL-terminated texts, of which any may be NULL (read as ""), or NULL. */
    const char *const *texts;
    /** Two capital letters a row, NUL NUL for the default region; or NULL. */
    const char *regions;
    /** Receives the digits of each accepted row as a number, 0 for others; may be NULL. */
    uint64_t *digits;
    /** Receives the digits as text in SKY_MSISDN_SIZE bytes a row, accepted or not, "" if not read; may be NULL. */
    char *msisdns;
    /** Receives a sky_number_status a row; may be NULL. */
    uint8_t *statuses;
    /** Receives a sky_number_type a row; may be NULL. */
    uint8_t *types;
    /** Receives two letters a row, NUL NUL if unknown, "01" for codes of no region; may be NULL. */
    char *found_regions;
} sky_number_column;

/** The providers whose interfaces the library speaks. */
typedef enum sky_provider {
    /** Skycore's HTTP/XML messaging API, wxml 1.3. */
    SKY_PROVIDER_SKYCORE = 1,
    /** Cellcast's REST/JSON API. */
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

/** Which addresses a host's name may stand for; see sky_client_set_address_family(). */
typedef enum sky_address_family {
    /** Whatever the system finds. */
    SKY_ADDRESS_ANY = 0,
    /** IPv4 only. */
    SKY_ADDRESS_IPV4 = 4,
    /** IPv6 only. */
    SKY_ADDRESS_IPV6 = 6
} sky_address_family;

/** How important an event is; see sky_client_set_logger(). */
typedef enum sky_log_level {
    /** Nothing is told. */
    SKY_LOG_OFF = 0,
    /** Sends that failed, or whose outcome is unknown. */
    SKY_LOG_ERROR = 1,
    /** Also tries that failed, sends that were refused, throttled or accepted in part. */
    SKY_LOG_WARNING = 2,
    /** Also each send that was accepted, and each wait. */
    SKY_LOG_INFO = 3,
    /** Also each try. */
    SKY_LOG_DEBUG = 4
} sky_log_level;

/** What an event tells. */
typedef enum sky_log_kind {
    /** One try has ended; another may follow. */
    SKY_LOG_ATTEMPT = 1,
    /** The library waits before the next try, or for the rate. */
    SKY_LOG_WAIT = 2,
    /** The send has ended. */
    SKY_LOG_END = 3,
    /** The send was refused before anything was tried. */
    SKY_LOG_REFUSAL = 4
} sky_log_kind;

/**
 * Something that happened to a send. It holds neither API key nor number nor text, so it may be logged as it is. Valid
 * during the call of the logger only. Later versions may append fields: `size` says how much there is.
 *
 * Times are in microseconds from the beginning of the try until the phase had ended, and 0 for phases that did not
 * come.
 */
typedef struct sky_log_event {
    /** Bytes of this structure. */
    uint32_t size;
    /** How important it is. */
    sky_log_level level;
    /** What it tells. */
    sky_log_kind kind;
    /** How the try or the send ended; of a wait, why there is one. */
    sky_status status;
    /** Which try, from 1; 0 if there was none. */
    int32_t attempt;
    /** libcurl's code (CURLcode) where the transport failed, else 0. */
    int32_t transport_code;
    /** The HTTP status of the answer, or 0. */
    int32_t http_status;
    /** 1 if a connection was made for the try, 0 if a kept one was used. */
    int32_t is_new_connection;
    /** How long the library waits, in milliseconds. */
    int64_t wait_ms;
    /** The host's name was resolved. */
    int64_t name_us;
    /** The connection was there. */
    int64_t connect_us;
    /** TLS was agreed. */
    int64_t tls_us;
    /** The request began to be written. */
    int64_t sent_us;
    /** The answer began. */
    int64_t first_byte_us;
    /** The try had ended. */
    int64_t done_us;
    /** Bytes of the request's body, or of its query. */
    int64_t bytes_out;
    /** Bytes of the answer's body. */
    int64_t bytes_in;
    /** The provider's code ("E110"), or ""; what is longer than 31 bytes is cut off. */
    char provider_code[32];
    /** One English sentence. */
    char message[256];
} sky_log_event;

/** Is told what happens to sends, on the thread that sends. It may log and count; it must not call the same client. */
typedef void (*sky_logger)(void *user, const sky_log_event *event);

/** Says whether a call that waits is to end: 0 to go on, anything else to end it; see sky_thread_set_interrupt(). */
typedef int32_t (*sky_interrupt)(void *user);

/** In which headers credentials travel to Cellcast. */
typedef enum sky_credential_mode {
    /**
     * APPKEY, and Authorization with HTTP Basic: what Cellcast's introduction and its pages of calls ask for. The
     * default.
     */
    SKY_CREDENTIAL_BOTH = 0,
    /** APPKEY alone. */
    SKY_CREDENTIAL_APPKEY = 1,
    /** HTTP Basic alone. */
    SKY_CREDENTIAL_BASIC = 2,
    /** Authorization with a bearer token: Cellcast's newer platform. */
    SKY_CREDENTIAL_BEARER = 3
} sky_credential_mode;

/** What a send does when the rate leaves no room for it at once; see sky_client_set_rate_mode(). */
typedef enum sky_rate_mode {
    /** It waits for its turn, if that comes before the deadline. The default. */
    SKY_RATE_WAIT = 0,
    /** It returns SKY_E_THROTTLED at once, also where the provider asks for slower sending; sky_result_retry_after_ms()
        says after how long there is room. A batch keeps its messages back all the same; sky_batch_next() waits no longer
        than it is told. */
    SKY_RATE_REPORT = 1
} sky_rate_mode;

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

/**
 * A moment that a provider wrote, in the caller's memory; see sky_parse_time(). Plain data of frozen size (24 bytes).
 */
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

/** How a message text travels. */
typedef enum sky_encoding {
    /** Septets of the GSM 7-bit alphabets (3GPP TS 23.038): 160 in one message, 153 in each of several. */
    SKY_ENCODING_GSM7 = 0,
    /** UTF-16 code units, which the standard calls UCS-2: 70 in one message, 67 in each of several. */
    SKY_ENCODING_UCS2 = 1
} sky_encoding;

/** The languages that have national tables; the numbers are the identifiers of 3GPP TS 23.038, 6.2.1.2.4. */
typedef enum sky_language {
    /** No national table: the default alphabet and its extension table. */
    SKY_LANGUAGE_NONE = 0,
    /** Turkish. */
    SKY_LANGUAGE_TURKISH = 1,
    /** Spanish; it has a single shift table only. */
    SKY_LANGUAGE_SPANISH = 2,
    /** Portuguese. */
    SKY_LANGUAGE_PORTUGUESE = 3,
    /** Bengali and Assamese. */
    SKY_LANGUAGE_BENGALI = 4,
    /** Gujarati. */
    SKY_LANGUAGE_GUJARATI = 5,
    /** Hindi. */
    SKY_LANGUAGE_HINDI = 6,
    /** Kannada. */
    SKY_LANGUAGE_KANNADA = 7,
    /** Malayalam. */
    SKY_LANGUAGE_MALAYALAM = 8,
    /** Oriya. */
    SKY_LANGUAGE_ORIYA = 9,
    /** Punjabi. */
    SKY_LANGUAGE_PUNJABI = 10,
    /** Tamil. */
    SKY_LANGUAGE_TAMIL = 11,
    /** Telugu. */
    SKY_LANGUAGE_TELUGU = 12,
    /** Urdu. */
    SKY_LANGUAGE_URDU = 13
} sky_language;

/**
 * What the functions about texts may do; add up what you want, 0 is what every network carries.
 *
 * A national table is named by the product of its sort and its language: SKY_TEXT_SINGLE * SKY_LANGUAGE_TURKISH. It
 * is used where it makes the text cheaper. Neither provider documents that it takes any.
 */
typedef enum sky_text_option {
    /** Splitting sets borders only between grapheme clusters. For programs that send the parts themselves. */
    SKY_TEXT_KEEP_CLUSTERS = 1,
    /** Simplifying writes Greek and Cyrillic letters with letters of the alphabet. */
    SKY_TEXT_TRANSLITERATE = 2,
    /** Times a sky_language: its locking shift table may be used. */
    SKY_TEXT_LOCKING = 256,
    /** Times a sky_language: its single shift table may be used. */
    SKY_TEXT_SINGLE = 65536
} sky_text_option;

/** What a text costs, and why. Plain data of frozen size (64 bytes). */
typedef struct sky_text_info {
    /** How it travels: GSM 7-bit if its alphabets hold each of the characters, else UCS-2. */
    sky_encoding encoding;
    /** The national locking shift table in use; SKY_LANGUAGE_NONE unless the options allow one and it is cheaper. */
    sky_language locking;
    /** The national single shift table in use, likewise. */
    sky_language single;
    /** Unicode code points. */
    int32_t characters;
    /** Septets (an escaped character takes two) or UTF-16 code units (one beyond U+FFFF takes two). */
    int32_t units;
    /** Messages that are billed; 0 for an empty text. */
    int32_t segments;
    /** Units that still fit in the last segment. */
    int32_t units_left;
    /**
     * Units that one segment holds: 160 or 70 in a single one, 153 or 67 in each of several, less with national tables.
     */
    int32_t units_per_segment;
    /** Units left empty at borders, because a pair of units is never cut. They are billed. */
    int32_t padding;
    /** Offset in bytes of the first character that forces UCS-2; -1 if none does. */
    int32_t ucs2_offset;
    /** That character, a code point; 0 if there is none. */
    uint32_t ucs2_character;
    /** How many characters force UCS-2. */
    int32_t ucs2_count;
    /** Segments of what sky_simplify_text() would make of it with the same options; never more. */
    int32_t simplified_segments;
    /** The encoding of that. */
    sky_encoding simplified_encoding;
    /** Always 0. */
    int32_t reserved[2];
} sky_text_info;

/** One part of a text. Plain data of frozen size (12 bytes). */
typedef struct sky_text_part {
    /** Where the part begins, in bytes from the start of the text. */
    int32_t offset;
    /** Its length in bytes. */
    int32_t length;
    /** The septets or UTF-16 code units that it takes. */
    int32_t units;
} sky_text_part;

/** What it costs to keep grapheme clusters whole. Plain data of frozen size (16 bytes). */
typedef struct sky_split_cost {
    /** Parts with clusters kept whole. */
    int32_t parts;
    /** Parts where networks set the borders. */
    int32_t parts_otherwise;
    /** Borders of networks that cut a cluster: an emoji with its modifiers, a flag, a letter with its marks, CR LF. */
    int32_t clusters_cut;
    /** Borders that cut a cluster even so, because it is longer than a part. */
    int32_t clusters_too_long;
} sky_split_cost;

/** Why simplifying replaced something. */
typedef enum sky_replacement_kind {
    /** A letter and its combining marks put together (NFC); to Unicode the text is the same. */
    SKY_REPLACEMENT_COMPOSITION = 1,
    /** A quotation mark, apostrophe or prime. */
    SKY_REPLACEMENT_QUOTATION = 2,
    /** A hyphen, dash or minus sign. */
    SKY_REPLACEMENT_DASH = 3,
    /** Other punctuation, a bullet or an arrow. */
    SKY_REPLACEMENT_PUNCTUATION = 4,
    /** A space or line end. */
    SKY_REPLACEMENT_SPACE = 5,
    /** A character without a glyph, removed. */
    SKY_REPLACEMENT_INVISIBLE = 6,
    /** A zero-width joiner or non-joiner, removed. */
    SKY_REPLACEMENT_JOINER = 7,
    /** A sign with a well-known spelling. */
    SKY_REPLACEMENT_SYMBOL = 8,
    /** A letter without its marks, or spelled with others. */
    SKY_REPLACEMENT_LETTER = 9,
    /** A combining mark removed after a Latin letter. */
    SKY_REPLACEMENT_MARK = 10,
    /** A wide, fancy, joined or enclosed form. */
    SKY_REPLACEMENT_FORM = 11,
    /** A fraction, set apart from digits by a space. */
    SKY_REPLACEMENT_FRACTION = 12,
    /** A letter of another script: only with SKY_TEXT_TRANSLITERATE. */
    SKY_REPLACEMENT_SCRIPT = 13
} sky_replacement_kind;

/** One replacement that simplifying makes. Plain data of frozen size (24 bytes). */
typedef struct sky_replacement {
    /** Why it is made. */
    sky_replacement_kind kind;
    /** Where the replaced characters are in the text, in bytes. */
    int32_t offset;
    /** Their length in bytes. */
    int32_t length;
    /** The first of them, a code point. */
    uint32_t character;
    /** Where the replacement is in the simplified text, in bytes. */
    int32_t simplified_offset;
    /** Its length in bytes; 0 for a character that was removed. */
    int32_t simplified_length;
} sky_replacement;

/** The texts of a message that providers limit. */
typedef enum sky_text_field {
    /** The text of an SMS. */
    SKY_FIELD_MESSAGE = 0,
    /** The subject of an MMS. */
    SKY_FIELD_SUBJECT = 1,
    /** The text of an MMS, or of one slide of it. */
    SKY_FIELD_SLIDE = 2,
    /** An alphanumeric sender (FROM_MASK at Skycore). */
    SKY_FIELD_SENDER = 3
} sky_text_field;

/** What a limit counts. */
typedef enum sky_limit_unit {
    /** Unicode code points, as sky_text_info.characters. */
    SKY_LIMIT_CHARACTERS = 0,
    /** Septets or UTF-16 code units, as sky_text_info.units. */
    SKY_LIMIT_UNITS = 1
} sky_limit_unit;

/** What a provider does with a text that is longer than its limit. */
typedef enum sky_limit_beyond {
    /** It refuses the message. */
    SKY_BEYOND_REFUSED = 0,
    /** It drops the rest without a word. */
    SKY_BEYOND_CUT = 1,
    /** Its documents do not say. */
    SKY_BEYOND_UNSTATED = 2
} sky_limit_beyond;

/** How long a text a provider takes. Plain data of frozen size (16 bytes). */
typedef struct sky_limit {
    /** The limit for a text in GSM 7-bit. */
    int32_t gsm7;
    /** The limit for a text in UCS-2. */
    int32_t ucs2;
    /** What both count. */
    sky_limit_unit unit;
    /** What becomes of a longer text. */
    sky_limit_beyond beyond;
} sky_limit;

/** How far a batch is; see sky_batch_get_progress(). Plain data of frozen size (96 bytes). */
typedef struct sky_batch_progress {
    /** Messages that were added. */
    uint64_t total;
    /** Of them, how many have not begun. */
    uint64_t waiting;
    /** How many are under way, or wait for their next try. */
    uint64_t in_flight;
    /** How many have ended. */
    uint64_t done;
    /** Of those that ended, how many were accepted, as a whole or in part. */
    uint64_t accepted;
    /** How many were refused or throttled. */
    uint64_t rejected;
    /** Of how many nobody can say whether they were sent. */
    uint64_t unknown;
    /** How many were not sent. */
    uint64_t not_sent;
    /** How many were cancelled; they were not sent either. */
    uint64_t cancelled;
    /** Since the first message began, in milliseconds. */
    int64_t elapsed_ms;
    /** How long the rest takes if it goes on as it did, in milliseconds; -1 if nothing has ended yet. */
    int64_t time_left_ms;
    /** Messages that ended in a second, on average. */
    double rate_per_second;
} sky_batch_progress;

/** A way to one account of one provider; see sky_client_new(). */
typedef struct sky_client sky_client;
/** Many messages over one client; see sky_batch_new(). */
typedef struct sky_batch sky_batch;
/** A request that is being built; see sky_request_new(). */
typedef struct sky_request sky_request;
/** What a provider answered; see sky_send_sms() and sky_parse_response(). */
typedef struct sky_result sky_result;
/** What a provider reported; see sky_parse_postback(). */
typedef struct sky_postback sky_postback;

#endif
