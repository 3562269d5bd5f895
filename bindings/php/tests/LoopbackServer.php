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

    /** @var resource[] bound to ports that were given out, and not listening */
    private static array $reserved = [];

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
        $port = $port ?? self::freePort();
        $this->url = "http://127.0.0.1:$port";
        $this->log = tempnam(sys_get_temp_dir(), 'libsky-server-');
        $log = ['file', $this->log, 'w'];
        $this->process = proc_open(
            array_merge([PHP_BINARY], $arguments, $command ?? ['-S', "127.0.0.1:$port", $script]),
            [0 => ['file', '/dev/null', 'r'], 1 => $log, 2 => $log],
            $pipes,
            null,
            $environment + getenv()
        );
        for ($tries = 0; $tries < 2400; $tries++) {
            $connection = @stream_socket_client("tcp://127.0.0.1:$port");
            if ($connection !== false) {
                fclose($connection);
                return;
            }
            usleep(25000);
        }
        throw new \RuntimeException('the server did not start: ' . file_get_contents($this->log));
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
     * A port on which nobody listens, and which nobody else is given while the tests run: a server of theirs may.
     */
    public static function freePort(): int
    {
        $reserved = stream_socket_server('tcp://127.0.0.1:0', $code, $words, STREAM_SERVER_BIND);
        self::$reserved[] = $reserved;
        $name = stream_socket_get_name($reserved, false);
        return (int) substr($name, strrpos($name, ':') + 1);
    }
}
