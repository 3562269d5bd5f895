<?php

declare(strict_types=1);

namespace Libsky;

/**
 * An argument is missing, of the wrong type, or not one of those allowed. Nothing was sent.
 */
final class ArgumentException extends SkyException
{
}
