<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a notification is about: `Notification::$kind`.
 */
final class PostbackKind
{
    /** A kind that this version does not know; its fields are readable all the same. */
    public const OTHER = 0;
    /** Delivery report of an SMS. */
    public const SMS_DELIVERY = 1;
    /** Delivery report of an MMS. */
    public const MMS_DELIVERY = 2;
    /** Whether the content of a stored MMS could be encoded. */
    public const CONTENT_ENCODING = 3;
    /** State of a device discovery message. */
    public const DISCOVERY = 4;
    /** An SMS came in. */
    public const INBOUND_SMS = 5;
    /** An MMS came in. */
    public const INBOUND_MMS = 6;
    /** A number opted in or out. */
    public const SUBSCRIPTION = 7;
    /** An e-mail address opted in or out. */
    public const EMAIL_SUBSCRIPTION = 8;
    /** State of a pass. */
    public const PASS = 9;

    private const NAMES = [
        'other', 'SMS delivery', 'MMS delivery', 'content encoding', 'discovery', 'inbound SMS', 'inbound MMS',
        'subscription', 'e-mail subscription', 'pass',
    ];

    /**
     * Give a kind as words, for logs and people: "SMS delivery". A number that is none gives "other".
     */
    public static function name(int $kind): string
    {
        return self::NAMES[$kind] ?? self::NAMES[self::OTHER];
    }
}
