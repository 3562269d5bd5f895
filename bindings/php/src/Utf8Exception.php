<?php

declare(strict_types=1);

namespace Libsky;

/**
 * A text or document is not valid UTF-8; `$offset` says where. Nothing was sent.
 */
final class Utf8Exception extends SkyException
{
}
