<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What kind of line a valid number belongs to: `Number::$type`, and each of `Numbers::$types`.
 */
final class NumberType
{
    /** A land line. */
    public const FIXED_LINE = 0;
    /** A mobile phone. */
    public const MOBILE = 1;
    /** Either; the plan does not tell the two apart (United States, Canada). */
    public const FIXED_LINE_OR_MOBILE = 2;
    /** Free for the caller. */
    public const TOLL_FREE = 3;
    /** Dear for the caller. */
    public const PREMIUM_RATE = 4;
    /** Paid by both ends. */
    public const SHARED_COST = 5;
    /** A line over the internet. */
    public const VOIP = 6;
    /** Follows a person from line to line. */
    public const PERSONAL_NUMBER = 7;
    /** A pager. */
    public const PAGER = 8;
    /** A company's number for several of its lines. */
    public const UAN = 9;
    /** A voice mailbox. */
    public const VOICEMAIL = 10;
    /** The number is not valid. */
    public const UNKNOWN = 15;
}
