<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls of Library that make, change and check requests.
 *
 * @internal
 */
trait RequestCalls
{
    /**
     * Call one of the functions that make a request.
     *
     * @param array<int, string|null> $arguments
     * @internal
     */
    public static function newRequest(
        string $constructor,
        #[\SensitiveParameter]
        array $arguments
    ): CData {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->{'sky_request_' . $constructor}(...$arguments, ...[self::$request, self::$error]);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return self::$request[0];
    }

    /**
     * Call one of the functions that change a request.
     *
     * @param array<int, string|int|null> $arguments
     * @internal
     */
    public static function changeRequest(
        CData $request,
        string $function,
        #[\SensitiveParameter]
        array $arguments
    ): void {
        $status = self::$ffi->{'sky_request_' . $function}($request, ...$arguments, ...[self::$error]);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /**
     * Have a request remember that an argument was refused before it came to the library: a name that is NULL is
     * refused and remembered, unless the library remembers something already.
     *
     * @internal
     */
    public static function spoilRequest(CData $request): void
    {
        self::$ffi->sky_request_set($request, null, null, null);
    }

    /** @internal */
    public static function checkRequest(int $provider, CData $request): void
    {
        $status = self::$ffi->sky_request_check($provider, $request, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /** @internal */
    public static function freeRequest(CData $request): void
    {
        self::$ffi->sky_request_free($request);
    }
}
