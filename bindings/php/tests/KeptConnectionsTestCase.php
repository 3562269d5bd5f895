<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\Client;
use Libsky\Sky;
use PHPUnit\Framework\TestCase;

/**
 * Tests with a provider on loopback that keeps connections open and counts connections and messages.
 */
abstract class KeptConnectionsTestCase extends TestCase
{
    protected const KEY = 'key-of-the-tests';
    protected const NUMBER = '15550100001';

    protected LoopbackServer $provider;

    protected function setUp(): void
    {
        $this->provider = LoopbackServer::keepingConnections();
    }

    protected function tearDown(): void
    {
        Sky::closeConnections();
        unset($this->provider);
    }

    protected function client(string $path, array $options = []): Client
    {
        $options += ['url' => $this->provider->url . $path, 'default_sender' => '55501'];
        return new Client(self::KEY, $options);
    }

    /**
     * What the provider counted.
     *
     * @return int[] connections, this one not counted, and messages
     */
    protected function counted(): array
    {
        [$connections, $messages] = explode(' ', file_get_contents($this->provider->url . '/connections'));
        // The look itself takes a connection, and the first was taken to see whether the server is up.
        $this->looks = ($this->looks ?? 1) + 1;
        return [$connections - $this->looks, (int) $messages];
    }

    private ?int $looks = null;
}
