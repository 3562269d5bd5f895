/*
 * The actions of Skycore's messaging API and their parameters (tools/data/skycore/actions.tsv and parameters.tsv
 * explain the columns). Words are offsets into sky_action_words(), so that the tables need no relocation when the
 * library loads.
 */
#ifndef SKY_ACTION_TABLES_H
#define SKY_ACTION_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* One action. */
struct sky_action_row {
    /* The name in ACTION. */
    uint16_t name;
    /* The name over GET; 0 where GET is refused. */
    uint16_t get_name;
    /* Its parameters: place of the first, and how many. */
    uint16_t first_parameter;
    uint8_t parameter_count;
    /* 1: the request is written in lower case. */
    uint8_t is_lower_case;
};

/* Another name of an action. */
struct sky_action_alias {
    uint16_t name;
    /* Place of the action. */
    uint16_t action;
};

/* One parameter of one action. */
struct sky_parameter_row {
    /* "SLIDE/IMAGE". */
    uint16_t path;
    /* "IMAGE". */
    uint16_t name;
    /* "data_" for children of any name over GET, "customtext_" for numbered blocks; 0 for plain names. */
    uint16_t get_prefix;
    /* Characters at most; 0: no limit. */
    uint16_t limit;
    /* The number of the provider's code if it is missing, if there is too much of it; 0: none is known. */
    uint16_t missing_code;
    uint16_t excess_code;
    /* The parameter it lies in, counted from 1 among the action's; 0: the request itself. */
    uint8_t parent;
    /* 0 may, 1 must, 2 exactly one of its group, 3 at least one of its group, 4 must when another of its group is
       given. */
    uint8_t need;
    /* The number of its group in the action; 0: none. */
    uint8_t group;
    /* 0 text, 1 MSISDN, 2 sender, 3 whole number, 4 yes or no, 5 true, 6 UTC time, 7 block, 8 block with children of
       any name. */
    uint8_t kind;
    /* How often it may be given; 255: any number. */
    uint8_t most;
};

/* Two that may not stand together in a SLIDE. */
struct sky_slide_conflict {
    uint16_t one;
    uint16_t other;
    /* The number of the provider's code; 0: none is known. */
    uint16_t code;
};

/* All actions; gives their number too. Functions, because Swift cannot see arrays of open length. */
const struct sky_action_row *sky_action_rows(size_t *count);

/* All other names. */
const struct sky_action_alias *sky_action_aliases(size_t *count);

/* All parameters, those of one action one behind the other. */
const struct sky_parameter_row *sky_parameter_rows(size_t *count);

/* What may not stand together. */
const struct sky_slide_conflict *sky_slide_conflicts(size_t *count);

/* The words, each with a NUL behind it. */
const char *sky_action_words(void);

#endif
