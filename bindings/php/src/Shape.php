<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The names of a record's fields. Reports of one kind all have the same names, so what follows from the names is worked
 * out once for each kind and not for each report.
 *
 * @internal
 */
final class Shape
{
    /** Beyond this many all are forgotten: whoever sends ever new names must not fill the memory. */
    private const LIMIT = 256;

    /** @var array<string, self> all shapes met so far, by the names as a packed block has them */
    public static array $known = [];

    /** @var string[] names of all fields, in the document's order */
    public array $names;

    /** Whether every field is a plain element and no name comes twice, so that names and values are a map already. */
    public bool $isMap = true;

    /** @var array<string, int> place of the first field of each name of a plain element */
    public array $plain = [];

    /** @var array<string, int> place of each attribute of the record itself, by its name without "@" */
    public array $attributes = [];

    /** @var array<string, int[]> places of each name, folded */
    private array $places = [];

    /**
     * Keep a shape that is not known yet.
     *
     * @param string $names as a packed block has them: each followed by a NUL
     */
    public static function learn(string $names): self
    {
        if (count(self::$known) >= self::LIMIT) {
            self::$known = [];
        }
        return self::$known[$names] = new self($names);
    }

    /**
     * Give the places of all fields that have a name, compared without regard to case, "-" and "_".
     *
     * @return int[]
     */
    public function places(string $name): array
    {
        return $this->places[$name] ?? $this->places[self::fold($name)] ?? [];
    }

    private function __construct(string $names)
    {
        $this->names = $names === '' ? [] : explode("\0", substr($names, 0, -1));
        foreach ($this->names as $place => $name) {
            $this->places[self::fold($name)][] = $place;
            if (strpbrk($name, '/@') === false) {
                $this->isMap = $this->isMap && !isset($this->plain[$name]);
                $this->plain += [$name => $place];
            } else {
                $this->isMap = false;
                if ($name[0] === '@') {
                    $this->attributes += [substr($name, 1) => $place];
                }
            }
        }
    }

    /**
     * ASCII only: strtoupper() would follow the locale before PHP 8.2.
     */
    private static function fold(string $name): string
    {
        return strtr(
            str_replace(['-', '_'], '', $name),
            'abcdefghijklmnopqrstuvwxyz',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
        );
    }
}
