<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The provider said "slower". Nothing was sent: send again after `$result->retryAfterMs`, or some seconds if it is 0.
 */
final class ThrottledException extends SkyException
{
}
