<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The provider said no: `$providerCode` and `$result` have its code and words. Nothing was sent.
 */
final class RejectedException extends SkyException
{
}
