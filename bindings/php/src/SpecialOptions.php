<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * What ClientOptions needs for some options only, and to refuse: few clients need it, so it is a class of its own.
 *
 * @internal
 */
final class SpecialOptions
{
    /** What an option must be; those without a function of their own in C, or with values that it does not take. */
    private const KINDS = [
        'rate' => 'number',
        'burst' => 'int',
        'proxy' => 'string',
        'proxy_user' => 'string',
        'proxy_password' => 'string',
        'http2' => 'bool',
        'logger' => 'logger',
        'log_level' => 'int',
        'login' => 'pair',
        'postback_sources' => 'strings',
    ];

    /** Options that say nothing without another. */
    private const MEANINGLESS_ALONE = ['burst' => 'rate', 'proxy_user' => 'proxy', 'proxy_password' => 'proxy_user'];

    /**
     * Tell what an option must be.
     *
     * @param string|int $name
     * @param array<string, string> $others options that are known as well
     * @throws ArgumentException if there is none of that name
     */
    public static function kind($name, array $others): string
    {
        if (!isset(self::KINDS[$name])) {
            $known = implode(', ', array_keys($others + self::KINDS));
            throw SkyException::of(Status::ARGUMENT, "options: \"$name\" is none of $known");
        }
        return self::KINDS[$name];
    }

    /**
     * Refuse an option that says nothing without another.
     *
     * @param array<string, mixed> $given all options, by name
     * @throws ArgumentException
     */
    public static function requireTogether(
        #[\SensitiveParameter]
        array $given
    ): void {
        foreach (self::MEANINGLESS_ALONE as $name => $other) {
            if (isset($given[$name]) && !isset($given[$other])) {
                throw SkyException::of(Status::ARGUMENT, "$name: means nothing without $other");
            }
        }
    }

    /**
     * Give an option that is not simply handed on to the library, with those that go with it.
     *
     * @param array<string, mixed> $given all options, by name
     * @return Logger|null the one that was attached
     * @throws SkyException what the library says of a value
     */
    public static function apply(
        CData $client,
        string $name,
        #[\SensitiveParameter]
        array $given
    ): ?Logger {
        $value = $given[$name];
        switch ($name) {
            case 'rate':
                ClientCalls::setUpClient($client, 'rate', (float) $value, $given['burst'] ?? 1);
                break;
            case 'proxy':
                $user = $given['proxy_user'] ?? null;
                ClientCalls::setUpClient($client, 'proxy', $value, $user, $given['proxy_password'] ?? null);
                break;
            case 'http2':
                ClientCalls::setUpClient($client, 'http2', (int) $value);
                break;
            case 'logger':
                $logger = new Logger($value, $given['log_level'] ?? LogLevel::INFO);
                $logger->attach($client);
                return $logger;
            case 'login':
                ClientCalls::setUpClient($client, 'login', $value[0], $value[1]);
                break;
            case 'postback_sources':
                ClientCalls::setUpClient($client, 'postback_sources', implode(',', $value));
                break;
            default:
                // It went, or goes, with another.
        }
        return null;
    }

    /**
     * Refuse what is not of a kind; for any but texts.
     *
     * @param mixed $value
     * @throws ArgumentException
     */
    public static function require(
        string $kind,
        #[\SensitiveParameter]
        $value,
        string $name
    ): void {
        switch ($kind) {
            case 'int':
                $fits = is_int($value);
                break;
            case 'number':
                $fits = is_int($value) || is_float($value);
                break;
            case 'bool':
                $fits = is_bool($value);
                break;
            case 'logger':
                Logger::requireLogger($value, $name);
                return;
            default:
                self::requireTexts($value, $name);
                return;
        }
        if (!$fits) {
            $article = $kind === 'int' ? 'an' : 'a';
            throw SkyException::of(Status::ARGUMENT, "$name: must be $article $kind, not " . gettype($value));
        }
        if ($kind === 'int' && ($value > 0x7FFFFFFF || $value < -0x80000000)) {
            // FFI would cut it silently.
            throw SkyException::of(Status::ARGUMENT, "$name: does not fit 32 bits");
        }
    }

    /**
     * What the library says of an argument, said of the option that it is here.
     */
    public static function named(SkyException $refusal, string $name): SkyException
    {
        $message = preg_replace('/^(?!user:|password:|burst:|level:)\w+: /', "$name: ", $refusal->getMessage());
        return SkyException::of($refusal->status, $message, $refusal->offset);
    }

    /**
     * @param mixed $value
     */
    private static function requireTexts(
        #[\SensitiveParameter]
        $value,
        string $name
    ): void {
        if (!is_array($value) || ($name === 'login' && array_keys($value) !== [0, 1])) {
            $wanted = $name === 'login' ? 'an array of a user name and a password' : 'an array of strings';
            throw SkyException::of(Status::ARGUMENT, "$name: must be $wanted");
        }
        foreach ($value as $text) {
            Library::requireText($text, $name);
        }
    }
}
