<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The options of Client: looked at as a whole before a client is made, then given to the library one by one.
 *
 * @internal
 */
final class ClientOptions
{
    /** What an option must be. Those without a function of their own in C go to one together with others. */
    private const KINDS = [
        'url' => 'string',
        'ca_file' => 'string',
        'ca_path' => 'string',
        'user_agent' => 'string',
        'default_region' => 'string',
        'default_sender' => 'string',
        'transport' => 'int',
        'timeout_ms' => 'int',
        'connect_timeout_ms' => 'int',
        'max_segments' => 'int',
        'max_tries' => 'int',
        'rate' => 'number',
        'burst' => 'int',
        'rate_file' => 'string',
        'rate_mode' => 'int',
        'proxy' => 'string',
        'proxy_user' => 'string',
        'proxy_password' => 'string',
        'address_family' => 'int',
        'http2' => 'bool',
        'concurrency' => 'int',
        'logger' => 'logger',
        'log_level' => 'int',
        'login' => 'pair',
        'secret' => 'string',
        'credential_mode' => 'int',
        'postback_sources' => 'strings',
        'provider' => 'int',
    ];

    /** Transfers of a batch if the option concurrency does not say: the library's own default. */
    private const CONCURRENCY = 50;

    /** One of Provider. */
    public int $provider;

    /** How many transfers of a batch are under way at once. */
    public int $concurrency;

    /** @var array<string, mixed> those that were given, by name */
    private array $given = [];

    /**
     * @param mixed $options
     * @throws ArgumentException
     */
    public function __construct(
        #[\SensitiveParameter]
        $options
    ) {
        if (!is_array($options)) {
            throw SkyException::of(Status::ARGUMENT, 'options: must be an array, not ' . gettype($options));
        }
        foreach ($options as $name => $value) {
            $kind = self::KINDS[$name] ?? null;
            if ($kind === null) {
                $known = implode(', ', array_keys(self::KINDS));
                throw SkyException::of(Status::ARGUMENT, "options: \"$name\" is none of $known");
            }
            if ($value !== null) {
                self::require($kind, $value, $name);
                $this->given[$name] = $value;
            }
        }
        $this->provider = $this->given['provider'] ?? Provider::SKYCORE;
        $this->concurrency = $this->given['concurrency'] ?? self::CONCURRENCY;
        $this->requireWith('burst', 'rate');
        $this->requireWith('proxy_user', 'proxy');
        $this->requireWith('proxy_password', 'proxy_user');
    }

    /**
     * Set a client up.
     *
     * @return Logger|null whom it tells what happens; to be kept as long as the client
     * @throws SkyException what the library says of a value
     */
    public function apply(CData $client): ?Logger
    {
        $logger = null;
        foreach ($this->given as $name => $value) {
            try {
                $logger = $this->set($client, $name, $value) ?? $logger;
            } catch (SkyException $refusal) {
                throw self::named($refusal, $name);
            }
        }
        return $logger;
    }

    /**
     * @param mixed $value
     */
    private function set(
        CData $client,
        string $name,
        #[\SensitiveParameter]
        $value
    ): ?Logger {
        switch ($name) {
            case 'rate':
                ClientCalls::setUpClient($client, 'rate', (float) $value, $this->given['burst'] ?? 1);
                break;
            case 'proxy':
                $user = $this->given['proxy_user'] ?? null;
                ClientCalls::setUpClient($client, 'proxy', $value, $user, $this->given['proxy_password'] ?? null);
                break;
            case 'logger':
                $logger = new Logger($value, $this->given['log_level'] ?? LogLevel::INFO);
                $logger->attach($client);
                return $logger;
            case 'login':
                ClientCalls::setUpClient($client, 'login', $value[0], $value[1]);
                break;
            case 'postback_sources':
                ClientCalls::setUpClient($client, 'postback_sources', implode(',', $value));
                break;
            case 'burst':
            case 'proxy_user':
            case 'proxy_password':
            case 'log_level':
            case 'provider':
                // They went, or go, with another.
                break;
            default:
                ClientCalls::setUpClient($client, $name, is_bool($value) ? (int) $value : $value);
        }
        return null;
    }

    /**
     * What the library says of an argument, said of the option that it is here.
     */
    private static function named(SkyException $refusal, string $name): SkyException
    {
        $message = preg_replace('/^(?!user:|password:|burst:|level:)\w+: /', "$name: ", $refusal->getMessage());
        return SkyException::of($refusal->status, $message, $refusal->offset);
    }

    /**
     * Refuse an option that says nothing without another.
     */
    private function requireWith(string $name, string $other): void
    {
        if (isset($this->given[$name]) && !isset($this->given[$other])) {
            throw SkyException::of(Status::ARGUMENT, "$name: means nothing without $other");
        }
    }

    /**
     * @param mixed $value
     */
    private static function require(
        string $kind,
        #[\SensitiveParameter]
        $value,
        string $name
    ): void {
        switch ($kind) {
            case 'string':
                Library::requireText($value, $name);
                return;
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
