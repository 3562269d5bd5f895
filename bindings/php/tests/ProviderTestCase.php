<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\Client;
use Libsky\Result;
use Libsky\SkyException;
use PHPUnit\Framework\TestCase;

/**
 * Tests with a provider on loopback, which says in its answer what it received.
 */
abstract class ProviderTestCase extends TestCase
{
    protected const KEY = 'key-of-the-tests';
    protected const NUMBER = '15550100001';

    private static ?LoopbackServer $provider;

    public static function setUpBeforeClass(): void
    {
        self::$provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
    }

    public static function tearDownAfterClass(): void
    {
        self::$provider = null;
    }

    /**
     * A client of the provider, which answers as the path says.
     */
    protected static function client(string $path, array $options = []): Client
    {
        return new Client(self::KEY, $options + ['url' => self::$provider->url . $path]);
    }

    /**
     * A client of nobody: what is sent through it would be a NotSentException.
     */
    protected static function nobody(array $options = []): Client
    {
        return new Client(self::KEY, $options + ['url' => 'http://127.0.0.1:' . LoopbackServer::freePort() . '/']);
    }

    protected static function thrown(callable $call): SkyException
    {
        try {
            $call();
        } catch (SkyException $failure) {
            return $failure;
        }
        self::fail('must throw');
    }

    /**
     * What the provider received besides the key: pairs of a name and a value, or what is inside.
     */
    protected static function received(Result $result): array
    {
        $pairs = self::outline(simplexml_load_string(base64_decode($result->field('RECEIVED'))));
        self::assertContains(['API_KEY', self::KEY], $pairs);
        return array_values(array_filter($pairs, static function (array $pair): bool {
            return $pair[0] !== 'API_KEY';
        }));
    }

    private static function outline(\SimpleXMLElement $element): array
    {
        $pairs = [];
        foreach ($element->children() as $child) {
            $pairs[] = [$child->getName(), count($child) > 0 ? self::outline($child) : (string) $child];
        }
        return $pairs;
    }
}
