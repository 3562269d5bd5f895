<?php

declare(strict_types=1);

namespace Libsky;

/**
 * Whether sending the same request again later can help, and is safe: what Sky::codeRetry() gives.
 */
final class Retry
{
    /** The documents do not say what happened. Never repeat a send on it unasked. */
    public const UNKNOWN = 0;
    /** Refused before anything was sent; repeating it later is safe. */
    public const SAFE = 1;
    /** Repeating the same request cannot help. */
    public const USELESS = 2;
}
