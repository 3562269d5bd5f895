<?php

declare(strict_types=1);

namespace Libsky;

/**
 * A phone number as it was read. With flags 0 all of it is what libphonenumber answers.
 */
final class Number
{
    /** Digits in international format, calling code first, no plus; "" if it could not be read. */
    public string $digits;
    /** What became of it: one of NumberStatus. */
    public int $status;
    /** What kind of line it is: one of NumberType. */
    public int $type;
    /** Where it belongs: "US", "001" for codes of no region, null if that cannot be told. */
    public ?string $region;
    /** The country's calling code; null if it could not be read. */
    public ?int $callingCode;
    /** The digits of the extension as they were written; null if there is none. */
    public ?string $extension;
    /** Why it is not accepted, in English and without the number; null if it is. */
    public ?string $reason;
    /** Where in the text, in bytes; null if no place can be named. */
    public ?int $offset;

    /** @internal */
    public function __construct(
        #[\SensitiveParameter]
        string $digits,
        int $status,
        int $type,
        ?string $region,
        ?int $callingCode,
        #[\SensitiveParameter]
        ?string $extension,
        ?string $reason,
        ?int $offset
    ) {
        $this->digits = $digits;
        $this->status = $status;
        $this->type = $type;
        $this->region = $region;
        $this->callingCode = $callingCode;
        $this->extension = $extension;
        $this->reason = $reason;
        $this->offset = $offset;
    }

    /** Whether numbers like it are given out. */
    public function isValid(): bool
    {
        return $this->status === NumberStatus::VALID;
    }

    /** Whether numbers of its country can be so long. */
    public function isPossible(): bool
    {
        return $this->status === NumberStatus::VALID || $this->status === NumberStatus::POSSIBLE;
    }

    /** The digits behind the calling code, leading zeros included. */
    public function national(): string
    {
        return $this->callingCode === null ? '' : substr($this->digits, strlen((string) $this->callingCode));
    }

    /** Without the number: what is dumped into logs should not hold it. */
    public function __debugInfo(): array
    {
        return ['status' => $this->status, 'type' => $this->type, 'region' => $this->region, 'reason' => $this->reason];
    }
}
