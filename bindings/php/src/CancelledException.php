<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The program cancelled; nothing was sent.
 */
final class CancelledException extends SkyException
{
}
