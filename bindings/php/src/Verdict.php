<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a notification says about its message: `Notification::$verdict`.
 */
final class Verdict
{
    /** The library cannot tell: an unknown code, or a state in a form that says nothing. */
    public const UNKNOWN = 0;
    /** It worked: delivered, encoded, made. */
    public const SUCCESS = 1;
    /** It failed. */
    public const FAILURE = 2;
    /** Nothing is decided by it: a message on its way, or (then it is final) an event such as an inbound SMS. */
    public const PENDING = 3;

    private const NAMES = ['unknown', 'success', 'failure', 'pending'];

    /**
     * Give a verdict as a word, for logs and people: "success". A number that is none gives "unknown".
     */
    public static function name(int $verdict): string
    {
        return self::NAMES[$verdict] ?? self::NAMES[self::UNKNOWN];
    }
}
