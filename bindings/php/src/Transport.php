<?php

declare(strict_types=1);

namespace Libsky;

/**
 * How a request travels to Skycore: the option "transport" of Client.
 */
final class Transport
{
    /** POST, the document in the form field "xml". The default. */
    public const FORM = 0;
    /** POST, the document as the body. */
    public const RAW = 1;
    /** GET. The API key becomes a part of the URL, and servers log URLs: prefer another. */
    public const GET = 2;
}
