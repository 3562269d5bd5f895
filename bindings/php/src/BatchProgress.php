<?php

declare(strict_types=1);

namespace Libsky;

/**
 * How far a batch was when it was asked. Every message is waiting, in flight or done.
 */
final class BatchProgress
{
    /** Messages that were added. */
    public int $total;
    /** Of them, how many have not begun. */
    public int $waiting;
    /** How many are under way, or wait for their next try. */
    public int $inFlight;
    /** How many have ended. */
    public int $done;
    /** Of those that ended, how many were accepted, as a whole or in part. */
    public int $accepted;
    /** How many were refused or throttled. */
    public int $rejected;
    /** Of how many nobody can say whether they were sent. */
    public int $unknown;
    /** How many were not sent. */
    public int $notSent;
    /** How many were cancelled; they were not sent either. */
    public int $cancelled;
    /** Milliseconds since the first message began. */
    public int $elapsedMs;
    /** Milliseconds that the rest takes if it goes on as it did; null if nothing has ended yet. */
    public ?int $timeLeftMs;
    /** Messages that ended in a second, on average. */
    public float $ratePerSecond;
}
