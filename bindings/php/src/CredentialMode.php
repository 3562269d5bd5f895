<?php

declare(strict_types=1);

namespace Libsky;

/**
 * In which headers credentials travel to Cellcast: the option credential_mode of Client.
 */
final class CredentialMode
{
    /** APPKEY, and Authorization with HTTP Basic. The default. */
    public const BOTH = 0;
    /** APPKEY alone. */
    public const APPKEY = 1;
    /** HTTP Basic alone. */
    public const BASIC = 2;
    /** Authorization with a bearer token, which the API key is then: Cellcast's newer platform. */
    public const BEARER = 3;
}
