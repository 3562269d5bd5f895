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
        if (!extension_loaded('ffi')) {
            throw LoadFailure::withoutExtension();
        }
        $ffi = self::preloaded() ?? self::tryPlaces($path);
        $found = $ffi->sky_abi_version();
        if ($found !== Library::ABI_VERSION) {
            throw LoadFailure::ofAnotherInterface($found, $ffi->sky_version());
        }
        return $ffi;
    }

    /**
     * The scope, if something was preloaded. To ask for it costs an exception where it is not there.
     */
    private static function preloaded(): ?FFI
    {
        if (ini_get('ffi.preload') . ini_get('opcache.preload') === '') {
            return null;
        }
        try {
            return FFI::scope(self::SCOPE);
        } catch (FFI\Exception $failure) {
            self::requirePermission($failure);
            return null;
        }
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
                self::requirePermission($failure);
                $reasons[] = $place . ': ' . $failure->getMessage();
            }
        }
        throw LoadFailure::notFound($reasons);
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
            throw LoadFailure::withoutDeclarations(self::DECLARATIONS);
        }
        // The comment behind the defines says that the file is generated.
        return substr($text, strpos($text, '/*'));
    }

    /**
     * @throws LoadException if what failed is FFI as such
     */
    private static function requirePermission(FFI\Exception $failure): void
    {
        if (strpos($failure->getMessage(), 'ffi.enable') !== false) {
            throw LoadFailure::forbidden();
        }
    }
}
