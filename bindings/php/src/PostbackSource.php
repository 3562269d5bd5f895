<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * The block that a postback and its notifications are read from, and what only the library can tell about it.
 *
 * @internal
 */
final class PostbackSource
{
    use BoundToProcess;

    /** The packed block; sky_postback_packed() documents the layout. */
    public string $packed;

    /** The postback read once more, when that was first asked for. Usual programs never ask. */
    private ?CData $handle = null;

    public function __construct(string $packed)
    {
        $this->packed = $packed;
    }

    public function __destruct()
    {
        if ($this->handle !== null) {
            PostbackCalls::freePostback($this->handle);
        }
    }

    public function handle(): CData
    {
        if ($this->handle === null) {
            $this->handle = PostbackCalls::newPostback(unpack('L', $this->packed, 52)[1], $this->raw());
        }
        return $this->handle;
    }

    /**
     * Give the document, as it came in.
     */
    public function raw(): string
    {
        [1 => $offset, 2 => $length] = unpack('L2', $this->packed, 24);
        return substr($this->packed, $offset, $length);
    }
}
