<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls that make, change and check requests.
 *
 * @internal
 */
final class RequestCalls
{
    /** Where the library leaves a new request; made once, as Library's memory is. */
    private static ?CData $request = null;

    /**
     * Call one of the functions that make a request.
     *
     * @param array<int, string|null> $arguments
     */
    public static function newRequest(
        string $constructor,
        #[\SensitiveParameter]
        array $arguments
    ): CData {
        $ffi = Library::$ffi ?? Library::load();
        self::$request ??= $ffi->new('sky_request *[1]');
        $status = $ffi->{'sky_request_' . $constructor}(...$arguments, ...[self::$request, Library::$error]);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return self::$request[0];
    }

    /**
     * Call one of the functions that change a request.
     *
     * @param array<int, string|int|null> $arguments
     */
    public static function changeRequest(
        CData $request,
        string $function,
        #[\SensitiveParameter]
        array $arguments
    ): void {
        $status = Library::$ffi->{'sky_request_' . $function}($request, ...$arguments, ...[Library::$error]);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
    }

    /**
     * Have a request remember that an argument was refused before it came to the library: a name that is NULL is
     * refused and remembered, unless the library remembers something already.
     */
    public static function spoilRequest(CData $request): void
    {
        Library::$ffi->sky_request_set($request, null, null, null);
    }

    public static function checkRequest(int $provider, CData $request): void
    {
        $status = Library::$ffi->sky_request_check($provider, $request, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
    }

    public static function freeRequest(CData $request): void
    {
        Library::$ffi->sky_request_free($request);
    }
}
