<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What every failure of the library is thrown as; each outcome has a class of its own that extends this one.
 *
 * Neither the message nor the trace holds the API key, a phone number or a message text, so both may be logged: the
 * trace has no arguments, whatever zend.exception_ignore_args says.
 */
class SkyException extends \Exception
{
    private const CLASSES = [
        Status::ARGUMENT => ArgumentException::class,
        Status::UTF8 => Utf8Exception::class,
        Status::LIMIT => LimitException::class,
        Status::NUMBER => NumberException::class,
        Status::TEXT => TextException::class,
        Status::DOCUMENT => DocumentException::class,
        Status::PROTOCOL => ProtocolException::class,
        Status::CONFIG => ConfigException::class,
        Status::REJECTED => RejectedException::class,
        Status::THROTTLED => ThrottledException::class,
        Status::PARTIAL => PartialException::class,
        Status::NOT_SENT => NotSentException::class,
        Status::UNKNOWN => UnknownOutcomeException::class,
        Status::CANCELLED => CancelledException::class,
        Status::INTERNAL => InternalException::class,
    ];

    /** One of Status; getCode() gives the same. */
    public int $status;

    /** Byte offset in the input at which the trouble begins; null where an offset means nothing. */
    public ?int $offset = null;

    /** libcurl's code (CURLE_…) where the transport failed, else 0. */
    public int $transportCode = 0;

    /** The HTTP status of the answer, or 0 if there was none. */
    public int $httpStatus = 0;

    /** The provider's code ("E110"), or null. */
    public ?string $providerCode = null;

    /**
     * What became of a message that was begun to be sent: the answer, if there was one, the tries, the time and the
     * wait. Null for what was refused before that.
     */
    public ?Result $result = null;

    final public function __construct(string $message, int $status, ?int $offset = null)
    {
        parent::__construct($message, $status);
        $this->status = $status;
        $this->offset = $offset;
        $this->forgetArguments();
    }

    /**
     * Make the exception that belongs to a status.
     *
     * @internal
     */
    public static function of(int $status, string $message, ?int $offset = null): self
    {
        $class = self::CLASSES[$status] ?? self::class;
        return new $class($message, $status, $offset);
    }

    /**
     * Take the arguments out of the trace. Before PHP 8.2 nothing marks an argument as secret, and a caller's own
     * function may have been given the key as well, so all of them go.
     */
    private function forgetArguments(): void
    {
        $frames = $this->getTrace();
        foreach (array_keys($frames) as $index) {
            unset($frames[$index]['args']);
        }
        $trace = new \ReflectionProperty(\Exception::class, 'trace');
        if (PHP_VERSION_ID < 80100) {
            $trace->setAccessible(true);
        }
        $trace->setValue($this, $frames);
    }
}
