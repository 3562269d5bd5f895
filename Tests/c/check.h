/* Counting checks: each says the rule it holds. The last line is "N passed, N failed". */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int passed_checks, failed_checks;

#define CHECK(rule, condition)                                                           \
    do {                                                                                 \
        if (condition)                                                                   \
            passed_checks++;                                                             \
        else {                                                                           \
            failed_checks++;                                                             \
            printf("FAILED %s:%d: %s (%s)\n", __FILE__, __LINE__, rule, #condition);     \
        }                                                                                \
    } while (0)

static int checks_done(void)
{
    printf("%d passed, %d failed\n", passed_checks, failed_checks);
    return failed_checks != 0;
}

#endif
