<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a notification, an answer and an entry of an answer have in common: named fields.
 *
 * Names are in upper case and in the documented spelling ("TRACKINGID", "FROM_MASK"). "A/B" names a field B inside an
 * element A, "@B" an attribute of the record, "A@B" the attribute B of field A.
 */
abstract class Record
{
    /** @internal */
    protected Shape $shape;

    /** @var string[] values of all fields, in the document's order */
    private array $values;

    /**
     * Give a field's value: "" for an empty field, null if there is no such field.
     *
     * Names match without regard to case, "-" and "_". A field that has two names (TIMESTAMP and RECEIVED, SPID and
     * OPERATORID, …) is found by either.
     *
     * @param int $index which one of several fields of that name, from 0
     */
    public function field(string $name, int $index = 0): ?string
    {
        $places = $this->shape->places($name);
        if ($places !== []) {
            return isset($places[$index]) ? $this->values[$places[$index]] : null;
        }
        if ($index < 0 || strpos($name, "\0") !== false) {
            return null;
        }
        return $this->ask($name, $index);
    }

    /**
     * Give all fields that are plain elements: value by name, the first where a name comes more than once.
     *
     * @return array<string, string>
     */
    public function fields(): array
    {
        if ($this->shape->isMap) {
            return array_combine($this->shape->names, $this->values);
        }
        return $this->pick($this->shape->plain);
    }

    /**
     * Give the attributes of the record itself: value by name, names without "@".
     *
     * @return array<string, string>
     */
    public function attributes(): array
    {
        return $this->pick($this->shape->attributes);
    }

    /**
     * Give everything there is, in the document's order: repeated and nested fields and attributes too.
     *
     * @return array<int, array{0: string, 1: string}> pairs of name and value
     */
    public function pairs(): array
    {
        return array_map(null, $this->shape->names, $this->values);
    }

    /**
     * Read the fields of a record out of a packed block: where its names and its values lie. sky_postback_packed()
     * documents the layout.
     *
     * @internal
     */
    protected function read(string $packed, int $names, int $namesLength, int $values, int $valuesLength): void
    {
        $key = substr($packed, $names, $namesLength);
        $this->shape = Shape::$known[$key] ?? Shape::learn($key);
        // The NUL behind the last value would be one more value.
        $this->values = $valuesLength === 0 ? [] : explode("\0", substr($packed, $values, $valuesLength - 1));
    }

    /**
     * Give all values of one name.
     *
     * @return string[]
     * @internal
     */
    protected function valuesOf(string $name): array
    {
        $values = [];
        foreach ($this->shape->places($name) as $place) {
            $values[] = $this->values[$place];
        }
        return $values;
    }

    /**
     * Look for a field whose name the record does not have as it was given: the library knows the second names.
     *
     * @internal
     */
    abstract protected function ask(string $name, int $index): ?string;

    /**
     * @param array<string, int> $places
     * @return array<string, string>
     */
    private function pick(array $places): array
    {
        $picked = [];
        foreach ($places as $name => $place) {
            $picked[$name] = $this->values[$place];
        }
        return $picked;
    }
}
