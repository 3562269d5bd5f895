<?php

declare(strict_types=1);

namespace Libsky\Tests;

/**
 * Runs code in a child that pcntl_fork() makes.
 */
final class ForkedChild
{
    /**
     * Give what the code returned in the child, which then ends without PHPUnit's doings.
     */
    public static function run(callable $code): string
    {
        [$read, $write] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $child = pcntl_fork();
        if ($child === 0) {
            fclose($read);
            try {
                $said = $code();
            } catch (\Throwable $failure) {
                $said = get_class($failure) . ': ' . $failure->getMessage();
            }
            fwrite($write, $said);
            fclose($write);
            posix_kill(getmypid(), SIGKILL);
        }
        fclose($write);
        $said = stream_get_contents($read);
        fclose($read);
        pcntl_waitpid($child, $status);
        return $said;
    }
}
