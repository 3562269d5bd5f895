<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The calls of Library that read what a provider answered.
 *
 * @internal
 */
trait ResultCalls
{
    /** @internal */
    public static function parseResponse(int $provider, int $httpStatus, string $body): Result
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_parse_response(
            $provider,
            $httpStatus,
            $body,
            strlen($body),
            self::$result,
            self::$error
        );
        return self::outcome($status);
    }

    /** @internal */
    public static function freeResult(CData $result): void
    {
        self::$ffi->sky_result_free($result);
    }

    /** @internal */
    public static function resultCode(CData $result): ?string
    {
        return self::$ffi->sky_result_code($result);
    }

    /** @internal */
    public static function resultMessage(CData $result): ?string
    {
        return self::$ffi->sky_result_message($result);
    }

    /** @internal */
    public static function resultField(CData $result, string $name, int $index): ?string
    {
        return self::$ffi->sky_result_field($result, $name, $index);
    }

    /** @internal */
    public static function entryField(CData $result, int $entry, string $name, int $index): ?string
    {
        return self::$ffi->sky_result_entry_field($result, $entry, $name, $index);
    }

    /** @internal */
    public static function resultJson(CData $result): string
    {
        return self::takeText(self::$ffi->sky_result_json($result));
    }

    /**
     * @param string $what "number" or "count"
     * @internal
     */
    public static function resultPage(CData $result, string $what): ?int
    {
        $page = self::$ffi->{'sky_result_page_' . $what}($result);
        return $page < 0 ? null : $page;
    }

    /** @internal */
    public static function nextRequest(CData $result): ?CData
    {
        $request = self::$ffi->sky_result_next_request($result, self::$error);
        if ($request === null) {
            self::check(self::$error[0]->status);
        }
        return $request;
    }
}
