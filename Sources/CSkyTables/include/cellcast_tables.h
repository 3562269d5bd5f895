/*
 * Cellcast's calls and their parameters, codes of answers, states of messages and names of fields (the files in
 * tools/data/cellcast explain the columns). Words are offsets into sky_cellcast_words(), so that the tables need no
 * relocation when the library loads.
 */
#ifndef SKY_CELLCAST_TABLES_H
#define SKY_CELLCAST_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* One call. */
struct sky_cellcast_call {
    /* The path behind the base URL; a segment "*" stands for any one. */
    uint16_t name;
    /* Its parameters: place of the first, and how many. */
    uint16_t first_parameter;
    uint8_t parameter_count;
    /* 0 GET, 1 POST. */
    uint8_t method;
    /* 0 none, 1 query, 2 JSON object, 3 JSON array, 4 multipart form. */
    uint8_t body;
    /* 0 something else, 1 sends SMS, 2 sends MMS, 3 reads a list, 4 reads about one message. */
    uint8_t sends;
    /* 0 v3, 1 the newer platform. */
    uint8_t generation;
};

/* One parameter of one call. */
struct sky_cellcast_parameter {
    /* Characters or bytes at most, or the largest number; 0: no limit. */
    uint32_t limit;
    /* The smallest number. */
    uint32_t least;
    /* "numbers/number". */
    uint16_t path;
    /* "number". */
    uint16_t name;
    /* How often it may be given. */
    uint16_t most;
    /* The parameter it lies in, counted from 1 among the call's; 0: the call itself. */
    uint8_t parent;
    /* 0 may, 1 must, 2 exactly one of its group. */
    uint8_t need;
    /* The number of its group in the call; 0: none. */
    uint8_t group;
    /* 0 text, 1 number, 2 recipient, 3 sender, 4 sender of four digits, 5 time, 6 block, 7 image, 8 the library's own
       switch. */
    uint8_t kind;
    /* Of several: 0 array, 1 array, but one alone is a plain value, 2 array as text. */
    uint8_t shape;
};

/* One code of answers. */
struct sky_cellcast_code {
    uint16_t code;
    uint16_t text;
    /* Place of the group in AnswerCode.Group. */
    uint8_t group;
    /* A sky_retry. */
    uint8_t retry;
    /* 1: a call to many may be refused with it for one of its recipients, or for how many there are. */
    uint8_t blames_one;
};

/* One state of a message. */
struct sky_cellcast_state {
    uint16_t state;
    uint16_t text;
    /* A sky_notification_kind. */
    uint8_t kind;
    /* A sky_verdict. */
    uint8_t verdict;
    uint8_t is_final;
};

/* Another name of a field. */
struct sky_cellcast_name {
    uint16_t name;
    uint16_t other;
};

/* All calls; gives their number too. Functions, because Swift cannot see arrays of open length. */
const struct sky_cellcast_call *sky_cellcast_calls(size_t *count);

/* All parameters, those of one call one behind the other, objects before what lies in them. */
const struct sky_cellcast_parameter *sky_cellcast_parameters(size_t *count);

/* All codes. */
const struct sky_cellcast_code *sky_cellcast_codes(size_t *count);

/* All states. */
const struct sky_cellcast_state *sky_cellcast_states(size_t *count);

/* All other names. */
const struct sky_cellcast_name *sky_cellcast_names(size_t *count);

/* The words, each with a NUL behind it. */
const char *sky_cellcast_words(void);

#endif
