<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a send does when the rate leaves no room for it at once: the option rate_mode of Client.
 */
final class RateMode
{
    /** It waits for its turn, within its time-out. */
    public const WAIT = 0;
    /** It is a ThrottledException at once; its result has the wait in retryAfterMs. */
    public const REPORT = 1;
}
