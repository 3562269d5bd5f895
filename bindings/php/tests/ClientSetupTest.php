<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Client;
use Libsky\LimitException;
use Libsky\Request;
use Libsky\Transport;

/**
 * Logins, and sources of postbacks.
 */
final class ClientSetupTest extends ProviderTestCase
{
    public function testALoginGoesOutAsUserAndMd5(): void
    {
        $login = ['login' => ['ada', 'pässword'], 'default_sender' => '55501'];
        foreach ([Transport::FORM, Transport::RAW] as $transport) {
            $client = self::client('/accepted', ['transport' => $transport] + $login);
            foreach ([$client->send(Request::getMmsIds()), $client->sendSms(self::NUMBER, 'Hi')] as $result) {
                $sent = self::received($result);
                self::assertContains(['USER', 'ada'], $sent);
                self::assertContains(['PASS', md5('pässword')], $sent);
            }
        }
        $result = self::client('/accepted', ['transport' => Transport::GET] + $login)->send(Request::getMmsIds());
        parse_str($result->field('QUERY'), $query);
        self::assertSame(['getmmsids', self::KEY, 'ada', md5('pässword')], array_values($query));
    }

    public function testALoginThatIsNoneIsRefused(): void
    {
        $bad = ['ada', ['ada'], ['ada', 'p', 'x'], ['user' => 'ada', 'password' => 'p'], ['', 'p'], ['ada', ''],
            ["a\0", 'p'], ['ada', 5], [null, 'p'], [str_repeat('x', 257), 'p'], ["\xFF", 'p']];
        foreach ($bad as $login) {
            $refusal = self::thrown(static function () use ($login): void {
                new Client(self::KEY, ['login' => $login]);
            });
            self::assertMatchesRegularExpression('/^(login|user|password): /', $refusal->getMessage());
        }
    }

    public function testPostbackSourcesReplaceThePublishedOnes(): void
    {
        $client = new Client(self::KEY, ['postback_sources' => ['192.0.2.1', '198.51.100.0/25']]);
        foreach (['192.0.2.1', '::ffff:198.51.100.127', '198.51.100.0'] as $known) {
            self::assertTrue($client->isPostbackSource($known));
        }
        foreach (['192.0.2.2', '198.51.100.128', '', '::1', '192.0.2.1/32'] as $unknown) {
            self::assertFalse($client->isPostbackSource($unknown));
        }
        self::assertFalse((new Client(self::KEY))->isPostbackSource('192.0.2.1'));
        $this->expectException(ArgumentException::class);
        $client->isPostbackSource("192.0.2.1\0");
    }

    public function testSourcesThatAreNoneAreRefused(): void
    {
        $bad = [[], [''], ['192.0.2'], ['192.0.2.1/33'], ['::1'], ["192.0.2.1\0"], [5], '192.0.2.1', 5];
        foreach ($bad as $sources) {
            $refusal = self::thrown(static function () use ($sources): void {
                new Client(self::KEY, ['postback_sources' => $sources]);
            });
            self::assertMatchesRegularExpression('/^(postback_sources|addresses): /', $refusal->getMessage());
        }
        $this->expectException(LimitException::class);
        new Client(self::KEY, ['postback_sources' => array_fill(0, 65, '192.0.2.1')]);
    }
}
