<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The library could not be loaded; the message says precisely why, and what to do.
 */
final class LoadException extends SkyException
{
}
