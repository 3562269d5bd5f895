<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

use function is_string;
use function strpos;

/**
 * Many messages over one client, many of them under way at the same time. Client::batch() makes one.
 *
 *     foreach ($rows as $row) {
 *         $batch->add($row['number'], $row['text'], null, $row['id']);
 *     }
 *     foreach ($batch as $outcome) {
 *         note($outcome->tag, $outcome->isAccepted);
 *     }
 *
 * Nothing is sent before next(), or foreach, and messages are sent during these calls only; those under way meet their
 * time-outs while the program does something else for long. Messages end in any order. They may be added at any time,
 * also while going through the outcomes.
 *
 * It belongs to the process that made it: a child of pcntl_fork() makes a batch of its own, of the same client.
 *
 * @implements \IteratorAggregate<int, Outcome>
 */
final class Batch implements \Countable, \IteratorAggregate
{
    use BoundToProcess;

    /** How long a call into the library may take, in milliseconds: PHP handles signals between calls only. */
    private const SLICE = 250;

    /** Kept, for its logger is told of this batch's messages. */
    private Client $client;
    private CData $handle;

    /** @var array<int, mixed> what the program knows the messages by, by the numbers that the library has */
    private array $tags = [];

    private int $last = 0;

    /** @internal */
    public function __construct(Client $client, CData $handle)
    {
        $this->client = $client;
        $this->handle = $handle;
    }

    public function __destruct()
    {
        BatchCalls::freeBatch($this->handle);
    }

    /**
     * Add an SMS. It is checked as by Client::sendSms(); what is refused is not added.
     *
     * @param string $to the recipient
     * @param string $text the text, UTF-8, 1 to 65536 bytes
     * @param string|null $from the sender; null for default_sender
     * @param mixed $tag what you know the message by: its Outcome gives it back
     * @throws SkyException ArgumentException, Utf8Exception, LimitException, NumberException, TextException,
     *     ConfigException (after pcntl_fork())
     */
    public function add(
        #[\SensitiveParameter]
        $to,
        #[\SensitiveParameter]
        $text,
        #[\SensitiveParameter]
        $from = null,
        $tag = null
    ): void {
        // Asked here as well: calls cost what is to be saved by a batch.
        if (!is_string($to) || strpos($to, "\0") !== false) {
            Library::requireText($to, 'to');
        }
        if (!is_string($text) || strpos($text, "\0") !== false) {
            Library::requireText($text, 'text');
        }
        if ($from !== null && (!is_string($from) || strpos($from, "\0") !== false)) {
            Library::requireText($from, 'from');
        }
        BatchCalls::addToBatch($this->handle, $to, $from, $text, ++$this->last);
        if ($tag !== null) {
            $this->tags[$this->last] = $tag;
        }
    }

    /**
     * Add a request. It is checked as by Client::send(); what is refused is not added. The request is not changed, and
     * not needed any longer.
     *
     * @param Request $request
     * @param mixed $tag what you know it by: its Outcome gives it back
     * @throws SkyException as add()
     */
    public function addRequest(
        #[\SensitiveParameter]
        $request,
        $tag = null
    ): void {
        Request::requireRequest($request);
        $request->addTo($this->handle, ++$this->last);
        if ($tag !== null) {
            $this->tags[$this->last] = $tag;
        }
    }

    /**
     * Send until one message has ended.
     *
     * @param int|null $timeoutMs how long to wait for that; null: as long as it takes
     * @return Outcome|null null if no message has ended in that time, or if none is left
     * @throws SkyException about the call, not about a message: ConfigException (after pcntl_fork()), InternalException
     */
    public function next(?int $timeoutMs = null): ?Outcome
    {
        $end = $timeoutMs === null ? null : hrtime(true) + 1000000 * $timeoutMs;
        $left = self::SLICE;
        do {
            if ($end !== null) {
                $left = max(0, min(self::SLICE, intdiv($end - hrtime(true) + 999999, 1000000)));
            }
            $outcome = BatchCalls::nextOfBatch($this->handle, $left, $this->tags);
            if ($outcome !== null) {
                return $outcome;
            }
        } while ($left > 0 && BatchCalls::pendingOfBatch($this->handle) > 0);
        return null;
    }

    /**
     * Send, and go through the outcomes as the messages end, until none is left. Who leaves the loop early may go
     * through the rest later.
     *
     * @return \Generator<int, Outcome>
     */
    public function getIterator(): \Generator
    {
        while (($outcome = $this->next()) !== null) {
            yield $outcome;
        }
    }

    /**
     * Give the number of messages that were added and whose outcomes were not given yet.
     */
    public function count(): int
    {
        return BatchCalls::pendingOfBatch($this->handle);
    }

    /**
     * Tell how far the batch is.
     */
    public function progress(): BatchProgress
    {
        return BatchCalls::progressOfBatch($this->handle);
    }

    /**
     * Begin no further messages. Go on through the outcomes: they say of each message whether it went.
     *
     * What has not begun ends with a CancelledException; what was handed over is waited for, within its time-out.
     */
    public function cancel(): void
    {
        BatchCalls::cancelBatch($this->handle);
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

    /**
     * Send messages as they come, with so many at most in memory: what Client::sendAll() gives.
     *
     * @param iterable<mixed> $messages
     * @return \Generator<int, Outcome>
     * @internal
     */
    public function sendAll(
        #[\SensitiveParameter]
        $messages,
        int $room
    ): \Generator {
        $failure = null;
        $pending = 0;
        try {
            foreach ($messages as $key => $message) {
                try {
                    $this->addMessage($message, $key);
                    $pending++;
                } catch (SkyException $refusal) {
                    $tag = is_array($message) ? $message['tag'] ?? $key : $key;
                    yield new Outcome($tag, $refusal->status, null, $refusal);
                }
                if ($pending >= $room) {
                    $pending--;
                    yield $this->next();
                }
            }
        } catch (\Throwable $failure) {
            // The messages themselves failed. What is under way is brought to its end first.
        }
        while (($outcome = $this->next()) !== null) {
            yield $outcome;
        }
        if ($failure !== null) {
            throw $failure;
        }
    }

    /**
     * @param mixed $message
     * @param mixed $key
     */
    private function addMessage(
        #[\SensitiveParameter]
        $message,
        $key
    ): void {
        if ($message instanceof Request) {
            $this->addRequest($message, $key);
            return;
        }
        if (!is_array($message)) {
            $wanted = 'each must be an array or a Libsky\\Request, not ' . gettype($message);
            throw SkyException::of(Status::ARGUMENT, 'messages: ' . $wanted);
        }
        $tag = $message['tag'] ?? $key;
        if (isset($message['request'])) {
            $this->addRequest($message['request'], $tag);
        } else {
            $this->add($message['to'] ?? null, $message['text'] ?? null, $message['from'] ?? null, $tag);
        }
    }
}
