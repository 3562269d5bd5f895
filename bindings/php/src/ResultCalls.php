<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The calls that read what a provider answered.
 *
 * @internal
 */
final class ResultCalls
{
    public static function parseResponse(int $provider, int $httpStatus, string $body): Result
    {
        $ffi = Library::$ffi ?? Library::load();
        $status = $ffi->sky_parse_response(
            $provider,
            $httpStatus,
            $body,
            strlen($body),
            Library::$result,
            Library::$error
        );
        return Library::outcome($status);
    }

    /** Copy the document out of a packed block, as it came in. */
    public static function raw(CData $block): string
    {
        return FFI::string(Library::$ffi->cast('const char *', $block) + $block[6], $block[7]);
    }

    public static function resultCode(CData $result): ?string
    {
        return Library::$ffi->sky_result_code($result);
    }

    public static function resultMessage(CData $result): ?string
    {
        return Library::$ffi->sky_result_message($result);
    }

    public static function resultField(CData $result, string $name, int $index): ?string
    {
        return Library::$ffi->sky_result_field($result, $name, $index);
    }

    public static function entryField(CData $result, int $entry, string $name, int $index): ?string
    {
        return Library::$ffi->sky_result_entry_field($result, $entry, $name, $index);
    }

    public static function resultJson(CData $result): string
    {
        return Library::takeText(Library::$ffi->sky_result_json($result));
    }

    /**
     * @param string $what "number" or "count"
     */
    public static function resultPage(CData $result, string $what): ?int
    {
        $page = Library::$ffi->{'sky_result_page_' . $what}($result);
        return $page < 0 ? null : $page;
    }

    public static function nextRequest(CData $result): ?CData
    {
        $request = Library::$ffi->sky_result_next_request($result, Library::$error);
        if ($request === null) {
            Library::check(Library::$error[0]->status);
        }
        return $request;
    }
}
