<?php

declare(strict_types=1);

namespace Libsky;

/**
 * How a call ended. `SkyException::$status`, `Result::$status` and `Entry::$status` are one of these.
 */
final class Status
{
    /** Done. For a send: the provider accepted the message. */
    public const OK = 0;
    /** An argument is missing or not one of those allowed. */
    public const ARGUMENT = 1;
    /** A text is not valid UTF-8. */
    public const UTF8 = 2;
    /** Something is larger than a documented limit. */
    public const LIMIT = 3;
    /** A phone number cannot be one. */
    public const NUMBER = 4;
    /** A text cannot be sent as it is. */
    public const TEXT = 5;
    /** A document is not well-formed, or refused because it may be an attack. */
    public const DOCUMENT = 6;
    /** A document is well-formed, but not one that this provider sends. */
    public const PROTOCOL = 7;
    /** The client, or the library, is not set up for this call, or was already in use when it was to be set up. */
    public const CONFIG = 8;
    /** The provider said no. Nothing was sent. */
    public const REJECTED = 9;
    /** The provider said "slower". Nothing was sent. */
    public const THROTTLED = 10;
    /** Some recipients were accepted, some were not. */
    public const PARTIAL = 11;
    /** No byte of the request can have been acted on: safe to send again. */
    public const NOT_SENT = 12;
    /** The request may have been acted on, nobody can say. */
    public const UNKNOWN = 13;
    /** The caller cancelled. */
    public const CANCELLED = 14;
    /** The library failed, or could not be loaded. */
    public const INTERNAL = 15;

    /**
     * Give the name that a status has in C, for example "SKY_E_NUMBER"; "SKY_E_?" for a number that is none.
     */
    public static function name(int $status): string
    {
        return SkyCalls::statusName($status);
    }

    /**
     * Give an English sentence that says what a status means.
     */
    public static function text(int $status): string
    {
        return SkyCalls::statusText($status);
    }
}
