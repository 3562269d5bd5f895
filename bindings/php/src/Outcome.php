<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What became of one message of a batch. Read it, do not change it.
 */
final class Outcome
{
    /** @var mixed what the program knows the message by, as it was given with it */
    public $tag;

    /** How it ended: one of Status. */
    public int $status;

    /** Whether the provider accepted it, for all its recipients. */
    public bool $isAccepted;

    /** The answer, the tries, the time and the wait; null for what was refused before it was begun to be sent. */
    public ?Result $result;

    /** What Client::sendSms() would have thrown; null if it was accepted. */
    public ?SkyException $exception;

    /**
     * @param mixed $tag
     * @internal
     */
    public function __construct($tag, int $status, ?Result $result, ?SkyException $exception)
    {
        $this->tag = $tag;
        $this->status = $status;
        $this->isAccepted = $exception === null;
        $this->result = $result;
        $this->exception = $exception;
    }

    /**
     * For var_dump() and print_r(): no numbers, no texts, and no tag, which may be either.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return [
            'status' => Status::name($this->status),
            'isAccepted' => $this->isAccepted,
            'result' => $this->result,
            'exception' => $this->exception === null ? null : $this->exception->getMessage(),
        ];
    }
}
