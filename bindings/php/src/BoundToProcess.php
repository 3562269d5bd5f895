<?php

declare(strict_types=1);

namespace Libsky;

/**
 * For objects that own memory of the library: they can be neither copied nor stored.
 *
 * @internal
 */
trait BoundToProcess
{
    private function __clone()
    {
    }

    public function __serialize(): array
    {
        throw new ArgumentException(self::class . ': cannot be serialised', Status::ARGUMENT);
    }

    public function __unserialize(array $data): void
    {
        throw new ArgumentException(self::class . ': cannot be unserialised', Status::ARGUMENT);
    }
}
