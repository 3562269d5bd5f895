<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ConfigException;
use Libsky\Library;
use Libsky\Sky;
use PHPUnit\Framework\TestCase;

/**
 * Loading, and what is said where it fails; each in a process of its own.
 */
final class LoadTest extends TestCase
{
    private const CODE = 'try { echo Libsky\Sky::version(); } '
        . 'catch (Libsky\LoadException $failure) { echo $failure->getMessage(); }';

    /** Without opcache each file costs a start more than a call into the library does. */
    public function testAStartCompilesNoMoreThanASendNeeds(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
        $code = '$client = new Libsky\Client("key", ["url" => ' . var_export($provider->url . '/accepted', true) . ']);'
            . '$client->sendSms("15550100001", "hello", "55501")->field("TRACKINGID");'
            . 'echo implode(" ", array_map("basename", get_included_files()));';
        $files = explode(' ', ChildProcess::run($code));
        sort($files);
        self::assertSame([
            'BoundToProcess.php', 'Client.php', 'ClientCalls.php', 'ClientOptions.php', 'Library.php',
            'LibraryFile.php', 'Provider.php', 'Record.php', 'Result.php', 'Shape.php', 'Status.php', 'autoload.php',
        ], $files);
    }

    public function testAWrongPathIsNamedAndNoOtherLibraryIsTaken(): void
    {
        $output = ChildProcess::run(self::CODE, [], ['LIBSKY_LIBRARY' => '/nowhere/libsky.so.0']);
        self::assertStringContainsString('libsky was not found. Tried:', $output);
        self::assertStringContainsString('/nowhere/libsky.so.0', $output);
        self::assertStringContainsString('LIBSKY_LIBRARY', $output);
        self::assertStringNotContainsString('/build/', $output);
    }

    public function testAPathThatTheProgramSetsComesBeforeTheEnvironment(): void
    {
        $output = ChildProcess::run(
            'Libsky\Library::setPath("/elsewhere/libsky.so.0"); ' . self::CODE,
            [],
            ['LIBSKY_LIBRARY' => '/nowhere/libsky.so.0']
        );
        self::assertStringContainsString('/elsewhere/libsky.so.0', $output);
        self::assertStringNotContainsString('/nowhere/', $output);
    }

    public function testOnceLoadedThePathCannotChange(): void
    {
        Sky::version();
        $this->expectException(ConfigException::class);
        Library::setPath('/elsewhere/libsky.so.0');
    }

    public function testEveryPlaceThatWasTriedIsNamed(): void
    {
        $package = sys_get_temp_dir() . '/libsky-package-' . getmypid() . '/vendor/libsky/libsky';
        mkdir("$package/src", 0700, true);
        foreach (glob(dirname(__DIR__) . '/src/*') as $file) {
            copy($file, "$package/src/" . basename($file));
        }
        copy(dirname(__DIR__) . '/autoload.php', "$package/autoload.php");
        $code = 'require_once ' . var_export("$package/autoload.php", true) . '; ' . self::CODE;
        $output = ChildProcess::php(['-r', $code], ['LIBSKY_LIBRARY' => '']);
        exec('rm -rf ' . escapeshellarg(dirname($package, 3)));
        if (strpos($output, 'Tried') === false) {
            self::assertSame(Sky::version(), $output);
            self::markTestSkipped('a libsky is installed in the system, so it is found');
        }
        self::assertStringContainsString("$package/lib/libsky.so.0: ", $output);
        self::assertStringContainsString("\n  libsky.so.0: ", $output, 'the system\'s own search');
    }

    public function testAFileThatIsNoLibraryIsToldFromOneThatIsMissing(): void
    {
        $output = ChildProcess::run(self::CODE, [], ['LIBSKY_LIBRARY' => __FILE__]);
        self::assertStringContainsString(__FILE__ . ': Failed loading', $output);
    }

    public function testWithoutTheExtensionItIsNamed(): void
    {
        $output = ChildProcess::run(self::CODE, ['-n']);
        if (strpos($output, 'extension') === false) {
            self::markTestSkipped('FFI is built into this PHP');
        }
        self::assertStringContainsString('PHP\'s extension FFI is not there (SAPI cli, php.ini: none)', $output);
    }

    public function testWhereFfiIsSwitchedOffTheSettingIsNamed(): void
    {
        $output = ChildProcess::run(self::CODE, ['-d', 'ffi.enable=0']);
        self::assertStringContainsString('ffi.enable is "0" and the SAPI is cli', $output);
    }

    public function testALibraryWithAnotherInterfaceIsRefused(): void
    {
        $library = sys_get_temp_dir() . '/libsky-other-' . getmypid() . '.so';
        $source = "$library.c";
        preg_match_all('/\b(sky_\w+)\(/', file_get_contents(dirname(__DIR__) . '/src/sky_scope.h'), $names);
        $code = "const char *sky_version(void) { return \"9.9.9\"; }\nint sky_abi_version(void) { return 99; }\n";
        foreach (array_diff($names[1], ['sky_version', 'sky_abi_version']) as $name) {
            $code .= "void $name(void) {}\n";
        }
        file_put_contents($source, $code);
        $command = 'cc -shared -fPIC -o ' . escapeshellarg($library) . ' ' . escapeshellarg($source);
        exec("$command 2>&1", $words, $status);
        unlink($source);
        if ($status !== 0) {
            self::markTestSkipped('no C compiler: ' . implode("\n", $words));
        }
        $output = ChildProcess::run(self::CODE, [], ['LIBSKY_LIBRARY' => $library]);
        unlink($library);
        self::assertStringContainsString('the library has interface 99 (libsky 9.9.9), this package needs', $output);
    }
}
