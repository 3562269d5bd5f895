<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * An action of the provider's and what goes with it, to be sent with Client::send() as often as you like.
 *
 *     $request = Request::sendSavedMms('35674', '+1 774 319 9144')->customText(2, 'Table 7, at eight.');
 *     $client->send($request->data(['FIRST_NAME' => 'Ada']));
 *
 * Actions that the library knows have constructors of their own, in RequestConstructors; `new Request()` begins any.
 * What goes with an action is added by the calls in RequestContent.
 *
 * Names of actions and parameters are matched without regard to case, - and _; what the library does not know goes out
 * as you wrote it. docs/skycore-actions.md lists all actions with their parameters.
 *
 * Every value is a string, also one of digits; null leaves its parameter out. A list of strings sets its parameter once
 * for each: `new Request('send-sms', ['sms_text' => 'Closed today.', 'numbers' => ['+61491570156', '+61491570157']])`.
 *
 * What cannot go out as it is throws at once: ArgumentException, Utf8Exception, TextException (a control character),
 * LimitException. The request remembers the first such fault: check() and Client::send() refuse it from then on, so
 * that half of what was meant is never sent.
 *
 * Like Client it keeps nothing in PHP but the action's name, so no dump of it can show a number or a text.
 */
final class Request
{
    use BoundToProcess;
    use RequestConstructors;
    use RequestContent;

    private const MAXIMUM = 0xFFFFFFFF;

    private string $action;
    private CData $handle;

    /**
     * Begin a request for any action, with plain parameters if you like.
     *
     * @param string $action the action's name, for example "sendSavedMMS"
     * @param array<string, string|string[]|null> $parameters values by name
     * @throws SkyException
     */
    public function __construct(
        $action,
        #[\SensitiveParameter]
        $parameters = []
    ) {
        Library::requireText($action, 'action');
        self::requireArray($parameters, 'parameters');
        $this->begun($action, 'new', ['action' => $action]);
        try {
            foreach ($parameters as $name => $value) {
                $this->set($name, $value);
            }
        } catch (\Throwable $failure) {
            // PHP calls no destructor of an object whose constructor threw.
            RequestCalls::freeRequest($this->handle);
            throw $failure;
        }
    }

    public function __destruct()
    {
        // What made() could not begin has none.
        if (isset($this->handle)) {
            RequestCalls::freeRequest($this->handle);
        }
    }

    /**
     * Throw what is wrong with the request, without sending it; $providerCode is the code it would be refused with.
     *
     * What is missing, given too often, too long, of a wrong form or not to be combined is found for every action that
     * the library knows; of others only that the request was built without a fault. Client::send() does the same.
     *
     * @throws SkyException ArgumentException, LimitException, Utf8Exception, TextException
     */
    public function check(int $provider = Provider::SKYCORE): void
    {
        RequestCalls::checkRequest($provider, $this->handle);
    }

    /**
     * For var_dump() and print_r(): the action, no numbers, no texts.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return ['action' => $this->action];
    }

    /** @internal */
    public function sendThrough(CData $client): Result
    {
        return ClientCalls::send($client, $this->handle);
    }

    /** @internal */
    public function addTo(CData $batch, int $number): void
    {
        BatchCalls::addRequestToBatch($batch, $this->handle, $number);
    }

    /** @internal */
    public static function ofNextPage(CData $handle): self
    {
        $request = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $request->handle = $handle;
        $request->action = 'next page';
        return $request;
    }

    /**
     * @param mixed $request
     * @throws ArgumentException if it is none
     * @internal
     */
    public static function requireRequest(
        #[\SensitiveParameter]
        $request
    ): void {
        if (!$request instanceof self) {
            throw SkyException::of(Status::ARGUMENT, 'request: must be a Libsky\\Request, not ' . gettype($request));
        }
    }

    private function begun(
        string $action,
        string $constructor,
        #[\SensitiveParameter]
        array $arguments
    ): void {
        $this->handle = RequestCalls::newRequest($constructor, self::texts($arguments));
        $this->action = $action;
    }

    /**
     * Give the values of arguments, each checked to be a text; those whose names begin with a question mark may be
     * null.
     *
     * @return array<int, string|null>
     */
    private static function texts(
        #[\SensitiveParameter]
        array $arguments
    ): array {
        foreach ($arguments as $field => $value) {
            if ($field[0] !== '?' || $value !== null) {
                Library::requireText($value, ltrim($field, '?'));
            }
        }
        return array_values($arguments);
    }

    /**
     * @param mixed $value
     */
    private static function requireArray(
        #[\SensitiveParameter]
        $value,
        string $field
    ): void {
        if (!is_array($value)) {
            throw SkyException::of(Status::ARGUMENT, $field . ': must be an array, not ' . gettype($value));
        }
    }

    /**
     * Refuse what is no list of texts. What is wrong in it is told by the parameter's name.
     */
    private static function requireTexts(
        #[\SensitiveParameter]
        array $texts,
        string $name
    ): void {
        if ($texts === []) {
            throw SkyException::of(Status::ARGUMENT, $name . ': an empty list');
        }
        $place = 0;
        foreach ($texts as $key => $text) {
            if ($key !== $place) {
                throw SkyException::of(Status::ARGUMENT, $name . ': must be a list, not an array with keys of its own');
            }
            Library::requireText($text, $name . '[' . $place++ . ']');
        }
    }

    /**
     * Refuse what does not fit 32 bits: FFI would cut it silently.
     *
     * @param mixed $number
     */
    private static function requireCount($number, string $field): void
    {
        if (!is_int($number)) {
            throw SkyException::of(Status::ARGUMENT, $field . ': must be an int, not ' . gettype($number));
        }
        if ($number < 0 || $number > self::MAXIMUM) {
            throw SkyException::of(Status::LIMIT, $field . ': not from 0 to ' . self::MAXIMUM);
        }
    }
}
