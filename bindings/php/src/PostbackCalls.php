<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The calls that read postbacks.
 *
 * @internal
 */
final class PostbackCalls
{
    /** Bytes of the buffer that postbacks are read into: room for all usual ones, ten times over. */
    private const BLOCK_ROOM = 8192;

    // Memory that the library writes to; made once, as Library's is.
    private static ?CData $buffer = null;
    private static CData $size;
    private static ?CData $postback = null;

    public static function parsePostback(int $provider, string $body): Postback
    {
        $ffi = Library::$ffi ?? Library::load();
        $buffer = self::$buffer ?? self::makeBuffer($ffi);
        $status = $ffi->sky_postback_read(
            $provider,
            $body,
            strlen($body),
            $buffer,
            self::BLOCK_ROOM,
            self::$size,
            Library::$error
        );
        if ($status !== Status::OK) {
            $buffer = self::readAgain($provider, $body, $status);
        }
        return Postback::read(FFI::string($buffer, $buffer[1]), $buffer);
    }

    /**
     * Read a postback that was larger than the buffer, or throw, for all else that went wrong.
     */
    private static function readAgain(int $provider, string $body, int $status): CData
    {
        $size = self::$size[0];
        if ($status === Status::LIMIT && $size > self::BLOCK_ROOM) {
            $buffer = Library::$ffi->new('uint32_t[' . (($size + 3) >> 2) . ']');
            $status = Library::$ffi->sky_postback_read(
                $provider,
                $body,
                strlen($body),
                $buffer,
                $size,
                self::$size,
                Library::$error
            );
        }
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return $buffer;
    }

    private static function makeBuffer(FFI $ffi): CData
    {
        self::$size = $ffi->new('size_t[1]');
        return self::$buffer = $ffi->new('uint32_t[' . self::BLOCK_ROOM / 4 . ']');
    }

    /**
     * Read a postback and keep it in the library.
     */
    public static function newPostback(int $provider, string $body): CData
    {
        $ffi = Library::$ffi ?? Library::load();
        self::$postback ??= $ffi->new('sky_postback *[1]');
        $status = $ffi->sky_parse_postback($provider, $body, strlen($body), self::$postback, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return self::$postback[0];
    }

    public static function freePostback(CData $postback): void
    {
        Library::$ffi->sky_postback_free($postback);
    }

    public static function postbackField(CData $postback, int $notification, string $name, int $index): ?string
    {
        return Library::$ffi->sky_postback_field($postback, $notification, $name, $index);
    }

    public static function postbackJson(CData $postback): string
    {
        return Library::takeText(Library::$ffi->sky_postback_json($postback));
    }
}
