<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The languages that have national tables; the numbers are those of the standard.
 */
final class Language
{
    /** No national table: the default alphabet and its extension table. */
    public const NONE = 0;
    /** Turkish. */
    public const TURKISH = 1;
    /** Spanish; it has a single shift table only. */
    public const SPANISH = 2;
    /** Portuguese. */
    public const PORTUGUESE = 3;
    /** Bengali and Assamese. */
    public const BENGALI = 4;
    /** Gujarati. */
    public const GUJARATI = 5;
    /** Hindi. */
    public const HINDI = 6;
    /** Kannada. */
    public const KANNADA = 7;
    /** Malayalam. */
    public const MALAYALAM = 8;
    /** Oriya. */
    public const ORIYA = 9;
    /** Punjabi. */
    public const PUNJABI = 10;
    /** Tamil. */
    public const TAMIL = 11;
    /** Telugu. */
    public const TELUGU = 12;
    /** Urdu. */
    public const URDU = 13;
}
