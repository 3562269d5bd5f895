<?php

declare(strict_types=1);

namespace Libsky;

/**
 * Something is larger than a documented limit; the message names the limit. Nothing was sent.
 */
final class LimitException extends SkyException
{
}
