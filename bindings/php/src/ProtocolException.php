<?php

declare(strict_types=1);

namespace Libsky;

/**
 * A document is well-formed, but not one that this provider sends.
 */
final class ProtocolException extends SkyException
{
}
