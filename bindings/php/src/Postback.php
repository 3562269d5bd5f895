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

    /** Where the records begin, and how long each is, in numbers of 32 bits. */
    private const RECORDS = 16;
    private const RECORD = 12;

    private PostbackSource $source;
    private int $count;
    private ?Notification $first = null;

    /**
     * Read a packed block. sky_postback_packed() documents the layout.
     *
     * @param string $packed the block
     * @param CData $numbers the same block as numbers of 32 bits, which is quicker to read: its memory is used for the
     *     next postback, so what is nearly always wanted is read now
     * @internal
     */
    public static function read(string $packed, CData $numbers): self
    {
        $postback = new self();
        $postback->source = new PostbackSource($packed);
        $postback->count = $numbers[2];
        if ($postback->count > 0) {
            $postback->first = new Notification($postback->source, 0, $numbers, self::RECORDS);
        }
        return $postback;
    }

    private function __construct()
    {
    }

    /**
     * Give the number of notifications.
     */
    public function count(): int
    {
        return $this->count;
    }

    /**
     * Give one notification.
     *
     * @param int $index from 0
     * @throws ArgumentException if there is none of that number
     */
    public function notification(int $index = 0): Notification
    {
        if ($index === 0 && $this->first !== null) {
            return $this->first;
        }
        if ($index < 0 || $index >= $this->count) {
            throw SkyException::of(Status::ARGUMENT, "index: the postback has $this->count notifications");
        }
        $place = 4 * (self::RECORDS + self::RECORD * $index);
        return new Notification($this->source, $index, unpack('L' . self::RECORD, $this->source->packed, $place), 1);
    }

    /**
     * Go through the notifications.
     *
     * @return \Generator<int, Notification>
     */
    public function getIterator(): \Generator
    {
        for ($index = 0; $index < $this->count; $index++) {
            yield $index => $this->notification($index);
        }
    }

    /**
     * Give the body as it came in.
     */
    public function raw(): string
    {
        return $this->source->raw();
    }

    /**
     * Give everything the document holds as JSON, nested as it is.
     */
    public function json(): string
    {
        return PostbackCalls::postbackJson($this->source->handle());
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
}
