<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls that make clients, set them up and send through them.
 *
 * @internal
 */
final class ClientCalls
{
    /** Where the library leaves a new client; made once, as Library's memory is. */
    private static ?CData $client = null;

    public static function newClient(int $provider, string $credential): CData
    {
        $ffi = Library::$ffi ?? Library::load();
        self::$client ??= $ffi->new('sky_client *[1]');
        $status = $ffi->sky_client_new($provider, $credential, self::$client, Library::$error);
        Library::check($status);
        return self::$client[0];
    }

    /**
     * Call one of the setters of a client.
     *
     * @param string|int|float|null ...$values
     */
    public static function setUpClient(
        CData $client,
        string $setting,
        #[\SensitiveParameter]
        ...$values
    ): void {
        Library::check(Library::$ffi->{'sky_client_set_' . $setting}($client, ...$values, ...[Library::$error]));
    }

    public static function freeClient(CData $client): void
    {
        Library::$ffi->sky_client_free($client);
    }

    public static function sendSms(CData $client, string $to, ?string $from, string $text): Result
    {
        $status = Library::$ffi->sky_send_sms($client, $to, $from, $text, Library::$result, Library::$error);
        return Library::outcome($status);
    }

    public static function cancelClient(CData $client): void
    {
        Library::check(Library::$ffi->sky_client_cancel($client, Library::$error));
    }

    public static function closeConnections(): void
    {
        (Library::$ffi ?? Library::load())->sky_close_connections();
    }

    public static function isPostbackSource(CData $client, string $ip): bool
    {
        return Library::$ffi->sky_client_postback_source_is_known($client, $ip) !== 0;
    }

    public static function send(CData $client, CData $request): Result
    {
        return Library::outcome(Library::$ffi->sky_send($client, $request, Library::$result, Library::$error));
    }
}
