<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The calls that send many messages at once.
 *
 * @internal
 */
final class BatchCalls
{
    /** Where the library leaves a new batch; made once, as Library's memory is. */
    private static ?CData $batch = null;

    public static function newBatch(CData $client, int $timeoutMs): CData
    {
        self::$batch ??= Library::$ffi->new('sky_batch *[1]');
        Library::check(Library::$ffi->sky_batch_new($client, self::$batch, Library::$error));
        $batch = self::$batch[0];
        $status = Library::$ffi->sky_batch_set_timeout_ms($batch, $timeoutMs, Library::$error);
        if ($status !== Status::OK) {
            Library::$ffi->sky_batch_free($batch);
            throw Library::failure($status);
        }
        return $batch;
    }

    public static function freeBatch(CData $batch): void
    {
        Library::$ffi->sky_batch_free($batch);
    }

    public static function addToBatch(
        CData $batch,
        #[\SensitiveParameter]
        string $to,
        ?string $from,
        #[\SensitiveParameter]
        string $text,
        int $number
    ): void {
        $status = Library::$ffi->sky_batch_add($batch, $to, $from, $text, $number, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
    }

    public static function addRequestToBatch(CData $batch, CData $request, int $number): void
    {
        Library::check(Library::$ffi->sky_batch_add_request($batch, $request, $number, Library::$error));
    }

    /**
     * Drive a batch until a message has ended.
     *
     * @param int $milliseconds how long to wait for that
     * @param array<int, mixed> $tags what the program knows the messages by, by number; that of the message is taken
     *   out
     */
    public static function nextOfBatch(CData $batch, int $milliseconds, array &$tags): ?Outcome
    {
        $status = Library::$ffi->sky_batch_next(
            $batch,
            $milliseconds,
            Library::$tag,
            Library::$result,
            Library::$error
        );
        $block = Library::$result[0];
        if ($block === null) {
            Library::check($status);
            return null;
        }
        $result = new Result($block, FFI::string($block, $block[6]));
        $failure = null;
        if ($status !== Status::OK) {
            $failure = Library::failure($status);
            $failure->result = $result;
        }
        $number = Library::$tag[0];
        $tag = $tags[$number] ?? null;
        unset($tags[$number]);
        return new Outcome($tag, $status, $result, $failure);
    }

    public static function pendingOfBatch(CData $batch): int
    {
        return Library::$ffi->sky_batch_pending($batch);
    }

    public static function progressOfBatch(CData $batch): BatchProgress
    {
        $read = Library::$ffi->new('sky_batch_progress');
        Library::check(Library::$ffi->sky_batch_get_progress($batch, FFI::addr($read), Library::$error));
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

    public static function cancelBatch(CData $batch): void
    {
        Library::check(Library::$ffi->sky_batch_cancel($batch, Library::$error));
    }
}
