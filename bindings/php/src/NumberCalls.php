<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The calls that read phone numbers.
 *
 * @internal
 */
final class NumberCalls
{
    /** Rows that are packed at once. */
    private const ROWS = 1000;

    public static function parse(string $input, ?string $region, int $flags): Number
    {
        $ffi = Library::$ffi ?? Library::load();
        $number = $ffi->new('sky_number');
        $error = $ffi->new('sky_error');
        $status = $ffi->sky_parse_number(
            $input,
            strlen($input),
            $region,
            $flags,
            FFI::addr($number),
            FFI::addr($error)
        );
        if (!in_array($status, [Status::OK, Status::NUMBER, Status::UTF8, Status::LIMIT], true)) {
            throw self::failure($status, $error);
        }
        $found = FFI::string($number->region);
        return new Number(
            FFI::string($number->digits),
            $number->status,
            $number->type,
            $found === '' ? null : $found,
            $number->calling_code === 0 ? null : $number->calling_code,
            $number->extension_length === 0
                ? null : substr($input, $number->extension_offset, $number->extension_length),
            $status === Status::OK ? null : FFI::string($error->message),
            $status === Status::OK || $error->offset < 0 ? null : $error->offset
        );
    }

    /**
     * @param string[] $inputs
     */
    public static function parseMany(array $inputs, ?string $region, int $flags): Numbers
    {
        $count = count($inputs);
        $ffi = Library::$ffi ?? Library::load();
        $error = $ffi->new('sky_error');
        $accepted = $ffi->new('size_t');
        $column = $ffi->new('sky_number_column');
        // Memory lives as long as the variables here.
        $text = self::memory($ffi, implode('', $inputs));
        $offsets = self::memory($ffi, self::offsets($inputs));
        $rows = max(1, $count);
        $width = $ffi->sky_msisdn_size();
        $digits = $ffi->new("char[" . $rows * $width . "]");
        $statuses = $ffi->new("uint8_t[$rows]");
        $types = $ffi->new("uint8_t[$rows]");
        $regions = $ffi->new('char[' . 2 * $rows . ']');
        $column->count = $count;
        $column->data = FFI::addr($text[0]);
        $column->data_length = FFI::sizeof($text) - 1;
        $column->offsets64 = $ffi->cast('const uint64_t *', FFI::addr($offsets[0]));
        $column->msisdns = FFI::addr($digits[0]);
        $column->statuses = FFI::addr($statuses[0]);
        $column->types = FFI::addr($types[0]);
        $column->found_regions = FFI::addr($regions[0]);
        $status = $ffi->sky_parse_numbers(FFI::addr($column), $region, $flags, FFI::addr($accepted), FFI::addr($error));
        if ($status !== Status::OK) {
            throw self::failure($status, $error);
        }
        return new Numbers(
            $accepted->cdata,
            self::texts(FFI::string($digits, $count * $width), $width),
            array_values(unpack('C*', FFI::string($statuses, $count))),
            array_values(unpack('C*', FFI::string($types, $count))),
            str_replace('01', '001', self::texts(FFI::string($regions, 2 * $count), 2))
        );
    }

    /**
     * @param string|null $source a file; null for the plans of the library
     */
    public static function load(?string $source): void
    {
        $ffi = Library::$ffi ?? Library::load();
        $error = $ffi->new('sky_error');
        $status = $ffi->sky_numbers_load($source, null, 0, FFI::addr($error));
        if ($status !== Status::OK) {
            throw self::failure($status, $error);
        }
    }

    public static function version(): string
    {
        return (Library::$ffi ?? Library::load())->sky_numbers_version();
    }

    /**
     * Texts of one width, without the NULs behind them.
     *
     * @return string[]
     */
    private static function texts(string $bytes, int $width): array
    {
        if ($bytes === '') {
            return [];
        }
        return array_map(static fn (string $text): string => rtrim($text, "\0"), str_split($bytes, $width));
    }

    /**
     * Where each text ends, as 64-bit numbers of this machine.
     *
     * @param string[] $inputs
     */
    private static function offsets(array $inputs): string
    {
        $end = 0;
        $packed = pack('Q', 0);
        foreach (array_chunk($inputs, self::ROWS) as $rows) {
            $ends = [];
            foreach ($rows as $input) {
                $ends[] = $end += strlen($input);
            }
            $packed .= pack('Q*', ...$ends);
        }
        return $packed;
    }

    /** A copy of a text that C can read, a NUL behind it. */
    private static function memory(FFI $ffi, string $text): CData
    {
        $memory = $ffi->new('char[' . (strlen($text) + 1) . ']');
        FFI::memcpy($memory, $text, strlen($text));
        return $memory;
    }

    private static function failure(int $status, CData $error): SkyException
    {
        return SkyException::of($status, FFI::string($error->message), $error->offset < 0 ? null : $error->offset);
    }
}
