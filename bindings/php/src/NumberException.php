<?php

declare(strict_types=1);

namespace Libsky;

/**
 * A phone number cannot be one; the message says why. Nothing was sent.
 */
final class NumberException extends SkyException
{
}
