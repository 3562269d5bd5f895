<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a file of a slide is; see Request::slide().
 */
final class Media
{
    /** No file, a text only. */
    public const NONE = 0;
    /** A picture. */
    public const IMAGE = 1;
    /** A sound. */
    public const AUDIO = 2;
    /** A film. */
    public const VIDEO = 3;
    /** A business card (vCard). */
    public const VCARD = 4;
    /** A calendar entry (iCalendar). */
    public const ICAL = 5;
    /** A PDF file. */
    public const PDF = 6;
    /** A pass. */
    public const PASSBOOK = 7;
}
