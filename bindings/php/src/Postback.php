<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * What a provider posted: 0 to 300 notifications, usually one. Sky::parsePostback() gives it.
 *
 * @implements \IteratorAggregate<int, Notification>
 */
final class Postback implements \Countable, \IteratorAggregate
{
    use BoundToProcess;

    private CData $handle;
    private string $packed;
    private CData $numbers;

    /**
     * @param string $packed a copy of the packed block, up to the raw document
     * @param CData $numbers the block itself, as numbers of 32 bits; it lives as long as the handle
     * @internal
     */
    public function __construct(CData $handle, string $packed, CData $numbers)
    {
        $this->handle = $handle;
        $this->packed = $packed;
        $this->numbers = $numbers;
    }

    public function __destruct()
    {
        Library::freePostback($this->handle);
    }

    /**
     * Give the number of notifications.
     */
    public function count(): int
    {
        return $this->numbers[2];
    }

    /**
     * Give one notification.
     *
     * @param int $index from 0
     * @throws ArgumentException if there is none of that number
     */
    public function notification(int $index = 0): Notification
    {
        $numbers = $this->numbers;
        if ($index < 0 || $index >= $numbers[2]) {
            throw SkyException::of(Status::ARGUMENT, "index: the postback has $numbers[2] notifications");
        }
        // The records begin where the header says, in bytes; each is 48 bytes long, which are 12 numbers.
        $place = ($numbers[4] >> 2) + 12 * ($index + $numbers[3]);
        return new Notification($this, $index, $this->packed, $numbers, $place);
    }

    /**
     * Go through the notifications.
     *
     * @return \Generator<int, Notification>
     */
    public function getIterator(): \Generator
    {
        for ($index = 0, $count = $this->numbers[2]; $index < $count; $index++) {
            yield $index => $this->notification($index);
        }
    }

    /**
     * Give the body as it came in.
     */
    public function raw(): string
    {
        return Library::raw($this->numbers);
    }

    /**
     * Give everything the document holds as JSON, nested as it is.
     */
    public function json(): string
    {
        return Library::postbackJson($this->handle);
    }

    /**
     * For var_dump() and print_r(): no numbers, no texts.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return ['count' => $this->count()];
    }

    /** @internal */
    public function fingerprint(int $notification): string
    {
        return Library::postbackFingerprint($this->handle, $notification);
    }

    /** @internal */
    public function ask(int $notification, string $name, int $index): ?string
    {
        return Library::postbackField($this->handle, $notification, $name, $index);
    }
}
