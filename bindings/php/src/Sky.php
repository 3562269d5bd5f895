<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The functions of the library that need no client.
 */
final class Sky
{
    /**
     * Give the version of the library that is loaded, for example "0.1.0".
     *
     * @throws LoadException
     */
    public static function version(): string
    {
        return SkyCalls::version();
    }

    /**
     * Close the connections that this process keeps for later sends, those of clients that are gone included.
     *
     * @throws LoadException
     */
    public static function closeConnections(): void
    {
        ClientCalls::closeConnections();
    }

    /**
     * Bring a phone number into the form that providers want: digits in international format, without a plus.
     *
     * Every number that is possible in its country is accepted. Without a region bare digits are international already,
     * so a result that is fed back gives itself.
     *
     * @param string $input the number as a person or a program wrote it
     * @param string|null $defaultRegion two capital letters ("US") of the country that numbers without a country code
     *     are from; null for none
     * @throws NumberException if it cannot be a number; also ArgumentException, Utf8Exception, LimitException
     */
    public static function normalizeMsisdn(
        #[\SensitiveParameter]
        $input,
        $defaultRegion = null
    ): string {
        if (!is_string($input)) {
            throw SkyException::of(Status::ARGUMENT, 'input: must be a string, not ' . gettype($input));
        }
        if ($defaultRegion !== null) {
            Library::requireText($defaultRegion, 'defaultRegion');
        }
        return SkyCalls::normalizeMsisdn($input, $defaultRegion);
    }

    /**
     * Read a phone number: digits, country, type, and whether it is possible or valid.
     *
     * What cannot be a number gives a Number whose status and reason say so.
     *
     * @param string $input the number as a person or a program wrote it
     * @param string|null $defaultRegion two capital letters ("US") of the country that numbers without a country code
     *     are from; null for none
     * @param int $flags of NumberFlag, joined by `|`; 0 gives libphonenumber's answers
     * @throws ArgumentException
     */
    public static function parseNumber(
        #[\SensitiveParameter]
        $input,
        $defaultRegion = null,
        int $flags = 0
    ): Number {
        if (!is_string($input)) {
            throw SkyException::of(Status::ARGUMENT, 'input: must be a string, not ' . gettype($input));
        }
        if ($defaultRegion !== null) {
            Library::requireText($defaultRegion, 'defaultRegion');
        }
        return NumberCalls::parse($input, $defaultRegion, self::numberFlags($flags));
    }

    /**
     * Read many phone numbers in one call, each as parseNumber() does.
     *
     * @param string[] $inputs the numbers; keys do not count
     * @throws ArgumentException
     */
    public static function parseNumbers(
        #[\SensitiveParameter]
        array $inputs,
        $defaultRegion = null,
        int $flags = 0
    ): Numbers {
        if ($defaultRegion !== null) {
            Library::requireText($defaultRegion, 'defaultRegion');
        }
        foreach ($inputs as $key => $input) {
            if (!is_string($input)) {
                throw SkyException::of(Status::ARGUMENT, "inputs: $key must be a string, not " . gettype($input));
            }
        }
        return NumberCalls::parseMany($inputs, $defaultRegion, self::numberFlags($flags));
    }

    /**
     * Load newer numbering plans for the whole process.
     *
     * @param string|null $path the file; null for the plans that the library was built with
     * @throws DocumentException if they are refused; also ArgumentException, LimitException
     */
    public static function loadNumbers($path): void
    {
        if ($path !== null) {
            Library::requireText($path, 'path');
        }
        NumberCalls::load($path);
    }

    /**
     * Give the version of the numbering plans in use: libphonenumber's, for example "9.0.43".
     */
    public static function numbersVersion(): string
    {
        return NumberCalls::version();
    }

    private static function numberFlags(int $flags): int
    {
        if ($flags < 0 || $flags > 0xFFFFFFFF) {
            throw SkyException::of(Status::ARGUMENT, 'flags: not all of them are known');
        }
        return $flags;
    }

    /**
     * Read a postback: a delivery report, an inbound message, a subscription.
     *
     * A document that is not well-formed is refused, never repaired; keep what you received.
     *
     * @param string $body the request's body (`file_get_contents('php://input')`): the document itself, or a form with
     *     the field "xml"
     * @throws DocumentException if it is not well-formed or was refused; also ArgumentException, Utf8Exception,
     *     LimitException, ProtocolException (well-formed, but not a postback)
     */
    public static function parsePostback(
        #[\SensitiveParameter]
        $body,
        $provider = Provider::SKYCORE
    ): Postback {
        if (!is_string($body) || !is_int($provider)) {
            throw self::wrongType($body, $provider);
        }
        return PostbackCalls::parsePostback($provider, $body);
    }

    /**
     * Read what a provider answered, for programs that bring their own HTTP. It ends as Client::sendSms() would have
     * ended with that answer: with the result of an accepted message, or with the same exception, which has the result.
     *
     * @param int $httpStatus the HTTP status that came with it; it is kept in the result and decides nothing
     * @param string $body the answer's body
     * @throws SkyException
     */
    public static function parseResponse(
        $httpStatus,
        #[\SensitiveParameter]
        $body,
        $provider = Provider::SKYCORE
    ): Result {
        if (!is_string($body) || !is_int($provider)) {
            throw self::wrongType($body, $provider);
        }
        if (!is_int($httpStatus)) {
            throw SkyException::of(Status::ARGUMENT, 'httpStatus: must be an int, not ' . gettype($httpStatus));
        }
        return ResultCalls::parseResponse($provider, $httpStatus, $body);
    }

    /**
     * Give what a provider's code means, in English; null for a code that no table has.
     *
     * @param int $space one of CodeSpace: equal spellings have different meanings in answers and in postbacks
     */
    public static function codeText(int $space, string $code, int $provider = Provider::SKYCORE): ?string
    {
        Library::requireText($code, 'code');
        return SkyCalls::codeText($provider, $space, $code);
    }

    /**
     * Give what a provider's code is about, for example "recipient" or "throttle"; null for a code that no table has.
     *
     * @param int $space one of CodeSpace
     */
    public static function codeGroup(int $space, string $code, int $provider = Provider::SKYCORE): ?string
    {
        Library::requireText($code, 'code');
        return SkyCalls::codeGroup($provider, $space, $code);
    }

    /**
     * Tell whether sending the same request again can help and is safe, by the code of the answer: one of Retry.
     *
     * @param int $space one of CodeSpace; a postback answers no request, so its codes give Retry::UNKNOWN
     */
    public static function codeRetry(int $space, string $code, int $provider = Provider::SKYCORE): int
    {
        Library::requireText($code, 'code');
        return SkyCalls::codeRetry($provider, $space, $code);
    }

    /**
     * Tell whether a provider sends postbacks from an address. Postbacks are not signed; there is no other check.
     *
     * @param string $ip the address the request came from, `$_SERVER['REMOTE_ADDR']`
     */
    public static function sourceIsKnown(string $ip, int $provider = Provider::SKYCORE): bool
    {
        Library::requireText($ip, 'ip');
        return SkyCalls::sourceIsKnown($provider, $ip);
    }

    /**
     * Read a moment in any of the forms that providers write. Fields keep times as text; this reads them.
     *
     * Date and time of day with "T" or a blank between, an optional fraction of a second (digits behind the sixth are
     * cut off), and an optional offset: "Z", "+hh", "+hhmm" or "+hh:mm". If an offset was written the result's time
     * zone is that offset ("+00:00" for "Z"). If none was written the time of day is taken as UTC, and this can be
     * told: `$time->getTimezone()->getName() === 'UTC'` is true then and only then.
     *
     * @param string $text for example "2014-07-23T09:38:07.123456-04:00"; blanks around it do not count
     * @throws ArgumentException with the offset at which something else was expected
     */
    public static function parseTime(
        #[\SensitiveParameter]
        $text
    ): \DateTimeImmutable {
        if (!is_string($text)) {
            throw SkyException::of(Status::ARGUMENT, 'text: must be a string, not ' . gettype($text));
        }
        [$seconds, $microseconds, $offset] = SkyCalls::parseTime($text);
        $time = (new \DateTimeImmutable('@0'))->setTimestamp($seconds);
        $written = $offset === null
            ? 'UTC'
            : sprintf('%s%02d:%02d', $offset < 0 ? '-' : '+', intdiv(abs($offset), 60), abs($offset) % 60);
        $time = $time->setTimezone(new \DateTimeZone($written));
        return $time->modify("+$microseconds usec");
    }

    /**
     * @param mixed $body
     * @param mixed $provider
     */
    private static function wrongType(
        #[\SensitiveParameter]
        $body,
        $provider
    ): SkyException {
        $message = is_string($body)
            ? 'provider: must be an int, not ' . gettype($provider)
            : 'body: must be a string, not ' . gettype($body);
        return SkyException::of(Status::ARGUMENT, $message);
    }
}
