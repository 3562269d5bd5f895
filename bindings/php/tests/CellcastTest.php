<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Client;
use Libsky\ConfigException;
use Libsky\CredentialMode;
use Libsky\PartialException;
use Libsky\Provider;
use Libsky\RejectedException;
use Libsky\Request;
use Libsky\Result;
use Libsky\Sky;
use PHPUnit\Framework\TestCase;

/**
 * The second provider: its credentials, its files, its lists.
 */
final class CellcastTest extends TestCase
{
    private const KEY = 'key-of-the-tests';
    private const NUMBER = '61491570156';

    private static ?LoopbackServer $provider;

    public static function setUpBeforeClass(): void
    {
        self::$provider = new LoopbackServer(__DIR__ . '/servers/cellcast.php');
    }

    public static function tearDownAfterClass(): void
    {
        self::$provider = null;
    }

    public function testCredentialsTravelInTheHeadersThatTheModeNames(): void
    {
        $basic = 'Basic ' . base64_encode(self::KEY . ':other half');
        $modes = [
            CredentialMode::BOTH => [self::KEY, $basic],
            CredentialMode::APPKEY => [self::KEY, null],
            CredentialMode::BASIC => [null, $basic],
            CredentialMode::BEARER => [null, 'Bearer ' . self::KEY],
        ];
        foreach ($modes as $mode => $wanted) {
            $options = ['credential_mode' => $mode];
            if ($mode === CredentialMode::BOTH || $mode === CredentialMode::BASIC) {
                $options['secret'] = 'other half';
            }
            $received = self::received(self::client($options)->sendSms(self::NUMBER, 'hello', '61491570006'));
            self::assertSame($wanted, [$received['key'], $received['authorization']]);
            self::assertSame($mode === CredentialMode::BEARER ? 'gateway' : 'send-sms', $received['call']);
            self::assertStringNotContainsString(self::KEY, json_encode($received['sent']));
        }
    }

    public function testMessagesOfABatchGoToCellcastToo(): void
    {
        $messages = array_fill(0, 5, ['to' => self::NUMBER, 'text' => 'hello', 'from' => '61491570006']);
        foreach (self::client()->sendAll($messages) as $outcome) {
            self::assertTrue($outcome->isAccepted);
            self::assertSame('send-sms', self::received($outcome->result)['call']);
        }
        self::assertSame(4, $outcome->tag);
    }

    public function testOneCallTakesAListOfNumbers(): void
    {
        $numbers = ['+' . self::NUMBER, '+61491570157'];
        try {
            self::client()->send(new Request('send-sms', ['sms_text' => 'hello', 'numbers' => $numbers]));
            self::fail('the provider accepts the first number only');
        } catch (PartialException $partly) {
            self::assertCount(2, $partly->result);
            self::assertSame($numbers, self::received($partly->result)['sent']['numbers']);
        }
    }

    public function testAFileTravelsByteForByte(): void
    {
        $picture = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xFF\xFF\xFF\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02"
            . "\x02D\x01\x00;";
        $request = (new Request('send-mms', [
            'subject' => 'picture', 'mms_text' => 'look', 'numbers' => self::NUMBER,
        ]))->setFile('mms_file', $picture);
        $request->check(Provider::CELLCAST);
        $received = self::received(self::client()->send($request));
        self::assertSame(['mms_file' => base64_encode($picture)], $received['files']);
        foreach ([[5, ''], ["n\0", ''], ['name', null], ['no name', '']] as [$name, $content]) {
            try {
                (new Request('send-mms'))->setFile($name, $content);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertMatchesRegularExpression('/^(name|content): /', $refusal->getMessage());
            }
        }
    }

    public function testAListIsGoneThroughPageByPage(): void
    {
        $asked = [];
        foreach (self::client()->pages(new Request('get-responses')) as $page) {
            self::assertSame(2, $page->pageCount());
            $asked[] = $page->pageNumber();
            foreach ($page as $reply) {
                $seen[] = $reply->field('MESSAGE_ID');
            }
        }
        self::assertSame([1, 2], $asked);
        self::assertCount(29, $seen);
        self::assertSame($seen, array_unique($seen));
        foreach (self::client()->pages((new Request('get-responses'))->set('page', '2')) as $page) {
            self::assertSame(2, $page->pageNumber());
            self::assertNull($page->nextRequest());
        }
    }

    public function testWhatIsNoListHasNoPages(): void
    {
        $result = self::client()->sendSms(self::NUMBER, 'hello', '61491570006');
        self::assertSame([null, null, null], [$result->pageNumber(), $result->pageCount(), $result->nextRequest()]);
        $this->expectException(ArgumentException::class);
        self::client()->pages('get-responses');
    }

    public function testAnswersAndPostbacksOfCellcastAreRead(): void
    {
        try {
            Sky::parseResponse(401, Samples::cellcast('03-auth-failed.json'), Provider::CELLCAST);
            self::fail('must be refused');
        } catch (RejectedException $refusal) {
            self::assertSame('AUTH_FAILED', $refusal->providerCode);
        }
        $postback = Sky::parsePostback(Samples::cellcast('20-callback-inbound.json'), Provider::CELLCAST);
        self::assertGreaterThan(0, count($postback));
        foreach ($postback as $notification) {
            self::assertNotSame([], $notification->fields());
            self::assertNull($notification->field('nothing of the kind'));
        }
        self::assertIsArray(json_decode($postback->json(), true, 512, JSON_THROW_ON_ERROR));
    }

    public function testWhatOneProviderHasTheOtherRefuses(): void
    {
        foreach ([['secret' => 's'], ['credential_mode' => CredentialMode::BASIC]] as $options) {
            try {
                new Client(self::KEY, $options);
                self::fail('must be refused');
            } catch (ConfigException $refusal) {
                self::assertStringStartsWith(key($options) . ': ', $refusal->getMessage());
            }
        }
    }

    private static function client(array $options = []): Client
    {
        $url = self::$provider->url . '/api/v3/';
        return new Client(self::KEY, $options + ['provider' => Provider::CELLCAST, 'url' => $url]);
    }

    private static function received(Result $result): array
    {
        return json_decode($result->field('BODY') ?? $result->entry()->field('BODY'), true, 512, JSON_THROW_ON_ERROR);
    }
}
