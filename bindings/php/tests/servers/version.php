<?php

/**
 * Says which version of libsky it found and how many parts a text has, or why it found none, and whether it may use FFI
 * itself.
 */

declare(strict_types=1);

require_once __DIR__ . '/../../autoload.php';

try {
    echo 'libsky ', Libsky\Sky::version(), ', class loaded from ', basename(
        (new ReflectionClass(Libsky\Client::class))->getFileName()
    ), ', text in ', Libsky\Text::measure('Hi')->segments, " part\n";
} catch (Libsky\LoadException $failure) {
    echo $failure->getMessage(), "\n";
}
try {
    FFI::cdef('');
    echo "FFI is free for all\n";
} catch (FFI\Exception $failure) {
    echo "FFI is forbidden to the rest\n";
}
