<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What became of many phone numbers, a list for each answer; row i of each belongs to number i of those that were read.
 */
final class Numbers implements \Countable
{
    /** How many are valid or possible (valid, with NumberFlag::REQUIRE_VALID). */
    public int $accepted;
    /** @var string[] digits in international format, accepted or not; "" if a number could not be read */
    public array $digits;
    /** @var int[] one of NumberStatus each */
    public array $statuses;
    /** @var int[] one of NumberType each */
    public array $types;
    /** @var string[] "US", "001" for codes of no region, "" if that cannot be told */
    public array $regions;

    /** @internal */
    public function __construct(
        int $accepted,
        #[\SensitiveParameter]
        array $digits,
        array $statuses,
        array $types,
        array $regions
    ) {
        $this->accepted = $accepted;
        $this->digits = $digits;
        $this->statuses = $statuses;
        $this->types = $types;
        $this->regions = $regions;
    }

    public function count(): int
    {
        return count($this->statuses);
    }

    /** Without the numbers: what is dumped into logs should not hold them. */
    public function __debugInfo(): array
    {
        return ['count' => count($this), 'accepted' => $this->accepted];
    }
}
