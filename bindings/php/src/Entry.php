<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * What a provider answered about one recipient.
 */
final class Entry extends Record
{
    /** How it ended: Status::OK, REJECTED, THROTTLED or UNKNOWN. Read it, do not change it. */
    public int $status;

    private Result $result;
    private int $index;

    /** @internal */
    public function __construct(Result $result, int $index, string $packed, CData $numbers, int $place)
    {
        $this->read($packed, $numbers[$place + 5], $numbers[$place + 6], $numbers[$place + 7], $numbers[$place + 8]);
        $this->status = $numbers[$place + 1];
        $this->result = $result;
        $this->index = $index;
    }

    /**
     * For var_dump() and print_r(): no numbers, no texts.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return ['status' => Status::name($this->status), 'names' => $this->shape->names];
    }

    /** @internal */
    protected function ask(string $name, int $index): ?string
    {
        return $this->result->askEntry($this->index, $name, $index);
    }
}
