<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a provider does with a text that is longer than its limit: `TextLimit::$beyond`.
 */
final class LimitBeyond
{
    /** It refuses the message. */
    public const REFUSED = 0;
    /** It drops the rest without a word. */
    public const CUT = 1;
    /** Its documents do not say. */
    public const UNSTATED = 2;
}
