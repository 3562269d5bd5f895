<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What it costs to keep grapheme clusters whole: made by Text::splitCost(). Read it, do not change it.
 */
final class SplitCost
{
    /** Parts with clusters kept whole. */
    public int $parts;
    /** Parts where networks set the borders. */
    public int $partsOtherwise;
    /** Borders of networks that cut a cluster: an emoji with its modifiers, a flag, a letter with its marks, CR LF. */
    public int $clustersCut;
    /** Borders that cut a cluster even so, because it is longer than a part. */
    public int $clustersTooLong;

    /**
     * @param int[] $numbers
     * @internal
     */
    public function __construct(array $numbers)
    {
        [
            1 => $this->parts,
            2 => $this->partsOtherwise,
            3 => $this->clustersCut,
            4 => $this->clustersTooLong,
        ] = $numbers;
    }
}
