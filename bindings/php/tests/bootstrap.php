<?php

declare(strict_types=1);

require_once __DIR__ . '/../autoload.php';

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/' . substr($class, strlen('Libsky\\Tests\\')) . '.php';
    if (strncmp($class, 'Libsky\\Tests\\', 13) === 0 && is_file($file)) {
        require_once $file;
    }
});

// The tests speak to servers on loopback; a proxy of the environment would come between.
foreach (array_keys(getenv()) as $name) {
    if (stripos($name, 'proxy') !== false) {
        putenv($name);
    }
}
