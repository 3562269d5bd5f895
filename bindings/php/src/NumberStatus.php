<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What became of a number: `Number::$status`, and each of `Numbers::$statuses`.
 */
final class NumberStatus
{
    /** It matches a pattern of its region: numbers like it are given out. */
    public const VALID = 0;
    /** Its length is one that numbers of its country have, but no known pattern matches. */
    public const POSSIBLE = 1;
    /** It can be dialled within its area only: the area code is missing. */
    public const POSSIBLE_LOCAL_ONLY = 2;
    /** Fewer digits than any number of its country has. */
    public const TOO_SHORT = 3;
    /** More digits than any number of its country has. */
    public const TOO_LONG = 4;
    /** Between the shortest and the longest of its country, but no number has so many digits. */
    public const INVALID_LENGTH = 5;
    /** The country is not known: no calling code, or one that is not assigned, and no region that helps. */
    public const INVALID_COUNTRY = 6;
    /** It does not look like a phone number. */
    public const NOT_A_NUMBER = 7;
    /** Fewer than three digits behind the plus or the prefix for calling abroad. */
    public const TOO_SHORT_AFTER_IDD = 8;
    /** Fewer than two digits behind the calling code. */
    public const TOO_SHORT_NSN = 9;
    /** More than 250 characters, or more than 17 digits behind the calling code. */
    public const PARSE_TOO_LONG = 10;
    /** Text messages do not reach it: of a type that the caller did not want, or (when normalised) an extension. */
    public const NOT_SMS_CAPABLE = 11;
}
