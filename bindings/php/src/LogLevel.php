<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The least important level that a logger is told: the option log_level of Client.
 */
final class LogLevel
{
    /** Nothing is told. */
    public const OFF = 0;
    /** Sends that failed, or whose outcome is unknown. */
    public const ERROR = 1;
    /** Also tries that failed, sends that were refused, throttled or accepted in part. */
    public const WARNING = 2;
    /** Also each send that was accepted, and each wait. */
    public const INFO = 3;
    /** Also each try. */
    public const DEBUG = 4;
}
