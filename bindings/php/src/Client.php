<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

use function is_string;
use function strpos;

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

    private CData $handle;
    private ?Logger $logger;

    /** How many messages sendAll() has in memory at most. */
    private int $room;

    /**
     * @param string $apiKey the account's API key
     * @param array{
     *     url?: string,
     *     transport?: int,
     *     timeout_ms?: int,
     *     connect_timeout_ms?: int,
     *     max_tries?: int,
     *     rate?: int|float,
     *     burst?: int,
     *     rate_file?: string,
     *     rate_mode?: int,
     *     concurrency?: int,
     *     ca_file?: string,
     *     ca_path?: string,
     *     proxy?: string,
     *     proxy_user?: string,
     *     proxy_password?: string,
     *     address_family?: int,
     *     http2?: bool,
     *     logger?: object|callable(string, string, array<string, mixed>): mixed,
     *     log_level?: int,
     *     user_agent?: string,
     *     default_region?: string,
     *     default_sender?: string,
     *     max_segments?: int,
     *     login?: array{string, string},
     *     secret?: string,
     *     credential_mode?: int,
     *     postback_sources?: string[],
     *     provider?: int
     * } $options url: where requests go, Skycore's documented address if not given. transport: one of Transport, FORM
     *     if not given. timeout_ms: for a whole send with all its tries, 30000 if not given. connect_timeout_ms: 10000
     *     if not given. max_tries: how often a send is tried at most, 1 to 10, 3 if not given; never again where that
     *     could make two messages of one. rate, burst: how many messages may begin in a second, and how many at once
     *     after a rest (1 if not given); if not given Cellcast's 15 are kept, and no limit at Skycore's. rate_file: a
     *     file that keeps the rate for all processes of the machine. rate_mode: one of RateMode, WAIT if not given.
     *     concurrency: how many transfers of a batch are under way at once, 1 to 1000, 50 if not given. ca_file:
     *     certificates to trust (PEM), ca_path: a folder of them, instead of the system's. proxy: an HTTP proxy's URL,
     *     "" for none; what the environment names if not given; proxy_user and proxy_password go with it.
     *     address_family: one of AddressFamily. http2: whether it is spoken with servers that can, over TLS. logger:
     *     whom to tell what happens, a PSR-3 logger or a callable that takes the same arguments; it is told no key, no
     *     number and no text. log_level: one of LogLevel, INFO if not given. default_region: two capital letters of the
     *     country that recipients without a country code are in; if not given AU at Cellcast's, else none: bare digits
     *     are international. default_sender: of messages that name none. max_segments: a text that takes more, as
     *     Text::measure() counts, is a TextException before it is sent; any number goes out if not given. login: a user
     *     name and its password, for accounts that need them beside the API key; requests carry the password's MD5, and
     *     only that is kept. secret: at Cellcast the other half of the pair that HTTP Basic wants. credential_mode: one
     *     of CredentialMode. postback_sources: the IPv4 addresses that postbacks come from, each with an optional
     *     prefix length ("198.51.100.0/24"), instead of those that the provider has published. provider: one of
     *     Provider, SKYCORE if not given. An option that is null counts as not given.
     * @throws SkyException
     */
    public function __construct(
        #[\SensitiveParameter]
        $apiKey,
        #[\SensitiveParameter]
        $options = []
    ) {
        Library::requireText($apiKey, 'apiKey');
        $options = new ClientOptions($options);
        $handle = ClientCalls::newClient($options->provider, $apiKey);
        try {
            $this->logger = $options->apply($handle);
        } catch (SkyException $failure) {
            // PHP calls no destructor of an object whose constructor threw.
            ClientCalls::freeClient($handle);
            throw $failure;
        }
        $this->handle = $handle;
        // Cellcast takes a thousand messages of one text in one call.
        $this->room = max(2 * $options->concurrency, $options->provider === Provider::CELLCAST ? 2000 : 0);
    }

    public function __destruct()
    {
        ClientCalls::freeClient($this->handle);
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
        // Asked here as well: calls cost, and nearly all texts are as they should be.
        if (!is_string($to) || strpos($to, "\0") !== false) {
            Library::requireText($to, 'to');
        }
        if (!is_string($text) || strpos($text, "\0") !== false) {
            Library::requireText($text, 'text');
        }
        if ($from !== null && (!is_string($from) || strpos($from, "\0") !== false)) {
            Library::requireText($from, 'from');
        }
        return ClientCalls::sendSms($this->handle, $to, $from, $text);
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
        Request::requireRequest($request);
        return $request->sendThrough($this->handle);
    }

    /**
     * Go through a list, page by page: each page is asked for when it is wanted.
     *
     * @param Request $request asks for the first page
     * @return \Generator<int, Result> ends behind the last page
     * @throws SkyException as send(), at the page that fails
     */
    public function pages(
        #[\SensitiveParameter]
        $request
    ): \Generator {
        Request::requireRequest($request);
        return $this->turnPages($request);
    }

    /**
     * Make a batch: many messages over this client, `concurrency` of them under way at the same time.
     *
     * @param int $timeoutMs for the whole batch, from its first message on, in milliseconds; 0 for none
     * @throws SkyException
     */
    public function batch($timeoutMs = 0): Batch
    {
        if (!is_int($timeoutMs)) {
            throw SkyException::of(Status::ARGUMENT, 'timeoutMs: must be an int, not ' . gettype($timeoutMs));
        }
        return new Batch($this, BatchCalls::newBatch($this->handle, $timeoutMs));
    }

    /**
     * Send messages as they come, many at the same time, and give the outcome of each as it ends.
     *
     *     foreach ($client->sendAll($messages) as $outcome) {
     *         note($outcome->tag, $outcome->isAccepted);
     *     }
     *
     * At most twice `concurrency` messages (2,000 at Cellcast's) are in memory, so there is no end to how many there
     * may be. What is refused before sending is an outcome as well, without a result. If the messages themselves throw,
     * those that were begun are brought to their end before it is thrown on. Who leaves the loop early drops the
     * messages under way: whether they went is not known then.
     *
     * @param iterable<mixed> $messages each a Request, or an array with "to" and "text", maybe "from", or in place of
     *     these "request"; and maybe "tag", what you know it by. Without a tag it is the message's key.
     * @param int $timeoutMs for all of them, from the first on, in milliseconds; 0 for none
     * @return \Generator<int, Outcome>
     * @throws SkyException
     */
    public function sendAll(
        #[\SensitiveParameter]
        $messages,
        $timeoutMs = 0
    ): \Generator {
        if (!is_iterable($messages)) {
            throw SkyException::of(Status::ARGUMENT, 'messages: must be iterable, not ' . gettype($messages));
        }
        return $this->batch($timeoutMs)->sendAll($messages, $this->room);
    }

    /**
     * End all batches of this client that are under way, now: what was not handed over to a connection ends with a
     * CancelledException, what was and has no answer with an UnknownOutcomeException. Later ones are not touched.
     *
     * To be called between two outcomes, or by a signal's handler (pcntl_async_signals()), which PHP runs there. A
     * single send ends before PHP runs anything else. Batch::cancel() waits for the answers of what was handed over.
     */
    public function cancel(): void
    {
        ClientCalls::cancelClient($this->handle);
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
        return ClientCalls::isPostbackSource($this->handle, $ip);
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

    private function turnPages(
        #[\SensitiveParameter]
        Request $request
    ): \Generator {
        do {
            $page = $this->send($request);
            yield $page;
            $request = $page->nextRequest();
        } while ($request !== null);
    }
}
