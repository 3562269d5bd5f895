<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls of Library that send many messages at once.
 *
 * @internal
 */
trait BatchCalls
{
    /** @internal */
    public static function newBatch(CData $client, int $timeoutMs): CData
    {
        self::check(self::$ffi->sky_batch_new($client, self::$batch, self::$error));
        $batch = self::$batch[0];
        $status = self::$ffi->sky_batch_set_timeout_ms($batch, $timeoutMs, self::$error);
        if ($status !== Status::OK) {
            self::$ffi->sky_batch_free($batch);
            throw self::failure($status);
        }
        return $batch;
    }

    /** @internal */
    public static function freeBatch(CData $batch): void
    {
        self::$ffi->sky_batch_free($batch);
    }

    /** @internal */
    public static function addToBatch(
        CData $batch,
        #[\SensitiveParameter]
        string $to,
        ?string $from,
        #[\SensitiveParameter]
        string $text,
        int $number
    ): void {
        $status = self::$ffi->sky_batch_add($batch, $to, $from, $text, $number, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /** @internal */
    public static function addRequestToBatch(CData $batch, CData $request, int $number): void
    {
        self::check(self::$ffi->sky_batch_add_request($batch, $request, $number, self::$error));
    }

    /**
     * Drive a batch until a message has ended.
     *
     * @param int $milliseconds how long to wait for that
     * @return Outcome|null its tag is the message's number
     * @internal
     */
    public static function nextOfBatch(CData $batch, int $milliseconds): ?Outcome
    {
        $status = self::$ffi->sky_batch_next($batch, $milliseconds, self::$tag, self::$result, self::$error);
        $result = self::takeResult();
        if ($result === null) {
            self::check($status);
            return null;
        }
        $failure = null;
        if ($status !== Status::OK) {
            $failure = self::failure($status);
            $failure->result = $result;
        }
        return new Outcome(self::$tag[0], $status, $result, $failure);
    }

    /** @internal */
    public static function pendingOfBatch(CData $batch): int
    {
        return self::$ffi->sky_batch_pending($batch);
    }

    /** @internal */
    public static function progressOfBatch(CData $batch): BatchProgress
    {
        self::check(self::$ffi->sky_batch_get_progress($batch, self::$progress, self::$error));
        $read = self::$progress[0];
        $progress = new BatchProgress();
        $progress->total = $read->total;
        $progress->waiting = $read->waiting;
        $progress->inFlight = $read->in_flight;
        $progress->done = $read->done;
        $progress->accepted = $read->accepted;
        $progress->rejected = $read->rejected;
        $progress->unknown = $read->unknown;
        $progress->notSent = $read->not_sent;
        $progress->cancelled = $read->cancelled;
        $progress->elapsedMs = $read->elapsed_ms;
        $progress->timeLeftMs = $read->time_left_ms < 0 ? null : $read->time_left_ms;
        $progress->ratePerSecond = $read->rate_per_second;
        return $progress;
    }

    /** @internal */
    public static function cancelBatch(CData $batch): void
    {
        self::check(self::$ffi->sky_batch_cancel($batch, self::$error));
    }
}
