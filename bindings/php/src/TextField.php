<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The texts of a message that providers limit.
 */
final class TextField
{
    /** The text of an SMS. */
    public const MESSAGE = 0;
    /** The subject of an MMS. */
    public const SUBJECT = 1;
    /** The text of an MMS, or of one slide of it. */
    public const SLIDE = 2;
    /** An alphanumeric sender (FROM_MASK at Skycore). */
    public const SENDER = 3;
}
