<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What the functions of Text may do: add up what you want.
 *
 * A national table is named by a product: `TextOption::SINGLE * Language::TURKISH`. It is used where it makes the text
 * cheaper. Neither provider documents that it takes any.
 */
final class TextOption
{
    /** Splitting sets borders only between grapheme clusters. For programs that send the parts themselves. */
    public const KEEP_CLUSTERS = 1;
    /** Simplifying writes Greek and Cyrillic letters with letters of the alphabet. */
    public const TRANSLITERATE = 2;
    /** Times one of Language: its locking shift table may be used. */
    public const LOCKING = 256;
    /** Times one of Language: its single shift table may be used. */
    public const SINGLE = 65536;
}
