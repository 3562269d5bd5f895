#include "form_table.h"

/* Letters, digits and -._* stay as they are (URL Standard, application/x-www-form-urlencoded percent-encode set). */
#define IS_KEPT(b)                                                                                                     \
    (((b) >= 'a' && (b) <= 'z') || ((b) >= 'A' && (b) <= 'Z') || ((b) >= '0' && (b) <= '9') || (b) == '-' ||           \
     (b) == '.' || (b) == '_' || (b) == '*')
#define DIGIT(n) ((uint32_t)((n) < 10 ? '0' + (n) : 'A' + (n) - 10))
#define ONE(b) (1u << 24 | (uint32_t)(b))
#define THREE(b) (3u << 24 | DIGIT((b) & 15) << 16 | DIGIT((b) >> 4) << 8 | '%')
#define FORM(b) (IS_KEPT(b) ? ONE(b) : (b) == ' ' ? ONE('+') : THREE(b))
#define FOUR(b) FORM(b), FORM((b) + 1), FORM((b) + 2), FORM((b) + 3)
#define SIXTEEN(b) FOUR(b), FOUR((b) + 4), FOUR((b) + 8), FOUR((b) + 12)
#define SIXTY_FOUR(b) SIXTEEN(b), SIXTEEN((b) + 16), SIXTEEN((b) + 32), SIXTEEN((b) + 48)

static const uint32_t forms[256] = {SIXTY_FOUR(0), SIXTY_FOUR(64), SIXTY_FOUR(128), SIXTY_FOUR(192)};

const uint32_t *_Nonnull sky_form_table(void)
{
    return forms;
}
