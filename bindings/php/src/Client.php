<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * A connection to one account of one provider. Make one and keep it: connections are kept open and used again.
 *
 * The API key goes straight to the library and is kept nowhere in PHP, so no dump of a client can show it, and the
 * traces of the exceptions thrown here have no arguments. A TypeError of PHP's own would have them on PHP before 8.2;
 * that is why parameters which take keys, numbers and texts have no declared types and are checked here.
 */
final class Client
{
    use BoundToProcess;

    private const TEXT_OPTIONS = ['url', 'ca_file', 'user_agent', 'default_region', 'default_sender'];
    private const NUMBER_OPTIONS = ['transport', 'timeout_ms', 'connect_timeout_ms', 'max_segments'];
    private const LIST_OPTIONS = ['login', 'postback_sources'];

    private CData $handle;

    /**
     * @param string $apiKey the account's API key
     * @param array{
     *     url?: string,
     *     transport?: int,
     *     timeout_ms?: int,
     *     connect_timeout_ms?: int,
     *     ca_file?: string,
     *     user_agent?: string,
     *     default_region?: string,
     *     default_sender?: string,
     *     max_segments?: int,
     *     login?: array{string, string},
     *     postback_sources?: string[],
     *     provider?: int
     * } $options url: where requests go, Skycore's documented address if not given. transport: one of Transport, FORM
     *     if not given. timeout_ms: for a whole send, 30000 if not given. connect_timeout_ms: 10000 if not given.
     *     ca_file: certificates to trust (PEM), instead of the system's. default_region: two capital letters of the
     *     country that recipients without a country code are in. default_sender: of messages that name none.
     *     max_segments: a text that takes more, as Text::measure() counts, is a TextException before it is sent; any
     *     number goes out if not given. login: a user name and its password, for accounts that need them beside the API
     *     key; requests carry the password's MD5, and only that is kept. postback_sources: the IPv4 addresses that
     *     postbacks come from, each with an optional prefix length ("198.51.100.0/24"), instead of those that the
     *     provider has published. provider: one of Provider, SKYCORE if not given. An option that is null counts as not
     *     given.
     * @throws SkyException
     */
    public function __construct(
        #[\SensitiveParameter]
        $apiKey,
        $options = []
    ) {
        Library::requireText($apiKey, 'apiKey');
        if (!is_array($options)) {
            throw SkyException::of(Status::ARGUMENT, 'options: must be an array, not ' . gettype($options));
        }
        $provider = $options['provider'] ?? Provider::SKYCORE;
        self::requireNumber($provider, 'provider');
        unset($options['provider']);
        $settings = [];
        foreach ($options as $name => $value) {
            if (in_array($name, self::TEXT_OPTIONS, true)) {
                $value === null || Library::requireText($value, $name);
            } elseif (in_array($name, self::NUMBER_OPTIONS, true)) {
                $value === null || self::requireNumber($value, $name);
            } elseif (in_array($name, self::LIST_OPTIONS, true)) {
                $value === null || self::requireTexts($value, $name);
            } else {
                $known = implode(', ', array_merge(
                    self::TEXT_OPTIONS,
                    self::NUMBER_OPTIONS,
                    self::LIST_OPTIONS,
                    ['provider']
                ));
                throw SkyException::of(Status::ARGUMENT, "options: \"$name\" is none of $known");
            }
            if ($value !== null) {
                $settings[$name] = $value;
            }
        }
        $handle = Library::newClient($provider, $apiKey);
        try {
            foreach ($settings as $name => $value) {
                if ($name === 'login') {
                    Library::setLogin($handle, ...$value);
                } else {
                    Library::setUpClient($handle, $name, is_array($value) ? implode(',', $value) : $value);
                }
            }
        } catch (SkyException $failure) {
            // PHP calls no destructor of an object whose constructor threw.
            Library::freeClient($handle);
            throw $failure;
        }
        $this->handle = $handle;
    }

    public function __destruct()
    {
        Library::freeClient($this->handle);
    }

    /**
     * Send an SMS. Everything is checked before anything is sent; the call returns within the time-out.
     *
     * @param string $to the recipient, as people write numbers; brought into international form with default_region
     * @param string $text the text, UTF-8, 1 to 65536 bytes; it goes out as it is
     * @param string|null $from the sender, a short or long code; null for default_sender
     * @return Result the answer of a provider that accepted the message; it is not delivered yet
     * @throws RejectedException the provider said no; nothing was sent
     * @throws ThrottledException the provider said "slower"; nothing was sent
     * @throws NotSentException nothing was sent; sending again is safe
     * @throws UnknownOutcomeException it may have been sent or not; the library never repeats it
     * @throws SkyException ArgumentException, Utf8Exception, LimitException, NumberException, TextException before
     *     anything is sent; PartialException; InternalException
     */
    public function sendSms(
        #[\SensitiveParameter]
        $to,
        #[\SensitiveParameter]
        $text,
        #[\SensitiveParameter]
        $from = null
    ): Result {
        Library::requireText($to, 'to');
        Library::requireText($text, 'text');
        if ($from !== null) {
            Library::requireText($from, 'from');
        }
        return Library::sendSms($this->handle, $to, $from, $text);
    }

    /**
     * Send a request; it ends as sendSms() does, for actions that send nothing as well.
     *
     * It is checked as Request::check() does before anything is sent. The recipient is brought into international form;
     * a sender that the action needs and the request lacks is default_sender. The request is not changed and may be
     * sent again.
     *
     * @param Request $request
     * @throws SkyException as sendSms()
     */
    public function send(
        #[\SensitiveParameter]
        $request
    ): Result {
        if (!$request instanceof Request) {
            throw SkyException::of(Status::ARGUMENT, 'request: must be a Libsky\\Request, not ' . gettype($request));
        }
        return $request->sendThrough($this->handle);
    }

    /**
     * Tell whether postbacks of this client's provider come from an address. Postbacks are not signed; there is no
     * other check. Without the option postback_sources it is Sky::sourceIsKnown().
     *
     * @param string $ip the address the request came from, `$_SERVER['REMOTE_ADDR']`
     */
    public function isPostbackSource(string $ip): bool
    {
        Library::requireText($ip, 'ip');
        return Library::isPostbackSource($this->handle, $ip);
    }

    /**
     * For var_dump() and print_r(): nothing of the settings.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return [];
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

    /**
     * @param mixed $value
     */
    private static function requireNumber($value, string $name): void
    {
        if (!is_int($value)) {
            throw SkyException::of(Status::ARGUMENT, $name . ': must be an int, not ' . gettype($value));
        }
    }
}
