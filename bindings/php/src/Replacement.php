<?php

declare(strict_types=1);

namespace Libsky;

/**
 * One replacement that simplifying makes: an element of Text::simplifyReport(). Read it, do not change it.
 */
final class Replacement
{
    /** Why it is made, one of ReplacementKind. */
    public int $kind;
    /** Where the replaced characters begin in the text, in bytes. */
    public int $offset;
    /** What is replaced. */
    public string $original;
    /** What takes its place; "" if it is removed. */
    public string $replacement;

    /** @internal */
    public function __construct(int $kind, int $offset, string $original, string $replacement)
    {
        $this->kind = $kind;
        $this->offset = $offset;
        $this->original = $original;
        $this->replacement = $replacement;
    }

    /**
     * For var_dump() and print_r(): nothing of the text.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return ['kind' => $this->kind, 'offset' => $this->offset];
    }
}
