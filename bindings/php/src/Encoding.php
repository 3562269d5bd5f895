<?php

declare(strict_types=1);

namespace Libsky;

/**
 * How a text travels: `TextInfo::$encoding`.
 */
final class Encoding
{
    /** Septets of the GSM 7-bit alphabets (3GPP TS 23.038): 160 in one message, 153 in each of several. */
    public const GSM7 = 0;
    /** UTF-16 code units, which the standard calls UCS-2: 70 in one message, 67 in each of several. */
    public const UCS2 = 1;
}
