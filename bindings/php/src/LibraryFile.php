<?php

declare(strict_types=1);

namespace Libsky;

use FFI;

/**
 * Where libsky.so.0 is looked for, and how it is loaded.
 *
 * A scope "libsky" comes first: it is there if the setting ffi.preload names sky_scope.h, and costs a request nothing.
 * Else the declarations are read once a request.
 *
 * @internal
 */
final class LibraryFile
{
    private const SCOPE = 'libsky';
    private const FILE = 'libsky.so.0';
    private const DECLARATIONS = __DIR__ . '/sky_scope.h';

    /**
     * @param string|null $path the file that Library::setPath() named
     * @throws LoadException
     */
    public static function load(?string $path): FFI
    {
        self::requireExtension();
        try {
            $ffi = FFI::scope(self::SCOPE);
        } catch (FFI\Exception $failure) {
            if (strpos($failure->getMessage(), 'ffi.enable') !== false) {
                throw self::restricted();
            }
            $ffi = self::tryPlaces($path);
        }
        $found = $ffi->sky_abi_version();
        if ($found !== Library::ABI_VERSION) {
            throw self::loadFailure(sprintf(
                'the library has interface %d (libsky %s), this package needs interface %d: install a package and a '
                . 'library of the same version',
                $found,
                $ffi->sky_version(),
                Library::ABI_VERSION
            ));
        }
        return $ffi;
    }

    /**
     * Load from the first place that has the library.
     */
    private static function tryPlaces(?string $path): FFI
    {
        $declarations = self::declarations();
        $reasons = [];
        foreach (self::places($path) as $place) {
            try {
                return FFI::cdef($declarations, $place);
            } catch (FFI\Exception $failure) {
                if (strpos($failure->getMessage(), 'ffi.enable') !== false) {
                    throw self::restricted();
                }
                $reasons[] = $place . ': ' . $failure->getMessage();
            }
        }
        throw self::loadFailure(
            "libsky was not found. Tried:\n  " . implode("\n  ", $reasons)
            . "\nInstall it (make install), or name the file in the environment variable LIBSKY_LIBRARY"
            . ' or with Libsky\\Library::setPath().'
        );
    }

    /**
     * Where to look. A place that was named is the only one: another library than the one named would be a surprise.
     *
     * @return string[]
     */
    private static function places(?string $path): array
    {
        if ($path !== null) {
            return [$path];
        }
        $named = getenv('LIBSKY_LIBRARY');
        if ($named !== false && $named !== '') {
            return [$named];
        }
        $package = dirname(__DIR__);
        return [$package . '/lib/' . self::FILE, dirname($package, 2) . '/build/' . self::FILE, self::FILE];
    }

    /**
     * The C declarations without the two defines, which are for ffi.preload.
     */
    private static function declarations(): string
    {
        $text = @file_get_contents(self::DECLARATIONS);
        if ($text === false) {
            throw self::loadFailure(self::DECLARATIONS . ' is missing: install the package anew');
        }
        // The comment behind the defines says that the file is generated.
        return substr($text, strpos($text, '/*'));
    }

    private static function requireExtension(): void
    {
        if (!extension_loaded('ffi')) {
            throw self::loadFailure(sprintf(
                'PHP\'s extension FFI is not there (SAPI %s, php.ini: %s): install it, or write extension=ffi into '
                . 'php.ini',
                PHP_SAPI,
                php_ini_loaded_file() ?: 'none'
            ));
        }
    }

    private static function restricted(): LoadException
    {
        return self::loadFailure(sprintf(
            'PHP forbids FFI here: ffi.enable is "%s" and the SAPI is %s (php.ini: %s). Set ffi.enable=preload and '
            . 'opcache.preload=%s, or ffi.enable=true',
            ini_get('ffi.enable'),
            PHP_SAPI,
            php_ini_loaded_file() ?: 'none',
            dirname(__DIR__) . '/preload.php'
        ));
    }

    private static function loadFailure(string $reason): LoadException
    {
        return new LoadException('libsky cannot be loaded: ' . $reason, Status::INTERNAL);
    }
}
