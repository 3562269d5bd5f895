<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a LoadException says: why the library could not be loaded, and what to do.
 *
 * @internal
 */
final class LoadFailure
{
    public static function withoutExtension(): LoadException
    {
        return self::because(sprintf(
            'PHP\'s extension FFI is not there (SAPI %s, php.ini: %s): install it, or write extension=ffi into '
            . 'php.ini',
            PHP_SAPI,
            php_ini_loaded_file() ?: 'none'
        ));
    }

    public static function forbidden(): LoadException
    {
        return self::because(sprintf(
            'PHP forbids FFI here: ffi.enable is "%s" and the SAPI is %s (php.ini: %s). Set ffi.enable=preload and '
            . 'opcache.preload=%s, or ffi.enable=true',
            ini_get('ffi.enable'),
            PHP_SAPI,
            php_ini_loaded_file() ?: 'none',
            dirname(__DIR__) . '/preload.php'
        ));
    }

    public static function withoutDeclarations(string $file): LoadException
    {
        return self::because($file . ' is missing: install the package anew');
    }

    /**
     * @param string[] $reasons what went wrong at each place that was tried
     */
    public static function notFound(array $reasons): LoadException
    {
        return self::because(
            "libsky was not found. Tried:\n  " . implode("\n  ", $reasons)
            . "\nInstall it (make install), or name the file in the environment variable LIBSKY_LIBRARY"
            . ' or with Libsky\\Library::setPath().'
        );
    }

    public static function ofAnotherInterface(int $found, string $version): LoadException
    {
        return self::because(sprintf(
            'the library has interface %d (libsky %s), this package needs interface %d: install a package and a '
            . 'library of the same version',
            $found,
            $version,
            Library::ABI_VERSION
        ));
    }

    private static function because(string $reason): LoadException
    {
        return new LoadException('libsky cannot be loaded: ' . $reason, Status::INTERNAL);
    }
}
