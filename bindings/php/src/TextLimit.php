<?php

declare(strict_types=1);

namespace Libsky;

/**
 * How long a text a provider takes: made by Text::limit(). Read it, do not change it.
 */
final class TextLimit
{
    /** The limit for a text in GSM7. */
    public int $gsm7;
    /** The limit for a text in UCS2. */
    public int $ucs2;
    /** What both count, one of LimitUnit. */
    public int $unit;
    /** What becomes of a longer text, one of LimitBeyond. */
    public int $beyond;

    /**
     * @param int[] $numbers
     * @internal
     */
    public function __construct(array $numbers)
    {
        [1 => $this->gsm7, 2 => $this->ucs2, 3 => $this->unit, 4 => $this->beyond] = $numbers;
    }
}
