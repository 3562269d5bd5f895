<?php

declare(strict_types=1);

namespace Libsky;

/**
 * Why simplifying replaces something: `Replacement::$kind`.
 */
final class ReplacementKind
{
    /** A letter and its combining marks put together (NFC); to Unicode the text is the same. */
    public const COMPOSITION = 1;
    /** A quotation mark, apostrophe or prime. */
    public const QUOTATION = 2;
    /** A hyphen, dash or minus sign. */
    public const DASH = 3;
    /** Other punctuation, a bullet or an arrow. */
    public const PUNCTUATION = 4;
    /** A space or line end. */
    public const SPACE = 5;
    /** A character without a glyph, removed. */
    public const INVISIBLE = 6;
    /** A zero-width joiner or non-joiner, removed. */
    public const JOINER = 7;
    /** A sign with a well-known spelling. */
    public const SYMBOL = 8;
    /** A letter without its marks, or spelled with others. */
    public const LETTER = 9;
    /** A combining mark removed after a Latin letter. */
    public const MARK = 10;
    /** A wide, fancy, joined or enclosed form. */
    public const FORM = 11;
    /** A fraction, set apart from digits by a space. */
    public const FRACTION = 12;
    /** A letter of another script: only with TextOption::TRANSLITERATE. */
    public const SCRIPT = 13;
}
