<?php

/**
 * What opcache.preload may name, for php-fpm: loads the library and the classes once, for all workers and requests.
 *
 * A program that preloads more than libsky has its own preload file require this one.
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

foreach (glob(__DIR__ . '/src/*.php') as $file) {
    require_once $file;
}

Libsky\Library::preload();
