<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The library failed: no memory, or libcurl or libxml2 could not be started.
 */
final class InternalException extends SkyException
{
}
