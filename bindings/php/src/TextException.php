<?php

declare(strict_types=1);

namespace Libsky;

/**
 * A text cannot be sent as it is; the message says why. Nothing was sent.
 */
final class TextException extends SkyException
{
}
