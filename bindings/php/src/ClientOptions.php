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
    /** What an option must be; those that are handed on to the library as they are. SpecialOptions has the others. */
    private const PLAIN = [
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
        'rate_file' => 'string',
        'rate_mode' => 'int',
        'address_family' => 'int',
        'concurrency' => 'int',
        'secret' => 'string',
        'credential_mode' => 'int',
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
            $kind = self::PLAIN[$name] ?? SpecialOptions::kind($name, self::PLAIN);
            if ($value !== null) {
                self::require($kind, $value, $name);
                $this->given[$name] = $value;
            }
        }
        $this->provider = $this->given['provider'] ?? Provider::SKYCORE;
        $this->concurrency = $this->given['concurrency'] ?? self::CONCURRENCY;
        // A client is made with it, not set up.
        unset($this->given['provider']);
        if (array_diff_key($this->given, self::PLAIN) !== []) {
            SpecialOptions::requireTogether($this->given);
        }
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
                if (isset(self::PLAIN[$name])) {
                    ClientCalls::setUpClient($client, $name, $value);
                } else {
                    $logger = SpecialOptions::apply($client, $name, $this->given) ?? $logger;
                }
            } catch (SkyException $refusal) {
                throw SpecialOptions::named($refusal, $name);
            }
        }
        return $logger;
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
        if ($kind === 'string') {
            Library::requireText($value, $name);
        } elseif ($kind !== 'int' || !is_int($value) || $value > 0x7FFFFFFF || $value < -0x80000000) {
            SpecialOptions::require($kind, $value, $name);
        }
    }
}
