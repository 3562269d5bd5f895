<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Client;
use Libsky\ConfigException;
use Libsky\NotSentException;
use Libsky\NumberException;
use Libsky\RejectedException;
use Libsky\SkyException;
use Libsky\Status;
use Libsky\ThrottledException;
use Libsky\Transport;
use Libsky\UnknownOutcomeException;
use Libsky\Utf8Exception;

final class SendTest extends ProviderTestCase
{
    public function transports(): array
    {
        return ['form' => [Transport::FORM], 'raw' => [Transport::RAW], 'GET' => [Transport::GET]];
    }

    /** @dataProvider transports */
    public function testAnAcceptedMessageGivesItsTrackingIdInEveryTransport(int $transport): void
    {
        $client = self::client('/accepted', ['transport' => $transport, 'default_region' => 'US']);
        $result = $client->sendSms('(774)-319-9144', 'Your table is ready & waiting 🌊', '55501');
        self::assertSame(Status::OK, $result->status);
        self::assertSame(200, $result->httpStatus);
        self::assertSame(1, $result->tries);
        self::assertSame(0, $result->retryAfterMs);
        self::assertSame('U01TXzE=', $result->field('TrackingId'));
        self::assertCount(1, $result);
        self::assertSame('U01TXzE=', $result->entry()->field('TRACKINGID'));
        if ($transport === Transport::GET) {
            parse_str($result->field('QUERY'), $sent);
            $sent = array_change_key_case($sent, CASE_UPPER);
        } else {
            $sent = (array) simplexml_load_string(base64_decode($result->field('RECEIVED')));
        }
        self::assertSame('17743199144', $sent['TO']);
        self::assertSame('55501', $sent['FROM']);
        self::assertSame('Your table is ready & waiting 🌊', $sent['TEXT']);
        self::assertSame(self::KEY, $sent['API_KEY']);
    }

    public function testTheOptionsReachTheLibrary(): void
    {
        $options = ['user_agent' => 'harbor/1', 'default_sender' => '55502', 'ca_file' => null];
        $result = self::client('/accepted', $options)->sendSms('15550100001', 'hello');
        self::assertSame('harbor/1', $result->field('AGENT'));
        self::assertStringContainsString('55502', base64_decode($result->field('RECEIVED')));
    }

    public function testARefusalIsThrownWithTheProvidersCodeAndWords(): void
    {
        try {
            self::client('/rejected')->sendSms('15550100001', 'hello', '55501');
            self::fail('must be refused');
        } catch (RejectedException $refusal) {
            self::assertSame(Status::REJECTED, $refusal->status);
            self::assertSame('E110', $refusal->providerCode);
            self::assertSame(200, $refusal->httpStatus);
            self::assertSame('E110', $refusal->result->code());
            self::assertSame('15550100001 is no good', $refusal->result->message());
            self::assertStringNotContainsString('15550100001', $refusal->getMessage());
        }
    }

    public function testThrottlingNamesTheWait(): void
    {
        try {
            self::client('/throttled', ['max_tries' => 1])->sendSms('15550100001', 'hello', '55501');
            self::fail('must be throttled');
        } catch (ThrottledException $refusal) {
            self::assertSame('E113', $refusal->providerCode);
            self::assertGreaterThanOrEqual(3000, $refusal->result->retryAfterMs);
            self::assertLessThan(3500, $refusal->result->retryAfterMs);
        }
    }

    public function testAnAnswerThatIsNotTheProvidersLeavesTheOutcomeUnknown(): void
    {
        try {
            self::client('/gateway')->sendSms('15550100001', 'hello', '55501');
            self::fail('nobody can know');
        } catch (UnknownOutcomeException $doubt) {
            self::assertSame(502, $doubt->httpStatus);
            self::assertSame('<html><body>Bad gateway</body></html>', $doubt->result->raw());
        }
    }

    public function testAStallEndsInTimeWithTheOutcomeUnknown(): void
    {
        try {
            self::client('/slow', ['timeout_ms' => 700])->sendSms('15550100001', 'hello', '55501');
            self::fail('nobody can know');
        } catch (UnknownOutcomeException $doubt) {
            $result = $doubt->result;
            self::assertSame([Status::UNKNOWN, 1, ''], [$result->status, $result->tries, $result->raw()]);
            self::assertGreaterThanOrEqual(690, $doubt->result->elapsedMs);
            self::assertSame(0, $doubt->httpStatus, 'the answer, which came after two seconds, was not waited for');
        }
    }

    public function testARefusedConnectionMeansThatNothingWasSent(): void
    {
        $client = new Client(self::KEY, ['url' => 'http://127.0.0.1:' . LoopbackServer::freePort() . '/']);
        try {
            $client->sendSms('15550100001', 'hello', '55501');
            self::fail('nobody listens');
        } catch (NotSentException $failure) {
            self::assertSame(7, $failure->transportCode, 'CURLE_COULDNT_CONNECT');
            self::assertSame([Status::NOT_SENT, 3], [$failure->result->status, $failure->result->tries]);
            self::assertSame([], $failure->result->fields());
            self::assertNull($failure->result->code());
        }
    }

    public function badMessages(): array
    {
        return [
            'no number' => ['call me', 'hello', '55501', NumberException::class, 'to'],
            'a NUL in the number' => ["1555010\x000001", 'hello', '55501', ArgumentException::class, 'to: a NUL'],
            'a NUL in the text' => ['15550100001', "hel\0lo", '55501', ArgumentException::class, 'text: a NUL'],
            'a NUL in the sender' => ['15550100001', 'hello', "5\0", ArgumentException::class, 'from: a NUL'],
            'an array as number' => [['15550100001'], 'hello', null, ArgumentException::class, 'to: must be a string'],
            'a number as number' => [15550100001, 'hello', null, ArgumentException::class, 'to: must be a string'],
            'null as text' => ['15550100001', null, '55501', ArgumentException::class, 'text: must be a string'],
            'no text' => ['15550100001', '', '55501', ArgumentException::class, 'text: empty'],
            'broken UTF-8' => ['15550100001', "hello \xFF", '55501', Utf8Exception::class, 'text'],
            'no sender' => ['15550100001', 'hello', null, ArgumentException::class, 'from: missing'],
        ];
    }

    /** @dataProvider badMessages */
    public function testABadMessageIsRefusedBeforeAnythingIsSent($to, $text, $from, string $class, string $words): void
    {
        $nobody = ['url' => 'http://127.0.0.1:' . LoopbackServer::freePort() . '/'];
        try {
            (new Client(self::KEY, $nobody))->sendSms($to, $text, $from);
            self::fail('must be refused');
        } catch (SkyException $refusal) {
            self::assertInstanceOf($class, $refusal);
            self::assertNotInstanceOf(NotSentException::class, $refusal, 'it was not even tried');
            self::assertStringStartsWith($words, $refusal->getMessage());
        }
    }

    public function testAnErrorInATextSaysWhere(): void
    {
        try {
            self::client('/accepted')->sendSms('15550100001', "hel\0lo", '55501');
            self::fail('must be refused');
        } catch (ArgumentException $refusal) {
            self::assertSame(3, $refusal->offset);
        }
    }

    public function badOptions(): array
    {
        return [
            'unknown' => [['timeout' => 3], ArgumentException::class, 'options: "timeout" is none of url, '],
            'no name' => [['http://127.0.0.1/'], ArgumentException::class, 'options: "0" is none of url, '],
            'no array' => ['http://127.0.0.1/', ArgumentException::class, 'options: must be an array'],
            'text for number' => [['timeout_ms' => '3'], ArgumentException::class, 'timeout_ms: must be an int'],
            'number for text' => [['url' => 3], ArgumentException::class, 'url: must be a string'],
            'a NUL' => [['url' => "http://127.0.0.1/\0"], ArgumentException::class, 'url: a NUL byte'],
            'url' => [['url' => 'ftp://127.0.0.1/'], ArgumentException::class, 'url: '],
            'transport' => [['transport' => 9], ArgumentException::class, 'transport: '],
            'time' => [['timeout_ms' => 0], ArgumentException::class, 'timeout_ms: '],
            'region' => [['default_region' => 'Atlantis'], ArgumentException::class, 'default_region: '],
            'tries' => [['max_tries' => 11], ArgumentException::class, 'max_tries: '],
            'beyond 32 bits' => [['max_tries' => (1 << 32) + 3], ArgumentException::class, 'max_tries: does not fit'],
            'rate' => [['rate' => -1], ArgumentException::class, 'rate: '],
            'no rate' => [['rate' => NAN], ArgumentException::class, 'rate: '],
            'text for a rate' => [['rate' => '1'], ArgumentException::class, 'rate: must be a number'],
            'burst' => [['rate' => 1, 'burst' => 0], ArgumentException::class, 'burst: '],
            'burst alone' => [['burst' => 1], ArgumentException::class, 'burst: means nothing without rate'],
            'rate file' => [['rate_file' => '/nowhere/rate'], ConfigException::class, 'rate_file: '],
            'rate mode' => [['rate_mode' => 2], ArgumentException::class, 'rate_mode: '],
            'proxy' => [['proxy' => 'socks5://127.0.0.1'], ArgumentException::class, 'proxy: '],
            'proxy user alone' => [['proxy_user' => 'a'], ArgumentException::class, 'proxy_user: means nothing'],
            'family' => [['address_family' => 5], ArgumentException::class, 'address_family: '],
            'HTTP/2' => [['http2' => 1], ArgumentException::class, 'http2: must be a bool'],
            'concurrency' => [['concurrency' => 0], ArgumentException::class, 'concurrency: '],
            'folder' => [['ca_path' => '/nowhere'], ConfigException::class, 'ca_path: '],
            'provider' => [['provider' => 77], ArgumentException::class, 'provider'],
            'file' => [['ca_file' => '/nowhere/ca.pem'], ConfigException::class, 'ca_file: '],
        ];
    }

    /** @dataProvider badOptions */
    public function testABadOptionIsRefusedByName($options, string $class, string $words): void
    {
        try {
            new Client(self::KEY, $options);
            self::fail('must be refused');
        } catch (SkyException $refusal) {
            self::assertInstanceOf($class, $refusal);
            self::assertStringStartsWith($words, $refusal->getMessage());
        }
    }

    public function testAKeyThatIsNoneIsRefused(): void
    {
        foreach (['', "k\0", null, 5] as $key) {
            try {
                new Client($key);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertMatchesRegularExpression('/^(apiKey|credential): /', $refusal->getMessage());
            }
        }
    }
}
