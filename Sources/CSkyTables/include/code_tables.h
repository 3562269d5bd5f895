/*
 * What is known of the codes of Skycore's answers (tools/data/skycore/answer-codes.tsv). Texts are offsets into
 * sky_answer_code_texts(), so that the table needs no relocation when the library loads.
 */
#ifndef SKY_CODE_TABLES_H
#define SKY_CODE_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* One code. */
struct sky_answer_code_row {
    /* 110 for "E110". */
    uint16_t number;
    uint16_t text;
    /* Place of the group in AnswerCode.Group. */
    uint8_t group;
    /* A sky_retry. */
    uint8_t retry;
};

/* All codes by their numbers; gives how many there are too. */
const struct sky_answer_code_row *sky_answer_code_rows(size_t *count);

/* The texts, each with a NUL behind it. */
const char *sky_answer_code_texts(void);

#endif
