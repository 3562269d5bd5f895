<?php

declare(strict_types=1);

namespace Libsky\Tests;

/**
 * PHP's own web server on loopback, as a child process, until the object is gone.
 */
final class LoopbackServer
{
    /** "http://127.0.0.1:port", without a slash at the end. */
    public string $url;

    /** @var resource */
    private $process;

    private string $log;

    /**
     * Start a provider that keeps connections open, over TLS if a certificate is given; servers/keepalive.php.
     */
    public static function keepingConnections(?string $certificate = null): self
    {
        $script = __DIR__ . '/servers/keepalive.php';
        $port = self::freePort();
        $server = new self($script, [], array_merge([$script, (string) $port], (array) $certificate), $port);
        $server->url = ($certificate === null ? 'http' : 'https') . "://127.0.0.1:$port";
        return $server;
    }

    /**
     * @param string $script answers every request
     * @param string[] $arguments for php, before those of the server
     * @param string[]|null $command of a server of another kind, for php
     * @param array<string, string> $environment added to that of the tests
     */
    public function __construct(
        string $script,
        array $arguments = [],
        ?array $command = null,
        ?int $port = null,
        array $environment = []
    ) {
        $this->log = tempnam(sys_get_temp_dir(), 'libsky-server-');
        // A port that was free a moment ago may be somebody else's by now; PHP's own server says whether it has got it.
        for ($attempts = $port === null ? 5 : 1; $attempts > 0; $attempts--) {
            $chosen = $port ?? self::freePort();
            $this->url = "http://127.0.0.1:$chosen";
            $this->process = $this->start(
                array_merge($arguments, $command ?? ['-S', "127.0.0.1:$chosen", $script]),
                $environment
            );
            if ($this->isListening($chosen, $command === null ? ') started' : '')) {
                return;
            }
            proc_terminate($this->process);
            proc_close($this->process);
        }
        throw new \RuntimeException('the server did not start: ' . file_get_contents($this->log));
    }

    /**
     * @param string[] $arguments
     * @param array<string, string> $environment
     * @return resource
     */
    private function start(array $arguments, array $environment)
    {
        $log = ['file', $this->log, 'w'];
        $files = [0 => ['file', '/dev/null', 'r'], 1 => $log, 2 => $log];
        return proc_open(array_merge([PHP_BINARY], $arguments), $files, $pipes, null, $environment + getenv());
    }

    /**
     * Whether it takes connections within five seconds, and has said these words if any.
     */
    private function isListening(int $port, string $words): bool
    {
        for ($tries = 0; $tries < 200 && proc_get_status($this->process)['running']; $tries++) {
            $hasSaid = $words === '' || strpos($this->output(), $words) !== false;
            $connection = $hasSaid ? @stream_socket_client("tcp://127.0.0.1:$port") : false;
            if ($connection !== false) {
                fclose($connection);
                return true;
            }
            usleep(25000);
        }
        return false;
    }

    public function __destruct()
    {
        proc_terminate($this->process);
        proc_close($this->process);
        unlink($this->log);
    }

    /**
     * What the server wrote so far.
     */
    public function output(): string
    {
        return file_get_contents($this->log);
    }

    /**
     * A port on which nobody listens now.
     */
    public static function freePort(): int
    {
        $listener = stream_socket_server('tcp://127.0.0.1:0');
        $name = stream_socket_get_name($listener, false);
        fclose($listener);
        return (int) substr($name, strrpos($name, ':') + 1);
    }
}
