<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
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
     * @param array<int, mixed> $tags what the program knows the messages by, by number; that of the message is taken
     *   out
     * @internal
     */
    public static function nextOfBatch(CData $batch, int $milliseconds, array &$tags): ?Outcome
    {
        $status = self::$ffi->sky_batch_next($batch, $milliseconds, self::$tag, self::$result, self::$error);
        $handle = self::$result[0];
        if ($handle === null) {
            self::check($status);
            return null;
        }
        $numbers = self::$block[0];
        $result = new Result($handle, FFI::string($numbers, $numbers[6]), $numbers);
        $failure = null;
        if ($status !== Status::OK) {
            $failure = self::failure($status);
            $failure->result = $result;
        }
        $number = self::$tag[0];
        $tag = $tags[$number] ?? null;
        unset($tags[$number]);
        return new Outcome($tag, $status, $result, $failure);
    }

    /** @internal */
    public static function pendingOfBatch(CData $batch): int
    {
        return self::$ffi->sky_batch_pending($batch);
    }

    /** @internal */
    public static function progressOfBatch(CData $batch): BatchProgress
    {
        $read = self::$ffi->new('sky_batch_progress');
        self::check(self::$ffi->sky_batch_get_progress($batch, FFI::addr($read), self::$error));
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
