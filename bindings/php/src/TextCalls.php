<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The calls that measure, split and simplify texts.
 *
 * @internal
 */
final class TextCalls
{
    /** Parts and replacements for which there is room from the start. */
    private const ROOM = 24;

    /** The library, once the memory below is there. */
    private static ?FFI $textFfi = null;

    private static CData $textInfo;
    private static CData $parts;
    private static CData $splitCost;
    private static CData $simplified;
    private static CData $replacements;
    private static CData $limit;
    private static CData $count;

    /**
     * The numbers of a sky_text_info in their order.
     *
     * @return int[] counted from 1
     */
    public static function measureText(string $text, int $options): array
    {
        $ffi = self::$textFfi ?? self::loadForTexts();
        $status = $ffi->sky_measure_text($text, strlen($text), $options, self::$textInfo, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return unpack('l14', FFI::string(self::$textInfo, 56));
    }

    /**
     * @return string[]
     */
    public static function splitText(string $text, int $options): array
    {
        $ffi = self::$textFfi ?? self::loadForTexts();
        $length = strlen($text);
        $parts = self::$parts;
        $status = $ffi->sky_split_text($text, $length, $options, $parts, self::ROOM, self::$count, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        $count = self::$count[0];
        if ($count > self::ROOM) {
            $parts = $ffi->new('sky_text_part[' . $count . ']');
            $ffi->sky_split_text($text, $length, $options, $parts, $count, self::$count, null);
        }
        $split = [];
        for ($index = 0; $index < $count; $index++) {
            $split[] = substr($text, $parts[$index]->offset, $parts[$index]->length);
        }
        return $split;
    }

    /**
     * @return int[] the numbers of a sky_split_cost, counted from 1
     */
    public static function measureSplit(string $text, int $options): array
    {
        $ffi = self::$textFfi ?? self::loadForTexts();
        $status = $ffi->sky_measure_split($text, strlen($text), $options, self::$splitCost, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return unpack('l4', FFI::string(self::$splitCost, 16));
    }

    public static function simplifyText(string $text, int $options): string
    {
        $ffi = self::$textFfi ?? self::loadForTexts();
        $status = $ffi->sky_simplify_text($text, strlen($text), $options, self::$simplified, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return Library::takeText(self::$simplified[0]);
    }

    /**
     * @return int[][] for each replacement kind, offset, length, offset and length in the simplified text
     */
    public static function simplifyReport(string $text, int $options): array
    {
        $ffi = self::$textFfi ?? self::loadForTexts();
        $length = strlen($text);
        $found = self::$replacements;
        $status = $ffi->sky_simplify_report(
            $text,
            $length,
            $options,
            $found,
            self::ROOM,
            self::$count,
            Library::$error
        );
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        $count = self::$count[0];
        if ($count > self::ROOM) {
            $found = $ffi->new('sky_replacement[' . $count . ']');
            $ffi->sky_simplify_report($text, $length, $options, $found, $count, self::$count, null);
        }
        $report = [];
        for ($index = 0; $index < $count; $index++) {
            $one = $found[$index];
            $report[] = [$one->kind, $one->offset, $one->length, $one->simplified_offset, $one->simplified_length];
        }
        return $report;
    }

    /**
     * @return int[] the numbers of a sky_limit, counted from 1
     */
    public static function textLimit(int $provider, int $field): array
    {
        $ffi = self::$textFfi ?? self::loadForTexts();
        $status = $ffi->sky_text_limit($provider, $field, self::$limit, Library::$error);
        if ($status !== Status::OK) {
            throw Library::failure($status);
        }
        return unpack('l4', FFI::string(self::$limit, 16));
    }

    /**
     * Make the memory that the calls about texts write to: only programs that use them pay for it.
     */
    private static function loadForTexts(): FFI
    {
        $ffi = Library::$ffi ?? Library::load();
        self::$textInfo = $ffi->new('sky_text_info[1]');
        self::$parts = $ffi->new('sky_text_part[' . self::ROOM . ']');
        self::$splitCost = $ffi->new('sky_split_cost[1]');
        self::$simplified = $ffi->new('char *[1]');
        self::$replacements = $ffi->new('sky_replacement[' . self::ROOM . ']');
        self::$limit = $ffi->new('sky_limit[1]');
        self::$count = $ffi->new('size_t[1]');
        return self::$textFfi = $ffi;
    }
}
