<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\Sky;
use PHPUnit\Framework\TestCase;

/**
 * What README.md says of php-fpm, tried on PHP's own web server, to which PHP applies the same rules.
 */
final class PreloadTest extends TestCase
{
    private static string $header = '';

    protected function setUp(): void
    {
        if (!extension_loaded('Zend OPcache')) {
            self::markTestSkipped('PHP has no opcache here');
        }
    }

    public static function setUpBeforeClass(): void
    {
        // ffi.preload takes the library by its installed name; the tests' one lies elsewhere.
        $package = dirname(__DIR__);
        $library = getenv('LIBSKY_LIBRARY') ?: dirname($package, 2) . '/build/libsky.so.0';
        self::$header = tempnam(sys_get_temp_dir(), 'libsky-scope-');
        $text = file_get_contents("$package/src/sky_scope.h");
        file_put_contents(self::$header, str_replace('"libsky.so.0"', "\"$library\"", $text));
    }

    public static function tearDownAfterClass(): void
    {
        unlink(self::$header);
    }

    public function testUnderTheDefaultSettingAServerIsToldWhatToSet(): void
    {
        $answer = self::ask(['-d', 'ffi.enable=preload']);
        self::assertStringContainsString('ffi.enable is "preload" and the SAPI is cli-server', $answer);
        self::assertStringContainsString('opcache.preload=' . dirname(__DIR__) . '/preload.php', $answer);
    }

    public function testWithThePreloadFileTheLibraryWorksAndFfiStaysForbiddenToTheRest(): void
    {
        $answer = self::ask(self::preloading());
        self::assertStringContainsString('libsky ' . Sky::version(), $answer);
        self::assertStringContainsString('text in 1 part', $answer, 'all of the border may use FFI, not Library alone');
        self::assertStringContainsString('FFI is forbidden to the rest', $answer);
    }

    public function testAPreloadedScopeIsUsedAndTheLibraryLookedForNowhereElse(): void
    {
        $settings = array_merge(self::preloading(), ['-d', 'ffi.preload=' . self::$header]);
        $environment = getenv('LIBSKY_LIBRARY');
        putenv('LIBSKY_LIBRARY=/nowhere/libsky.so.0');
        try {
            self::assertStringContainsString('libsky ' . Sky::version(), self::ask($settings));
            $answer = self::ask(self::preloading());
            self::assertStringContainsString('/nowhere/libsky.so.0', $answer, 'without the scope it is looked for');
        } finally {
            putenv($environment === false ? 'LIBSKY_LIBRARY' : "LIBSKY_LIBRARY=$environment");
        }
    }

    public function testTheScopeAloneServesWhereFfiIsAllowed(): void
    {
        $answer = self::ask(['-d', 'ffi.enable=true', '-d', 'ffi.preload=' . self::$header]);
        self::assertStringContainsString('libsky ' . Sky::version(), $answer);
    }

    /**
     * @return string[]
     */
    public static function preloading(): array
    {
        $user = function_exists('posix_geteuid') ? posix_getpwuid(posix_geteuid())['name'] : get_current_user();
        return [
            '-d', 'ffi.enable=preload',
            '-d', 'opcache.enable=1',
            '-d', 'opcache.preload=' . dirname(__DIR__) . '/preload.php',
            '-d', "opcache.preload_user=$user",
        ];
    }

    /**
     * @param string[] $settings
     */
    private static function ask(array $settings): string
    {
        $server = new LoopbackServer(__DIR__ . '/servers/version.php', $settings);
        file_get_contents($server->url);
        return file_get_contents($server->url);
    }
}
