<?php

declare(strict_types=1);

namespace Libsky;

use FFI;
use FFI\CData;

/**
 * The border to libsky.so.0: the one class, with NumberCalls, that uses FFI. Programs need setPath() of it and nothing else.
 *
 * The library is loaded at the first call. A scope "libsky" comes first: it is there if the setting ffi.preload names
 * sky_scope.h, and costs a request nothing. Else the declarations are read once a request.
 */
final class Library
{
    /** The interface that this package is written for, SKY_ABI_VERSION of sky.h. */
    public const ABI_VERSION = 0;

    private const SCOPE = 'libsky';
    private const FILE = 'libsky.so.0';
    private const DECLARATIONS = __DIR__ . '/sky_scope.h';

    /** Bytes of the buffer that postbacks are read into: room for all usual ones, ten times over. */
    private const BLOCK_ROOM = 8192;

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
    private static FFI\CType $numbers;
    private static CData $textInfo;
    private static CData $parts;
    private static CData $splitCost;
    private static CData $simplified;
    private static CData $replacements;
    private static CData $limit;
    private static CData $count;

    /** Parts and replacements for which there is room from the start. */
    private const ROOM = 24;

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

    // MARK: Loading

    private static function load(): FFI
    {
        self::requireExtension();
        try {
            $ffi = FFI::scope(self::SCOPE);
        } catch (FFI\Exception $failure) {
            if (strpos($failure->getMessage(), 'ffi.enable') !== false) {
                throw self::restricted();
            }
            $ffi = self::tryPlaces();
        }
        $found = $ffi->sky_abi_version();
        if ($found !== self::ABI_VERSION) {
            throw self::loadFailure(sprintf(
                'the library has interface %d (libsky %s), this package needs interface %d: install a package and a '
                . 'library of the same version',
                $found,
                $ffi->sky_version(),
                self::ABI_VERSION
            ));
        }
        self::$error = $ffi->new('sky_error[1]');
        self::$client = $ffi->new('sky_client *[1]');
        self::$request = $ffi->new('sky_request *[1]');
        self::$postback = $ffi->new('sky_postback *[1]');
        self::$result = $ffi->new('sky_result *[1]');
        self::$numbers = $ffi->type('const uint32_t *');
        self::$size = $ffi->new('size_t[1]');
        self::$buffer = $ffi->new('uint32_t[' . self::BLOCK_ROOM / 4 . ']');
        self::$textInfo = $ffi->new('sky_text_info[1]');
        self::$parts = $ffi->new('sky_text_part[' . self::ROOM . ']');
        self::$splitCost = $ffi->new('sky_split_cost[1]');
        self::$simplified = $ffi->new('char *[1]');
        self::$replacements = $ffi->new('sky_replacement[' . self::ROOM . ']');
        self::$limit = $ffi->new('sky_limit[1]');
        self::$count = $ffi->new('size_t[1]');
        return self::$ffi = $ffi;
    }

    /**
     * Load from the first place that has the library.
     */
    private static function tryPlaces(): FFI
    {
        $declarations = self::declarations();
        $reasons = [];
        foreach (self::places() as $place) {
            try {
                return FFI::cdef($declarations, $place);
            } catch (FFI\Exception $failure) {
                if (strpos($failure->getMessage(), 'ffi.enable') !== false) {
                    throw self::restricted();
                }
                $reasons[] = $place . ': ' . $failure->getMessage();
            }
        }
        throw self::loadFailure(
            "libsky was not found. Tried:\n  " . implode("\n  ", $reasons)
            . "\nInstall it (make install), or name the file in the environment variable LIBSKY_LIBRARY"
            . ' or with Libsky\\Library::setPath().'
        );
    }

    /**
     * Where to look. A place that was named is the only one: another library than the one named would be a surprise.
     *
     * @return string[]
     */
    private static function places(): array
    {
        if (self::$path !== null) {
            return [self::$path];
        }
        $named = getenv('LIBSKY_LIBRARY');
        if ($named !== false && $named !== '') {
            return [$named];
        }
        $package = dirname(__DIR__);
        return [$package . '/lib/' . self::FILE, dirname($package, 2) . '/build/' . self::FILE, self::FILE];
    }

    /**
     * The C declarations without the two defines, which are for ffi.preload.
     */
    private static function declarations(): string
    {
        $text = @file_get_contents(self::DECLARATIONS);
        if ($text === false) {
            throw self::loadFailure(self::DECLARATIONS . ' is missing: install the package anew');
        }
        return preg_replace('/^#define .*$/m', '', $text);
    }

    private static function requireExtension(): void
    {
        if (!extension_loaded('ffi')) {
            throw self::loadFailure(sprintf(
                'PHP\'s extension FFI is not there (SAPI %s, php.ini: %s): install it, or write extension=ffi into '
                . 'php.ini',
                PHP_SAPI,
                php_ini_loaded_file() ?: 'none'
            ));
        }
    }

    private static function restricted(): LoadException
    {
        return self::loadFailure(sprintf(
            'PHP forbids FFI here: ffi.enable is "%s" and the SAPI is %s (php.ini: %s). Set ffi.enable=preload and '
            . 'opcache.preload=%s, or ffi.enable=true',
            ini_get('ffi.enable'),
            PHP_SAPI,
            php_ini_loaded_file() ?: 'none',
            dirname(__DIR__) . '/preload.php'
        ));
    }

    private static function loadFailure(string $reason): LoadException
    {
        return new LoadException('libsky cannot be loaded: ' . $reason, Status::INTERNAL);
    }

    /** @internal */
    public static function ffi(): FFI
    {
        return self::$ffi ?? self::load();
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

    // MARK: Texts

    /**
     * The numbers of a sky_text_info in their order.
     *
     * @return int[] counted from 1
     * @internal
     */
    public static function measureText(string $text, int $options): array
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_measure_text($text, strlen($text), $options, self::$textInfo, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return unpack('l14', FFI::string(self::$textInfo, 56));
    }

    /**
     * @return string[]
     * @internal
     */
    public static function splitText(string $text, int $options): array
    {
        $ffi = self::$ffi ?? self::load();
        $length = strlen($text);
        $parts = self::$parts;
        $status = $ffi->sky_split_text($text, $length, $options, $parts, self::ROOM, self::$count, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
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
     * @internal
     */
    public static function measureSplit(string $text, int $options): array
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_measure_split($text, strlen($text), $options, self::$splitCost, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return unpack('l4', FFI::string(self::$splitCost, 16));
    }

    /** @internal */
    public static function simplifyText(string $text, int $options): string
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_simplify_text($text, strlen($text), $options, self::$simplified, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return self::takeText(self::$simplified[0]);
    }

    /**
     * @return int[][] for each replacement kind, offset, length, offset and length in the simplified text
     * @internal
     */
    public static function simplifyReport(string $text, int $options): array
    {
        $ffi = self::$ffi ?? self::load();
        $length = strlen($text);
        $found = self::$replacements;
        $status = $ffi->sky_simplify_report($text, $length, $options, $found, self::ROOM, self::$count, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
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
     * @internal
     */
    public static function textLimit(int $provider, int $field): array
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_text_limit($provider, $field, self::$limit, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return unpack('l4', FFI::string(self::$limit, 16));
    }

    // MARK: Clients

    /** @internal */
    public static function newClient(int $provider, string $credential): CData
    {
        $ffi = self::$ffi ?? self::load();
        $status = $ffi->sky_client_new($provider, $credential, self::$client, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
        return self::$client[0];
    }

    /**
     * Call one of the setters of a client.
     *
     * @param string|int $value
     * @internal
     */
    public static function setUpClient(CData $client, string $setting, $value): void
    {
        $status = self::$ffi->{'sky_client_set_' . $setting}($client, $value, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /** @internal */
    public static function freeClient(CData $client): void
    {
        self::$ffi->sky_client_free($client);
    }

    /** @internal */
    public static function sendSms(CData $client, string $to, ?string $from, string $text): Result
    {
        $status = self::$ffi->sky_send_sms($client, $to, $from, $text, self::$result, self::$error);
        return self::outcome($status);
    }

    /** @internal */
    public static function setLogin(
        CData $client,
        #[\SensitiveParameter]
        string $user,
        #[\SensitiveParameter]
        string $password
    ): void {
        $status = self::$ffi->sky_client_set_login($client, $user, $password, self::$error);
        if ($status !== Status::OK) {
            throw self::failure($status);
        }
    }

    /** @internal */
    public static function isPostbackSource(CData $client, string $ip): bool
    {
        return self::$ffi->sky_client_postback_source_is_known($client, $ip) !== 0;
    }

    /** @internal */
    public static function send(CData $client, CData $request): Result
    {
        return self::outcome(self::$ffi->sky_send($client, $request, self::$result, self::$error));
    }

    // MARK: Requests

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

    // MARK: Results

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

    // MARK: Postbacks

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
            $numbers = self::$ffi->cast(self::$numbers, self::$ffi->sky_result_packed($handle, null));
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
