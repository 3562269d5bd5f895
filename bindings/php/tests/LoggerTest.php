<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Client;
use Libsky\LogLevel;
use Libsky\NotSentException;
use Libsky\SkyException;

/**
 * Whom a client tells what happens.
 */
final class LoggerTest extends KeptConnectionsTestCase
{
    public function testAPsr3LoggerIsToldLevelMessageAndContext(): void
    {
        // As Psr\Log\LoggerInterface declares it; the package is not needed.
        $logger = new class {
            public array $lines = [];

            public function log($level, $message, array $context = []): void
            {
                $this->lines[] = [$level, $message, $context];
            }
        };
        $client = $this->client('/accepted', ['logger' => $logger, 'log_level' => LogLevel::DEBUG]);
        $client->sendSms(self::NUMBER, 'SECRET');
        self::assertSame(['debug', 'info'], array_column($logger->lines, 0));
        [[, $message, $attempt], [, , $end]] = $logger->lines;
        self::assertIsString($message);
        self::assertSame(
            ['attempt', 'SKY_OK', 1, 0, null, true],
            [$attempt['kind'], $attempt['status'], $attempt['attempt'], $attempt['transport_code'],
                $attempt['provider_code'], $attempt['is_new_connection']]
        );
        self::assertGreaterThanOrEqual($attempt['connect_us'], $attempt['sent_us']);
        self::assertGreaterThanOrEqual($attempt['sent_us'], $attempt['first_byte_us']);
        self::assertGreaterThan(0, $attempt['done_us']);
        self::assertGreaterThan(0, $attempt['bytes_out']);
        self::assertGreaterThan(0, $attempt['bytes_in']);
        self::assertSame(['end', 'SKY_OK'], [$end['kind'], $end['status']]);
        $all = print_r($logger->lines, true);
        foreach ([self::KEY, self::NUMBER, 'SECRET', '55501'] as $secret) {
            self::assertStringNotContainsString($secret, $all);
        }
    }

    public function testACallableIsToldTheSameFromTheLevelThatWasAsked(): void
    {
        $lines = [];
        $logger = static function (string $level, string $message, array $context) use (&$lines): void {
            $lines[] = "$level $context[kind] $context[status]";
        };
        $this->client('/accepted', ['logger' => $logger])->sendSms(self::NUMBER, 'hello');
        self::assertSame(['info end SKY_OK'], $lines);
        $lines = [];
        $client = $this->client('/accepted', ['logger' => $logger, 'log_level' => LogLevel::ERROR]);
        $client->sendSms(self::NUMBER, 'hello');
        self::assertSame([], $lines);
        $url = 'http://127.0.0.1:' . LoopbackServer::freePort() . '/';
        $nobody = ['url' => $url, 'logger' => $logger, 'max_tries' => 2];
        try {
            $this->client('/', $nobody)->sendSms(self::NUMBER, 'hello');
            self::fail('nobody listens');
        } catch (NotSentException $failure) {
            self::assertSame(2, $failure->result->tries);
        }
        self::assertSame(
            ['warning attempt SKY_E_NOT_SENT', 'info wait SKY_E_NOT_SENT', 'warning attempt SKY_E_NOT_SENT',
                'error end SKY_E_NOT_SENT'],
            $lines
        );
    }

    public function testEachClientTellsItsOwnLoggerAlsoOfBatches(): void
    {
        $told = ['a' => 0, 'b' => 0];
        $clients = [];
        foreach (array_keys($told) as $name) {
            $clients[$name] = $this->client('/accepted', ['logger' => static function () use (&$told, $name): void {
                $told[$name]++;
            }]);
        }
        $clients['a']->sendSms(self::NUMBER, 'hello');
        $batch = $clients['b']->batch();
        unset($clients);
        $batch->add(self::NUMBER, 'hello');
        $batch->add(self::NUMBER, 'hello');
        iterator_to_array($batch);
        self::assertSame(['a' => 1, 'b' => 2], $told);
    }

    public function testALoggerThatThrowsChangesNothing(): void
    {
        $log = tempnam(sys_get_temp_dir(), 'libsky-log-');
        $before = ini_set('error_log', $log);
        try {
            $client = $this->client('/accepted', ['logger' => static function (): void {
                throw new \RuntimeException('the disk is full');
            }]);
            self::assertSame(1, $client->sendSms(self::NUMBER, 'hello')->tries);
            self::assertSame(1, $client->sendSms(self::NUMBER, 'hello')->tries);
            self::assertStringContainsString('libsky: the logger threw RuntimeException', file_get_contents($log));
        } finally {
            ini_set('error_log', (string) $before);
            unlink($log);
        }
    }

    public function testALoggerMaySendThroughAnotherClient(): void
    {
        $other = $this->client('/mixed');
        $inner = [];
        $tell = static function () use ($other, &$inner): void {
            try {
                $other->sendSms(self::NUMBER, 'alarm 1');
            } catch (SkyException $refusal) {
                $inner[] = $refusal->providerCode;
            }
        };
        $options = ['logger' => $tell, 'log_level' => LogLevel::WARNING, 'max_segments' => 1];
        $client = $this->client('/accepted', $options);
        try {
            $client->sendSms(self::NUMBER, str_repeat('a', 200));
            self::fail('must be refused');
        } catch (SkyException $refusal) {
            self::assertNull($refusal->result, 'not the one of the call within');
            self::assertStringStartsWith('text: ', $refusal->getMessage());
        }
        $client = $this->client('/accepted', ['logger' => $tell]);
        $result = $client->sendSms(self::NUMBER, 'hello');
        self::assertNotNull($result->field('TRACKINGID'));
        self::assertSame(['E110', 'E110'], $inner);
    }

    public function testOneCallbackServesAllClients(): void
    {
        $logger = static function (): void {
        };
        for ($time = 0; $time < 100; $time++) {
            new Client(self::KEY, ['logger' => $logger]);
        }
        $before = memory_get_usage();
        for ($time = 0; $time < 1000; $time++) {
            new Client(self::KEY, ['logger' => $logger]);
        }
        self::assertLessThan(2000, memory_get_usage() - $before);
    }

    public function testAClientAndALoggerThatKnowEachOtherGoWhenNobodyKnowsThem(): void
    {
        $logger = new class {
            public ?Client $client = null;
            public static int $gone = 0;

            public function log(): void
            {
            }

            public function __destruct()
            {
                self::$gone++;
            }
        };
        $class = get_class($logger);
        $logger->client = new Client(self::KEY, ['logger' => $logger]);
        unset($logger);
        gc_collect_cycles();
        self::assertSame(1, $class::$gone);
    }

    public function testWhatCanBeToldNothingIsRefused(): void
    {
        foreach (['no function', 5, [], new \stdClass(), [$this, 'nothing']] as $logger) {
            try {
                new Client(self::KEY, ['logger' => $logger]);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertSame('logger: must be a PSR-3 logger or a callable', $refusal->getMessage());
            }
        }
        foreach ([-1, 5, '4', 1 << 32] as $level) {
            try {
                new Client(self::KEY, ['logger' => 'printf', 'log_level' => $level]);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertMatchesRegularExpression('/^(log_)?level: /', $refusal->getMessage());
            }
        }
    }
}
