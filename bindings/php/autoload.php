<?php

/**
 * Loads libsky's classes in programs that do not use composer: require this file once.
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Libsky\\', 7) === 0) {
        $file = __DIR__ . '/src/' . strtr(substr($class, 7), '\\', '/') . '.php';
        if (is_file($file)) {
            require_once $file;
        }
    }
});
