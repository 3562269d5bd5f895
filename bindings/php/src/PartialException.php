<?php

declare(strict_types=1);

namespace Libsky;

/**
 * Some recipients were accepted, some were not; `$result` has an entry for each.
 */
final class PartialException extends SkyException
{
}
