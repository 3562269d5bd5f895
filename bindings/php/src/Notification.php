<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * One thing that a provider reports: a delivery, an inbound message, a subscription.
 */
final class Notification extends Record
{
    /** What it is about: one of PostbackKind. Read it, do not change it. */
    public int $kind;

    /** What it says about its message: one of Verdict. Read it, do not change it. */
    public int $verdict;

    /** Whether nothing more is to be expected about the message. Read it, do not change it. */
    public bool $isFinal;

    private PostbackSource $source;
    private int $index;
    private int $fingerprint;

    /**
     * @param CData|int[] $numbers the block, or a part of it, as numbers of 32 bits
     * @param int $place where the record begins, in such numbers
     * @internal
     */
    public function __construct(PostbackSource $source, int $index, $numbers, int $place)
    {
        $this->source = $source;
        $this->index = $index;
        $this->kind = $numbers[$place];
        $this->verdict = $numbers[$place + 1];
        $this->isFinal = $numbers[$place + 2] !== 0;
        $this->fingerprint = $numbers[$place + 9];
        $this->read(
            $source->packed,
            $numbers[$place + 5],
            $numbers[$place + 6],
            $numbers[$place + 7],
            $numbers[$place + 8]
        );
    }

    /**
     * Give when it happened: TIMESTAMP, as Sky::parseTime() reads it; null if the notification has none.
     *
     * @throws ArgumentException if what it has cannot be read
     */
    public function time(): ?\DateTimeImmutable
    {
        $written = $this->field('TIMESTAMP') ?? '';
        return $written === '' ? null : Sky::parseTime($written);
    }

    /**
     * Give the URLs of the files that an inbound MMS names. The library fetches none.
     *
     * @return string[]
     */
    public function files(): array
    {
        $files = [];
        foreach ($this->valuesOf('CONTENT/FILE') as $file) {
            if ($file !== '') {
                $files[] = $file;
            }
        }
        return $files;
    }

    /**
     * Give a name for the event: 32 hexadecimal digits, equal if the same event is delivered again.
     *
     * The provider delivers at least once and gives notifications no id, so use this as a unique key.
     */
    public function fingerprint(): string
    {
        return substr($this->source->packed, $this->fingerprint, 32);
    }

    /**
     * For var_dump() and print_r(): no numbers, no texts.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return [
            'kind' => PostbackKind::name($this->kind),
            'verdict' => Verdict::name($this->verdict),
            'isFinal' => $this->isFinal,
            'names' => $this->shape->names,
        ];
    }

    /** @internal */
    protected function ask(string $name, int $index): ?string
    {
        return PostbackCalls::postbackField($this->source->handle(), $this->index, $name, $index);
    }
}
