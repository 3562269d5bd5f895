<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The border to libsky.so.0: it, its traits, LibraryFile and NumberCalls are all that uses FFI. Programs need setPath()
 * of it and nothing else.
 *
 * The library is loaded at the first call.
 */
final class Library
{
    use TextCalls;
    use ClientCalls;
    use LoggerCalls;
    use BatchCalls;
    use RequestCalls;
    use ResultCalls;
    use PostbackCalls;

    /** The interface that this package is written for, SKY_ABI_VERSION of sky.h. */
    public const ABI_VERSION = 0;

    /** Bytes of the buffer that postbacks are read into: room for all usual ones, ten times over. */
    private const BLOCK_ROOM = 8192;

    /** Parts and replacements for which there is room from the start. */
    private const ROOM = 24;

    private static ?FFI $ffi = null;
    private static ?string $path = null;

    // Memory that the library writes to. Made once: making it costs as much as a call, and PHP 8.2 loses some bytes of
    // its own each time an array of pointers is made and read. What a call leaves here is copied before the next.
    private static CData $error;
    private static CData $buffer;
    private static CData $size;
    private static CData $client;
    private static CData $request;
    private static CData $postback;
    private static CData $result;
    private static CData $tag;
    private static CData $batch;
    /** The memory of $result once more: a result is its own packed block, so no call is needed to get at that. */
    private static CData $block;

    /**
     * Say where libsky.so.0 is. Without it the environment variable LIBSKY_LIBRARY counts, then the folders of this
     * package, then the system's own search. A preloaded library comes before all of these.
     *
     * @param string $path the file, with its folder
     * @throws ConfigException if the library is in use already
     */
    public static function setPath(string $path): void
    {
        if (self::$ffi !== null) {
            throw SkyException::of(Status::CONFIG, 'path: the library is loaded already');
        }
        self::refuseNul($path, 'path');
        self::$path = $path;
    }

    /** @internal */
    public static function ffi(): FFI
    {
        return self::$ffi ?? self::load();
    }

    private static function load(): FFI
    {
        $ffi = LibraryFile::load(self::$path);
        self::$client = $ffi->new('sky_client *[1]');
        self::$request = $ffi->new('sky_request *[1]');
        self::$postback = $ffi->new('sky_postback *[1]');
        self::$batch = $ffi->new('sky_batch *[1]');
        self::$size = $ffi->new('size_t[1]');
        self::$buffer = $ffi->new('uint32_t[' . self::BLOCK_ROOM / 4 . ']');
        self::$ffi = $ffi;
        self::useDesk(self::newDesk());
        return $ffi;
    }

    // MARK: Calls without a handle

    /** @internal */
    public static function version(): string
    {
        return (self::$ffi ?? self::load())->sky_version();
    }

    /** @internal */
    public static function statusName(int $status): string
    {
        return (self::$ffi ?? self::load())->sky_status_name($status);
    }

    /** @internal */
    public static function statusText(int $status): string
    {
        return (self::$ffi ?? self::load())->sky_status_text($status);
    }

    /** @internal */
    public static function normalizeMsisdn(string $input, ?string $region): string
    {
        $ffi = self::$ffi ?? self::load();
        $digits = $ffi->new('char[' . $ffi->sky_msisdn_size() . ']');
        $status = $ffi->sky_normalize_msisdn($input, strlen($input), $region, $digits, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return FFI::string($digits);
    }

    /** @internal */
    public static function sourceIsKnown(int $provider, string $ip): bool
    {
        return (self::$ffi ?? self::load())->sky_postback_source_is_known($provider, $ip) !== 0;
    }

    /** @internal */
    public static function codeText(int $provider, int $space, string $code): ?string
    {
        return (self::$ffi ?? self::load())->sky_code_text($provider, $space, $code);
    }

    /** @internal */
    public static function codeGroup(int $provider, int $space, string $code): ?string
    {
        return (self::$ffi ?? self::load())->sky_code_group($provider, $space, $code);
    }

    /** @internal */
    public static function codeRetry(int $provider, int $space, string $code): int
    {
        return (self::$ffi ?? self::load())->sky_code_retry($provider, $space, $code);
    }

    /**
     * @return array{int, int, int|null} seconds, microseconds, the offset in minutes if one was written
     * @internal
     */
    public static function parseTime(string $text): array
    {
        $ffi = self::$ffi ?? self::load();
        $time = $ffi->new('sky_time');
        $status = $ffi->sky_parse_time($text, strlen($text), FFI::addr($time), self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return [$time->seconds, $time->microseconds, $time->has_offset !== 0 ? $time->offset_minutes : null];
    }

    // MARK: Arguments, outcomes, memory

    /**
     * Copy the document out of a packed block, as it came in.
     *
     * @internal
     */
    public static function raw(CData $numbers): string
    {
        return FFI::string(self::$ffi->cast('const char *', $numbers) + $numbers[6], $numbers[7]);
    }

    /**
     * Refuse what is no text that C can take: C would see a text with a NUL inside as a shorter one.
     *
     * @param mixed $value
     * @throws ArgumentException
     * @internal
     */
    public static function requireText(
        #[\SensitiveParameter]
        $value,
        string $field
    ): void {
        if (!is_string($value)) {
            throw SkyException::of(Status::ARGUMENT, $field . ': must be a string, not ' . gettype($value));
        }
        self::refuseNul($value, $field);
    }

    private static function refuseNul(string $value, string $field): void
    {
        $place = strpos($value, "\0");
        if ($place !== false) {
            throw SkyException::of(Status::ARGUMENT, $field . ': a NUL byte', $place);
        }
    }

    /**
     * Give the result of a call that was accepted, or throw, with the result if there is one.
     */
    private static function outcome(int $status): Result
    {
        $handle = self::$result[0];
        $result = null;
        if ($handle !== null) {
            $numbers = self::$block[0];
            $result = new Result($handle, FFI::string($numbers, $numbers[6]), $numbers);
        }
        if ($status !== Status::OK || $result === null) {
            $failure = self::failure($status);
            $failure->result = $result;
            throw $failure;
        }
        return $result;
    }

    /**
     * Throw what the last call left in the error, unless it succeeded.
     */
    private static function check(int $status): void
    {
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /**
     * Make an exception out of what the last call left in the error.
     */
    private static function failure(int $status): SkyException
    {
        $details = self::$error[0];
        $failure = SkyException::of(
            $status,
            FFI::string($details->message),
            $details->offset < 0 ? null : $details->offset
        );
        $failure->transportCode = $details->transport_code;
        $failure->httpStatus = $details->http_status;
        $code = FFI::string($details->provider_code);
        $failure->providerCode = $code === '' ? null : $code;
        return $failure;
    }

    /**
     * Copy a text that the library gave away, and free it.
     */
    private static function takeText(?CData $text): string
    {
        if ($text === null) {
            throw SkyException::of(Status::INTERNAL, 'out of memory');
        }
        try {
            return FFI::string($text);
        } finally {
            self::$ffi->sky_free($text);
        }
    }
}
