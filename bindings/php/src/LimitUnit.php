<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a limit counts: `TextLimit::$unit`.
 */
final class LimitUnit
{
    /** Unicode code points, as TextInfo::$characters. */
    public const CHARACTERS = 0;
    /** Septets or UTF-16 code units, as TextInfo::$units. */
    public const UNITS = 1;
}
