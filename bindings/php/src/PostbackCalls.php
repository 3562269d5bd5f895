<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The calls of Library that read postbacks.
 *
 * @internal
 */
trait PostbackCalls
{
    /** @internal */
    public static function parsePostback(int $provider, string $body): Postback
    {
        $ffi = self::$ffi ?? self::load();
        $buffer = self::$buffer;
        $status = $ffi->sky_postback_read(
            $provider,
            $body,
            strlen($body),
            $buffer,
            self::BLOCK_ROOM,
            self::$size,
            self::$error
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
            $buffer = self::$ffi->new('uint32_t[' . (($size + 3) >> 2) . ']');
            $status = self::$ffi->sky_postback_read(
                $provider,
                $body,
                strlen($body),
                $buffer,
                $size,
                self::$size,
                self::$error
            );
        }
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return $buffer;
    }

    /**
     * Read a postback and keep it in the library.
     *
     * @internal
     */
    public static function newPostback(int $provider, string $body): CData
    {
        $status = self::$ffi->sky_parse_postback($provider, $body, strlen($body), self::$postback, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return self::$postback[0];
    }

    /** @internal */
    public static function freePostback(CData $postback): void
    {
        self::$ffi->sky_postback_free($postback);
    }

    /** @internal */
    public static function postbackField(CData $postback, int $notification, string $name, int $index): ?string
    {
        return self::$ffi->sky_postback_field($postback, $notification, $name, $index);
    }

    /** @internal */
    public static function postbackJson(CData $postback): string
    {
        return self::takeText(self::$ffi->sky_postback_json($postback));
    }
}
