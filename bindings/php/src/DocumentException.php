<?php

declare(strict_types=1);

namespace Libsky;

/**
 * A document is not well-formed, or was refused because it may be an attack; `$offset` says where.
 */
final class DocumentException extends SkyException
{
}
