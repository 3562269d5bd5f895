<?php

declare(strict_types=1);

namespace Libsky\Tests;

/**
 * Runs PHP once more, with settings of its own.
 */
final class ChildProcess
{
    /**
     * Run code, with the package loaded; give all it wrote.
     *
     * @param string[] $arguments for php, before the code
     * @param array<string, string> $environment added to that of the tests
     */
    public static function run(string $code, array $arguments = [], array $environment = []): string
    {
        $autoload = var_export(dirname(__DIR__) . '/autoload.php', true);
        return self::php(array_merge($arguments, ['-r', "require_once $autoload; $code"]), $environment);
    }

    /**
     * Run a command line of php; give all it wrote.
     *
     * @param string[] $arguments
     * @param array<string, string> $environment
     */
    public static function php(array $arguments, array $environment = []): string
    {
        $command = array_merge([PHP_BINARY], $arguments);
        $process = proc_open(
            $command,
            [0 => ['file', '/dev/null', 'r'], 1 => ['pipe', 'w'], 2 => ['redirect', 1]],
            $pipes,
            null,
            $environment + getenv()
        );
        $output = stream_get_contents($pipes[1]);
        fclose($pipes[1]);
        $status = proc_close($process);
        return $status === 0 ? $output : $output . "\nexit status $status";
    }
}
