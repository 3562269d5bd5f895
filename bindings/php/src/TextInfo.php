<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a text costs, and why: made by Text::measure(). Read it, do not change it.
 */
final class TextInfo
{
    /** How it travels, one of Encoding: GSM7 if its alphabets hold each of the characters, else UCS2. */
    public int $encoding;
    /** The national locking shift table in use, one of Language. */
    public int $locking;
    /** The national single shift table in use, one of Language. */
    public int $single;
    /** Unicode code points. */
    public int $characters;
    /** Septets (an escaped character takes two) or UTF-16 code units (one beyond U+FFFF takes two). */
    public int $units;
    /** Messages that are billed; 0 for an empty text. */
    public int $segments;
    /** Units that still fit in the last segment. */
    public int $unitsLeft;
    /** Units that one segment holds: 160 or 70 in a single one, 153 or 67 in each of several. */
    public int $unitsPerSegment;
    /** Units left empty at borders, because a pair of units is never cut. They are billed. */
    public int $padding;
    /** Offset in bytes of the first character that forces UCS2; null if none does. */
    public ?int $ucs2Offset;
    /** Code point of that character; null if there is none. */
    public ?int $ucs2Character;
    /** How many characters force UCS2. */
    public int $ucs2Count;
    /** Segments of what Text::simplify() would make of it with the same options; never more. */
    public int $simplifiedSegments;
    /** The encoding of that, one of Encoding. */
    public int $simplifiedEncoding;

    /**
     * @param int[] $numbers
     * @internal
     */
    public function __construct(array $numbers)
    {
        [
            1 => $this->encoding,
            2 => $this->locking,
            3 => $this->single,
            4 => $this->characters,
            5 => $this->units,
            6 => $this->segments,
            7 => $this->unitsLeft,
            8 => $this->unitsPerSegment,
            9 => $this->padding,
            12 => $this->ucs2Count,
            13 => $this->simplifiedSegments,
            14 => $this->simplifiedEncoding,
        ] = $numbers;
        $isForced = $numbers[10] >= 0;
        $this->ucs2Offset = $isForced ? $numbers[10] : null;
        $this->ucs2Character = $isForced ? $numbers[11] : null;
    }
}
