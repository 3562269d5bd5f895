<?php

/**
 * What opcache.preload may name, for php-fpm: the classes are there for all requests, and may use FFI although
 * ffi.enable=preload forbids it to everybody else. README.md has the settings that go with it.
 *
 * A program that preloads more than libsky has its own preload file require this one.
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

foreach (glob(__DIR__ . '/src/*.php') as $file) {
    require_once $file;
}
