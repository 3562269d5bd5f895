<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls by which the library tells loggers what happens.
 *
 * PHP gives the memory of a C function made of a PHP one back at the end of the request only, so there is one for all
 * clients, made when the first logger comes. A client hands it the number of its logger.
 *
 * @internal
 */
final class LoggerCalls
{
    /** The function that the library calls, a `sky_logger`. */
    private static ?CData $teller = null;

    /** @var array<int, \WeakReference<Logger>> by number; clients keep them, and they may keep clients */
    private static array $loggers = [];

    /** @var array<int, CData> what is handed to the function: the numbers of the loggers, each in memory of its own */
    private static array $loggerIds = [];

    private static int $lastLogger = 0;

    /** How deep calls are that loggers make. */
    private static int $depth = 0;

    /** @var array<int, CData[]> memory for calls that loggers make, by depth */
    private static array $desks = [];

    public static function addLogger(Logger $logger): int
    {
        $id = ++self::$lastLogger;
        self::$loggers[$id] = \WeakReference::create($logger);
        self::$loggerIds[$id] = Library::$ffi->new('uint64_t[1]');
        self::$loggerIds[$id][0] = $id;
        return $id;
    }

    public static function forgetLogger(int $id): void
    {
        unset(self::$loggers[$id], self::$loggerIds[$id]);
    }

    public static function setLogger(CData $client, int $level, int $id): void
    {
        if (self::$teller === null) {
            self::$teller = Library::$ffi->new('sky_logger[1]');
            self::$teller[0] = static function ($user, $event): void {
                // Nothing may be thrown through C.
                try {
                    self::tell($user, $event);
                } catch (\Throwable $failure) {
                    error_log('libsky: the logger threw ' . get_class($failure));
                }
            };
        }
        $user = self::$loggerIds[$id];
        Library::check(
            Library::$ffi->sky_client_set_logger($client, $level, self::$teller[0], $user, Library::$error)
        );
    }

    /**
     * The library tells of an event, in the middle of a call. A logger may use the library, with other clients: what
     * that writes must not be taken for what the call that goes on has written.
     */
    private static function tell(CData $user, CData $event): void
    {
        $logger = self::$loggers[Library::$ffi->cast('uint64_t *', $user)[0]] ?? null;
        $logger = $logger === null ? null : $logger->get();
        if ($logger === null) {
            return;
        }
        $desk = [Library::$error, Library::$result, Library::$tag];
        $depth = ++self::$depth;
        self::$desks[$depth] = self::$desks[$depth] ?? Library::newDesk();
        Library::useDesk(self::$desks[$depth]);
        try {
            $logger->tell(self::readEvent($event));
        } finally {
            self::$depth--;
            Library::useDesk($desk);
        }
    }

    /**
     * @return array<string, int|string|null>
     */
    private static function readEvent(CData $event): array
    {
        $code = \FFI::string($event->provider_code);
        return [
            'level' => $event->level,
            'message' => \FFI::string($event->message),
            'kind' => $event->kind,
            'status' => $event->status,
            'attempt' => $event->attempt,
            'transport_code' => $event->transport_code,
            'http_status' => $event->http_status,
            'provider_code' => $code === '' ? null : $code,
            'is_new_connection' => $event->is_new_connection !== 0,
            'wait_ms' => $event->wait_ms,
            'name_us' => $event->name_us,
            'connect_us' => $event->connect_us,
            'tls_us' => $event->tls_us,
            'sent_us' => $event->sent_us,
            'first_byte_us' => $event->first_byte_us,
            'done_us' => $event->done_us,
            'bytes_out' => $event->bytes_out,
            'bytes_in' => $event->bytes_in,
        ];
    }
}
