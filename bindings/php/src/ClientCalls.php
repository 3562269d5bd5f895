<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls of Library that make clients, set them up and send through them.
 *
 * @internal
 */
trait ClientCalls
{
    /** @internal */
    public static function newClient(int $provider, string $credential): CData
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_client_new($provider, $credential, self::$client, self::$error);
        self::check($status);
        return self::$client[0];
    }

    /**
     * Call one of the setters of a client.
     *
     * @param string|int|float|null ...$values
     * @internal
     */
    public static function setUpClient(
        CData $client,
        string $setting,
        #[\SensitiveParameter]
        ...$values
    ): void {
        self::check(self::$ffi->{'sky_client_set_' . $setting}($client, ...$values, ...[self::$error]));
    }

    /** @internal */
    public static function freeClient(CData $client): void
    {
        self::$ffi->sky_client_free($client);
    }

    /** @internal */
    public static function sendSms(CData $client, string $to, ?string $from, string $text): Result
    {
        $status = self::$ffi->sky_send_sms($client, $to, $from, $text, self::$result, self::$error);
        return self::outcome($status);
    }

    /** @internal */
    public static function cancelClient(CData $client): void
    {
        self::check(self::$ffi->sky_client_cancel($client, self::$error));
    }

    /** @internal */
    public static function closeConnections(): void
    {
        (self::$ffi ?? self::load())->sky_close_connections();
    }

    /** @internal */
    public static function isPostbackSource(CData $client, string $ip): bool
    {
        return self::$ffi->sky_client_postback_source_is_known($client, $ip) !== 0;
    }

    /** @internal */
    public static function send(CData $client, CData $request): Result
    {
        return self::outcome(self::$ffi->sky_send($client, $request, self::$result, self::$error));
    }
}
