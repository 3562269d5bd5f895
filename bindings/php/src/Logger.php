<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * Whom a client tells what happens: a PSR-3 logger, or any callable that takes the same arguments.
 *
 * @internal
 */
final class Logger
{
    private const LEVELS = [
        LogLevel::ERROR => 'error',
        LogLevel::WARNING => 'warning',
        LogLevel::INFO => 'info',
        LogLevel::DEBUG => 'debug',
    ];

    /** Names of the kinds of events, SKY_LOG_ATTEMPT and so on. */
    private const KINDS = [1 => 'attempt', 2 => 'wait', 3 => 'end', 4 => 'refusal'];

    /** @var callable */
    private $log;
    private int $level;

    /** The number by which the library knows it; null before it is attached. */
    private ?int $id = null;

    /**
     * Refuse what can be told nothing.
     *
     * @param mixed $logger
     * @throws ArgumentException
     */
    public static function requireLogger($logger, string $name): void
    {
        if (!is_callable($logger) && !self::hasLog($logger)) {
            throw SkyException::of(Status::ARGUMENT, "$name: must be a PSR-3 logger or a callable");
        }
    }

    /**
     * @param callable|object $logger
     */
    public function __construct($logger, int $level)
    {
        $this->log = self::hasLog($logger) ? [$logger, 'log'] : $logger;
        $this->level = $level;
    }

    public function __destruct()
    {
        if ($this->id !== null) {
            LoggerCalls::forgetLogger($this->id);
        }
    }

    /**
     * Have a client tell it what happens, as long as this object lives.
     */
    public function attach(CData $client): void
    {
        $this->id = LoggerCalls::addLogger($this);
        LoggerCalls::setLogger($client, $this->level, $this->id);
    }

    /**
     * Tell of an event.
     *
     * @param array<string, int|string|null> $event fields of sky_log_event by name
     */
    public function tell(array $event): void
    {
        $level = self::LEVELS[$event['level']] ?? 'debug';
        $message = $event['message'];
        $event['kind'] = self::KINDS[$event['kind']] ?? 'other';
        $event['status'] = Status::name($event['status']);
        unset($event['level'], $event['message']);
        ($this->log)($level, $message, $event);
    }

    /**
     * @param mixed $logger
     */
    private static function hasLog($logger): bool
    {
        return is_object($logger) && is_callable([$logger, 'log']);
    }
}
