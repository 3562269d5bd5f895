<?php

declare(strict_types=1);

namespace Libsky;

use FFI;

/**
 * The calls that need no client: versions, codes, times, one number.
 *
 * @internal
 */
final class SkyCalls
{
    public static function version(): string
    {
        return (Library::$ffi ?? Library::load())->sky_version();
    }

    public static function statusName(int $status): string
    {
        return (Library::$ffi ?? Library::load())->sky_status_name($status);
    }

    public static function statusText(int $status): string
    {
        return (Library::$ffi ?? Library::load())->sky_status_text($status);
    }

    public static function normalizeMsisdn(string $input, ?string $region): string
    {
        $ffi = Library::$ffi ?? Library::load();
        $digits = $ffi->new('char[' . $ffi->sky_msisdn_size() . ']');
        $status = $ffi->sky_normalize_msisdn($input, strlen($input), $region, $digits, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return FFI::string($digits);
    }

    public static function sourceIsKnown(int $provider, string $ip): bool
    {
        return (Library::$ffi ?? Library::load())->sky_postback_source_is_known($provider, $ip) !== 0;
    }

    public static function codeText(int $provider, int $space, string $code): ?string
    {
        return (Library::$ffi ?? Library::load())->sky_code_text($provider, $space, $code);
    }

    public static function codeGroup(int $provider, int $space, string $code): ?string
    {
        return (Library::$ffi ?? Library::load())->sky_code_group($provider, $space, $code);
    }

    public static function codeRetry(int $provider, int $space, string $code): int
    {
        return (Library::$ffi ?? Library::load())->sky_code_retry($provider, $space, $code);
    }

    /**
     * @return array{int, int, int|null} seconds, microseconds, the offset in minutes if one was written
     */
    public static function parseTime(string $text): array
    {
        $ffi = Library::$ffi ?? Library::load();
        $time = $ffi->new('sky_time');
        $status = $ffi->sky_parse_time($text, strlen($text), FFI::addr($time), Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return [$time->seconds, $time->microseconds, $time->has_offset !== 0 ? $time->offset_minutes : null];
    }
}
