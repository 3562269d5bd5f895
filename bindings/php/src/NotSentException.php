<?php

declare(strict_types=1);

namespace Libsky;

/**
 * No byte of the request can have been acted on: sending again is safe.
 */
final class NotSentException extends SkyException
{
}
