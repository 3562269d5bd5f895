<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * What a provider answered. Its fields are those of the answer as a whole; its entries, one a recipient, follow when it
 * is gone through. An answer about one recipient is itself the one entry.
 *
 * @implements \IteratorAggregate<int, Entry>
 */
final class Result extends Record implements \Countable, \IteratorAggregate
{
    use BoundToProcess;

    /** How the call as a whole ended: one of Status. Read it, do not change it. */
    public int $status;

    /** The HTTP status that came with the answer. */
    public int $httpStatus;

    /** How many times the request was tried; 0 from Sky::parseResponse(). */
    public int $tries;

    /** Milliseconds from the call to its end; 0 from Sky::parseResponse(). */
    public int $elapsedMs;

    /** Milliseconds to wait before the same request may be sent again: what a throttling answer names, else 0. */
    public int $retryAfterMs;

    /** What the library knows it by: its packed block, which PHP reads as numbers of 32 bits. */
    private CData $block;
    private string $packed;

    /**
     * @param CData $block the packed block; the result owns it from now on
     * @param string $packed a copy of it, up to the raw document
     * @internal
     */
    public function __construct(CData $block, string $packed)
    {
        $this->block = $block;
        $this->packed = $packed;
        $this->status = $block[8];
        $this->httpStatus = $block[9];
        $this->tries = $block[10];
        $this->elapsedMs = $block[11];
        $this->retryAfterMs = $block[12];
        // Record 0, the answer as a whole, is right behind the header's 16 numbers.
        $this->read($packed, $block[21], $block[22], $block[23], $block[24]);
    }

    public function __destruct()
    {
        Library::freeResult($this->block);
    }

    /**
     * Give the provider's code of the call as a whole, for example "E110", or null.
     */
    public function code(): ?string
    {
        return ResultCalls::resultCode($this->block);
    }

    /**
     * Give the provider's words about the call as a whole: why it was refused, or details of its acceptance, or null.
     */
    public function message(): ?string
    {
        return ResultCalls::resultMessage($this->block);
    }

    /**
     * Give the number of entries.
     */
    public function count(): int
    {
        return $this->block[2];
    }

    /**
     * Give one entry.
     *
     * @param int $index from 0
     * @throws ArgumentException if there is none of that number
     */
    public function entry(int $index = 0): Entry
    {
        $block = $this->block;
        if ($index < 0 || $index >= $block[2]) {
            throw SkyException::of(Status::ARGUMENT, "index: the result has $block[2] entries");
        }
        // Each record is 48 bytes long, which are 12 numbers.
        $place = ($block[4] >> 2) + 12 * ($index + $block[3]);
        return new Entry($this, $index, $this->packed, $block, $place);
    }

    /**
     * Go through the entries.
     *
     * @return \Generator<int, Entry>
     */
    public function getIterator(): \Generator
    {
        for ($index = 0, $count = $this->block[2]; $index < $count; $index++) {
            yield $index => $this->entry($index);
        }
    }

    /**
     * Give which page of a list this is, from 1 (of an empty list it may be 0); null if the answer says nothing of
     * pages.
     */
    public function pageNumber(): ?int
    {
        return ResultCalls::resultPage($this->block, 'number');
    }

    /**
     * Give how many pages the list has; null if the answer says nothing of pages.
     */
    public function pageCount(): ?int
    {
        return ResultCalls::resultPage($this->block, 'count');
    }

    /**
     * Make the request for the next page of the list; null if there is none, and for a result of Sky::parseResponse().
     * Client::pages() goes through all.
     *
     * @throws InternalException if memory ran out
     */
    public function nextRequest(): ?Request
    {
        $request = ResultCalls::nextRequest($this->block);
        return $request === null ? null : Request::ofNextPage($request);
    }

    /**
     * Give the answer's body as it came in.
     */
    public function raw(): string
    {
        return ResultCalls::raw($this->block);
    }

    /**
     * Give everything the answer holds as JSON, nested as it is.
     */
    public function json(): string
    {
        return ResultCalls::resultJson($this->block);
    }

    /**
     * For var_dump() and print_r(): no numbers, no texts.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return [
            'status' => Status::name($this->status),
            'httpStatus' => $this->httpStatus,
            'tries' => $this->tries,
            'elapsedMs' => $this->elapsedMs,
            'retryAfterMs' => $this->retryAfterMs,
            'code' => $this->code(),
            'count' => $this->count(),
            'names' => $this->shape->names,
        ];
    }

    /** @internal */
    public function askEntry(int $entry, string $name, int $index): ?string
    {
        return ResultCalls::entryField($this->block, $entry, $name, $index);
    }

    /** @internal */
    protected function ask(string $name, int $index): ?string
    {
        return ResultCalls::resultField($this->block, $name, $index);
    }
}
