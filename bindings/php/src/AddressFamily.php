<?php

declare(strict_types=1);

namespace Libsky;

/**
 * Which addresses a host's name may stand for: the option address_family of Client.
 */
final class AddressFamily
{
    /** Whatever the system finds. */
    public const ANY = 0;
    /** IPv4 only. */
    public const IPV4 = 4;
    /** IPv6 only. */
    public const IPV6 = 6;
}
