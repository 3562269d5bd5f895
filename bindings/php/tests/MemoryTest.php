<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\Client;
use Libsky\Media;
use Libsky\Request;
use Libsky\Sky;
use Libsky\SkyException;
use Libsky\Text;
use PHPUnit\Framework\TestCase;

/**
 * What is taken is given back: the process's own size is looked at, for the library's memory is not PHP's.
 */
final class MemoryTest extends TestCase
{
    private const ALLOWED_GROWTH = 1 << 20;

    protected function setUp(): void
    {
        if (!is_readable('/proc/self/statm')) {
            self::markTestSkipped('no /proc to read the process\'s size from');
        }
    }

    public function work(): array
    {
        $postback = Samples::read('postbacks/legacy-bundle.xml');
        $partial = Samples::read('responses/multi-subscriberref-partial-failure.xml');
        return [
            'postbacks' => [100000, static function () use ($postback): void {
                foreach (Sky::parsePostback($postback) as $notification) {
                    $notification->fields();
                }
            }],
            'JSON' => [20000, static function () use ($postback): void {
                Sky::parsePostback($postback)->json();
            }],
            'refused documents' => [20000, static function (): void {
                self::attempt(static function (): void {
                    Sky::parsePostback('<POSTBACK><CODE>');
                });
            }],
            'outcomes with a result' => [20000, static function () use ($partial): void {
                self::attempt(static function () use ($partial): void {
                    Sky::parseResponse(200, $partial);
                });
            }],
            'texts' => [20000, static function (): void {
                Text::simplifyReport('…' . Text::simplify('“é”') . implode('', Text::split(str_repeat('Ж', 100))));
                Text::split(str_repeat('a', 5000));
                Text::measure('a');
                self::attempt(static function (): void {
                    Text::simplify("\0");
                });
            }],
            'clients' => [20000, static function (): void {
                new Client('key', ['user_agent' => str_repeat('a', 200)]);
            }],
            'requests' => [20000, static function (): void {
                Request::sendSavedMms('7', '15550100001', '55501')->customText(1, 'x')->data(['A' => 'b'])->check();
                (new Request('saveMMS', ['SUBJECT' => 's', 'NAME' => 'n']))
                    ->slide('x', Media::PDF, 'https://e.net/', 5);
            }],
            'requests that were not to be' => [20000, static function (): void {
                self::attempt(static function (): void {
                    new Request('sendPigeon', ['A' => str_repeat('a', 200), 'B' => "\xFF"]);
                });
                self::attempt(static function (): void {
                    Request::deleteMmsId('');
                });
                self::attempt(static function (): void {
                    Request::getMmsIds()->set('A', "a\0");
                });
            }],
            'times' => [20000, static function (): void {
                Sky::parseTime('2014-07-02T14:32:23-04');
                self::attempt(static function (): void {
                    Sky::parseTime('noon');
                });
            }],
            'logins and sources' => [20000, static function (): void {
                new Client('key', ['login' => ['u', 'p'], 'postback_sources' => ['192.0.2.0/24']]);
            }],
            'clients with loggers and all settings' => [20000, static function (): void {
                new Client('key', [
                    'logger' => static function (): void {
                    },
                    'rate' => 5, 'burst' => 2,
                    'proxy' => 'http://127.0.0.1:1/', 'proxy_user' => 'u', 'proxy_password' => 'p',
                    'max_tries' => 2, 'concurrency' => 2, 'ca_path' => '/', 'http2' => true, 'address_family' => 4,
                ]);
            }],
            'batches that send nothing' => [2000, static function (): void {
                $client = new Client('key', ['default_sender' => '55501']);
                $batch = $client->batch();
                $batch->add('15550100001', str_repeat('a', 500), null, str_repeat('b', 500));
                self::attempt(static function () use ($batch): void {
                    $batch->add('15550100001', '');
                });
                $batch->cancel();
                foreach ($batch as $outcome) {
                    $batch->progress();
                }
                $batch->add('15550100001', 'never begun');
            }],
            'clients that were not to be' => [20000, static function (): void {
                self::attempt(static function (): void {
                    new Client('key', ['user_agent' => str_repeat('a', 200), 'timeout_ms' => 0]);
                });
            }],
        ];
    }

    /** @dataProvider work */
    public function testNothingGrows(int $times, callable $work): void
    {
        for ($time = 0; $time < 2000; $time++) {
            $work();
        }
        gc_disable();
        $before = self::size();
        for ($time = 0; $time < $times; $time++) {
            $work();
        }
        $grown = self::size() - $before;
        gc_enable();
        self::assertLessThan(self::ALLOWED_GROWTH, $grown, "$grown bytes after $times times");
    }

    public function testSendingRequestsLeavesNothing(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
        $client = new Client('key', ['url' => $provider->url . '/accepted']);
        $request = Request::deleteMmsId(str_repeat('7', 2000));
        for ($time = 0; $time < 200; $time++) {
            $client->send($request);
        }
        $before = self::size();
        for ($time = 0; $time < 1000; $time++) {
            $client->send($request);
        }
        self::assertLessThan(self::ALLOWED_GROWTH, self::size() - $before);
    }

    public function testBatchesLeaveNothing(): void
    {
        $provider = LoopbackServer::keepingConnections();
        $client = new Client('key', [
            'url' => $provider->url . '/mixed',
            'default_sender' => '55501',
            'concurrency' => 5,
            'logger' => static function (): void {
            },
        ]);
        $send = static function (int $count) use ($client): void {
            $messages = (static function () use ($count): \Generator {
                while ($count-- > 0) {
                    yield ['to' => '15550100001', 'text' => "hello $count", 'tag' => [$count]];
                }
            })();
            foreach ($client->sendAll($messages) as $outcome) {
                $outcome->result->fields();
            }
        };
        $send(1000);
        $before = self::size();
        $send(4000);
        self::assertLessThan(self::ALLOWED_GROWTH, self::size() - $before);
    }

    public function testTheTestSeesALeak(): void
    {
        $kept = [];
        $before = self::size();
        for ($time = 0; $time < 5000; $time++) {
            $kept[] = Sky::parsePostback('<POSTBACK><CODE>N202</CODE></POSTBACK>');
        }
        self::assertGreaterThan(self::ALLOWED_GROWTH, self::size() - $before);
    }

    private static function attempt(callable $work): void
    {
        try {
            $work();
        } catch (SkyException $expected) {
            return;
        }
        self::fail('must throw');
    }

    /**
     * Resident bytes of this process.
     */
    private static function size(): int
    {
        return 4096 * (int) explode(' ', file_get_contents('/proc/self/statm'))[1];
    }
}
