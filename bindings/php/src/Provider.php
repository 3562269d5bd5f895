<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The providers whose interfaces the library speaks.
 */
final class Provider
{
    /** Skycore's HTTP/XML messaging API, wxml 1.3. */
    public const SKYCORE = 1;
    /** Cellcast's REST/JSON API. */
    public const CELLCAST = 2;
}
