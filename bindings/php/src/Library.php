<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

use function is_string;
use function strpos;

/**
 * The border to libsky.so.0: it, LibraryFile and the classes of calls (ClientCalls, TextCalls, …) are all that uses
 * FFI. Programs need setPath() of it and nothing else.
 *
 * Here is what all calls share. Those of one subject have a class of their own, so that a program compiles only what it
 * uses: without opcache that is most of what its start costs. The library is loaded at the first call.
 */
final class Library
{
    /** The interface that this package is written for, SKY_ABI_VERSION of sky.h. */
    public const ABI_VERSION = 0;

    /**
     * The library; null before it is loaded.
     *
     * @internal
     */
    public static ?FFI $ffi = null;

    // Memory that the library writes outcomes to. Made once: making it costs as much as a call, and PHP 8.2 loses some
    // bytes of its own each time an array of pointers is made and read. What a call leaves here is copied before the
    // next.

    /** @internal */
    public static CData $error;
    /** @internal */
    public static CData $result;
    /** @internal */
    public static CData $tag;

    private static ?string $path = null;

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
        self::requireText($path, 'path');
        self::$path = $path;
    }

    /** @internal */
    public static function load(): FFI
    {
        self::$ffi = LibraryFile::load(self::$path);
        self::useDesk(self::newDesk());
        return self::$ffi;
    }

    /**
     * Make the memory that calls write their outcomes to.
     *
     * @return CData[] error, result, tag
     * @internal
     */
    public static function newDesk(): array
    {
        return [self::$ffi->new('sky_error[1]'), self::$ffi->new('sky_result *[1]'), self::$ffi->new('uint64_t[1]')];
    }

    /**
     * @param CData[] $desk
     * @internal
     */
    public static function useDesk(array $desk): void
    {
        [self::$error, self::$result, self::$tag] = $desk;
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
        $place = strpos($value, "\0");
        if ($place !== false) {
            throw SkyException::of(Status::ARGUMENT, $field . ': a NUL byte', $place);
        }
    }

    /**
     * Give the result of a call that was accepted, or throw, with the result if there is one.
     *
     * @internal
     */
    public static function outcome(int $status): Result
    {
        // A result is its own packed block: no further call is needed to read it.
        $block = self::$result[0];
        $result = $block === null ? null : new Result($block, FFI::string($block, $block[6]));
        if ($status !== Status::OK || $result === null) {
            $failure = self::failure($status);
            $failure->result = $result;
            throw $failure;
        }
        return $result;
    }

    /** @internal */
    public static function freeResult(CData $result): void
    {
        self::$ffi->sky_result_free($result);
    }

    /**
     * Throw what the last call left in the error, unless it succeeded.
     *
     * @internal
     */
    public static function check(int $status): void
    {
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /**
     * Make an exception out of what the last call left in the error.
     *
     * @internal
     */
    public static function failure(int $status): SkyException
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
     *
     * @internal
     */
    public static function takeText(?CData $text): string
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
