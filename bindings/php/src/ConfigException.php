<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The client, or the library, is not set up for this call, or was already in use when it was to be set up.
 */
final class ConfigException extends SkyException
{
}
