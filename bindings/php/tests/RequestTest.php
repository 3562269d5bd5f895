<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Client;
use Libsky\LimitException;
use Libsky\Media;
use Libsky\NumberException;
use Libsky\Provider;
use Libsky\RejectedException;
use Libsky\Request;
use Libsky\Result;
use Libsky\SkyException;
use Libsky\Status;
use Libsky\TextException;
use Libsky\ThrottledException;
use Libsky\Transport;
use Libsky\UnknownOutcomeException;
use Libsky\Utf8Exception;
use PHPUnit\Framework\TestCase;

final class RequestTest extends TestCase
{
    private const KEY = 'key-of-the-tests';
    private const NUMBER = '15550100001';

    private static ?LoopbackServer $provider;

    public static function setUpBeforeClass(): void
    {
        self::$provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
    }

    public static function tearDownAfterClass(): void
    {
        self::$provider = null;
    }

    public function constructors(): array
    {
        $to = ['TO', self::NUMBER];
        $from = ['FROM', '55501'];
        $dates = ['2031-02-01 00:00:00', '2031-02-02 00:00:00'];
        return [
            'SMS' => [Request::sendSms('+1 555 010 0001', 'Hi', '55501'), 'sendSMS', [$to, $from, ['TEXT', 'Hi']]],
            'SMS without a sender' => [Request::sendSms(self::NUMBER, 'Hi'), 'sendSMS', [
                $to, ['TEXT', 'Hi'], ['FROM', '55502'],
            ]],
            'MMS' => [Request::sendMms(self::NUMBER, 'Menu', 'menu-7', 'Look', '55501')->slide('Soup'), 'sendMMS', [
                $to, $from, ['SUBJECT', 'Menu'], ['NAME', 'menu-7'], ['FALLBACKSMSTEXT', 'Look'],
                ['SLIDE', [['TEXT', 'Soup']]],
            ]],
            'stored MMS' => [Request::saveMms('Menu', 'menu-7')->slide(null, Media::PDF, 'https://e.net/a'), 'saveMMS', [
                ['SUBJECT', 'Menu'], ['NAME', 'menu-7'], ['SLIDE', [['PDF', [['URL', 'https://e.net/a']]]]],
            ]],
            'a stored MMS' => [Request::sendSavedMms('7', self::NUMBER, '55501'), 'sendSavedMMS', [
                ['MMSID', '7'], $to, $from,
            ]],
            'a stored MMS to a campaign' => [Request::sendSavedMmsCampaign('7', 'c'), 'sendSavedMMSCampaign', [
                ['MMSID', '7'], ['TOCAMPAIGN', 'c'],
            ]],
            'a text by reference' => [
                Request::sendMessageBySubscriberRef('s', 'c', null, 'Hi'), 'sendMessageBySubscriberRef',
                [['SUBSCRIBERREF', 's'], ['CAMPAIGNREF', 'c'], ['TEXT', 'Hi']],
            ],
            'an MMS by reference' => [
                Request::sendMessageBySubscriberRef('s', 'c', '7'), 'sendMessageBySubscriberRef',
                [['SUBSCRIBERREF', 's'], ['CAMPAIGNREF', 'c'], ['MMSID', '7']],
            ],
            'subscribe' => [
                Request::subscribe('c', self::NUMBER, 's')->data(['FIRST_NAME' => 'Ada', 'AGE' => null]), 'subscribe',
                [['CAMPAIGNREF', 'c'], ['MOBILE', self::NUMBER], ['SUBSCRIBERREF', 's'], ['DATA', [
                    ['FIRST_NAME', 'Ada'],
                ]]],
            ],
            'unsubscribe' => [Request::unsubscribe('c', self::NUMBER), 'unsubscribe', [
                ['CAMPAIGNREF', 'c'], ['MOBILE', self::NUMBER],
            ]],
            'statistics' => [Request::getSendingStatistics(...$dates), 'getSendingStatus', [
                ['START_DATE', $dates[0]], ['END_DATE', $dates[1]],
            ]],
            'ids' => [Request::getMmsIds(), 'getMmsIds', []],
            'campaigns' => [Request::getMmsCampaigns(), 'getMmsCampaigns', []],
            'a campaign' => [Request::createMmsCampaign('Lunch', 'Pier 7'), 'createMMSCampaign', [
                ['CAMPAIGNNAME', 'Lunch'], ['BRANDNAME', 'Pier 7'],
            ]],
            'inbox' => [Request::removeMmsInboxMessage('M1'), 'removeMMSInboxMessage', [['MMSINBOXID', 'M1']]],
            'delete' => [Request::deleteMmsId('7'), 'deleteMMSID', [['MMSID', '7']]],
            'session' => [Request::loginUser(), 'loginUser', []],
            'user' => [Request::createUser('ada', 's3cret'), 'createUser', [['NEWUSER', 'ada'], ['NEWPASS', 's3cret']]],
        ];
    }

    /** @dataProvider constructors */
    public function testEveryConstructorSendsItsAction(Request $request, string $action, array $expected): void
    {
        $result = self::client('/accepted', ['default_sender' => '55502'])->send($request);
        self::assertSame(Status::OK, $result->status);
        self::assertSame(array_merge([['ACTION', $action]], $expected), self::received($result));
        self::assertStringContainsString($action, print_r($request, true), 'a dump names the action');
    }

    public function testTheGenericBuilderNestsRepeatsAndHasAttributes(): void
    {
        $request = new Request('save_mms', ['subject' => 'Menu', 'name' => 'menu-7', 'Flavour' => null]);
        $request->block('slide', static function (Request $slide): void {
            $slide->set('text', "one\ntwo")->begin('Image')->set('url', 'https://e.net/a')->end();
        });
        $request->begin('SLIDE')->set('TEXT', 'Ünïcode & <markup> 🍣')->end();
        $request->block('Extra', static function (Request $extra): void {
            $extra->attribute('Sort', 'a"b<')->attribute('None', null)->set('Kind', 'x')->set('Kind', 'y');
        });
        $request->slide('last', Media::NONE, null, 7);
        $result = self::client('/accepted')->send($request);
        self::assertSame([
            ['ACTION', 'saveMMS'], ['SUBJECT', 'Menu'], ['NAME', 'menu-7'],
            ['SLIDE', [['TEXT', "one\ntwo"], ['IMAGE', [['URL', 'https://e.net/a']]]]],
            ['SLIDE', [['TEXT', 'Ünïcode & <markup> 🍣']]],
            ['Extra', [['Kind', 'x'], ['Kind', 'y']]],
            ['SLIDE', [['TEXT', 'last'], ['DURATION', '7']]],
        ], self::received($result));
        $document = simplexml_load_string(base64_decode($result->field('RECEIVED')));
        self::assertSame('a"b<', (string) $document->Extra['Sort']);
    }

    public function testAnActionThatTheTableDoesNotKnowGoesOutAsItIs(): void
    {
        $request = (new Request('sendPigeon', ['Pigeon' => 'Grey', 'empty' => '']))->data(['Note' => 'coo'], 'Load');
        $request->check();
        self::assertSame(
            [['ACTION', 'sendPigeon'], ['Pigeon', 'Grey'], ['empty', ''], ['Load', [['Note', 'coo']]]],
            self::received(self::client('/accepted')->send($request))
        );
    }

    public function testCustomTextsAndDataGoOutInAllTransports(): void
    {
        $request = Request::sendSavedMms('7', self::NUMBER, '55501')->customText(2, 'Table 7')
            ->data(['FIRST_NAME' => 'Ada & Co']);
        $form = self::received(self::client('/accepted')->send($request));
        $raw = self::received(self::client('/accepted', ['transport' => Transport::RAW])->send($request));
        self::assertSame($form, $raw);
        self::assertContains(['CUSTOMTEXT', [['VALUE', 'Table 7'], ['SLIDE', '2']]], $form);
        self::assertContains(['DATA', [['FIRST_NAME', 'Ada & Co']]], $form);
        $result = self::client('/accepted', ['transport' => Transport::GET])->send($request);
        parse_str($result->field('QUERY'), $query);
        self::assertSame([
            'action' => 'sendsavedmms', 'api_key' => self::KEY, 'mmsid' => '7', 'to' => self::NUMBER, 'from' => '55501',
            'customtext_2' => 'Table 7', 'data_first_name' => 'Ada & Co',
        ], $query);
    }

    public function testSlidesAndAttributesHaveNoFormOverGet(): void
    {
        $client = self::nobody(['transport' => Transport::GET]);
        $slides = Request::saveMms('s', 'n')->slide('x');
        $attributes = (new Request('A'))->begin('B')->attribute('c', 'd')->end();
        foreach ([$slides, $attributes] as $request) {
            try {
                $client->send($request);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertStringContainsString('over GET', $refusal->getMessage());
            }
        }
    }

    public function faults(): array
    {
        $reference = ['SUBSCRIBERREF' => 's', 'CAMPAIGNREF' => 'c'];
        $mms = ['SUBJECT' => 's', 'NAME' => 'n'];
        return [
            'no text' => [new Request('sendSMS', ['TO' => self::NUMBER, 'FROM' => '5']), 'E712', 'TEXT'],
            'empty text' => [new Request('sendSMS', ['TO' => '1', 'FROM' => '5', 'TEXT' => '']), 'E712', 'TEXT'],
            'neither' => [new Request('sendMessageBySubscriberRef', $reference), 'E716', 'MMSID'],
            'both' => [
                new Request('sendMessageBySubscriberRef', $reference + ['TEXT' => 'x', 'MMSID' => '7']), 'E717', 'MMSID',
            ],
            'no slide' => [new Request('saveMMS', $mms), 'E312', 'SLIDE'],
            'a long slide' => [(new Request('saveMMS', $mms))->slide(str_repeat('x', 5001)), 'E334', 'SLIDE/TEXT'],
            'no campaign' => [new Request('subscribe', ['MOBILE' => self::NUMBER]), 'E902', 'CAMPAIGNREF'],
        ];
    }

    /** @dataProvider faults */
    public function testWhatIsWrongIsFoundBeforeSending(Request $request, string $code, string $begin): void
    {
        $client = self::nobody();
        $attempts = [[$request, 'check'], static function () use ($client, $request): void {
            $client->send($request);
        }];
        foreach ($attempts as $attempt) {
            $refusal = self::thrown($attempt);
            self::assertSame($code, $refusal->providerCode);
            self::assertStringStartsWith($begin, $refusal->getMessage());
            self::assertContains($refusal->status, [Status::ARGUMENT, Status::LIMIT]);
        }
    }

    public function testNeitherAndBothAreRefusedAtOnce(): void
    {
        foreach (['E716' => [null, null], 'E717' => ['7', 'Hi']] as $code => [$mms, $text]) {
            $refusal = self::thrown(static function () use ($mms, $text): void {
                Request::sendMessageBySubscriberRef('s', 'c', $mms, $text);
            });
            self::assertSame($code, $refusal->providerCode);
        }
    }

    public function badCalls(): array
    {
        $long = str_repeat('x', 9 << 20);
        return [
            ['set', ['A', "ab\xFF"], Utf8Exception::class, 'value'],
            ['set', ['A', "ab\xE2\x82"], Utf8Exception::class, 'value'],
            ['set', ['A', "\xED\xA0\x80"], Utf8Exception::class, 'value'],
            ['set', ['A', "a\0b"], ArgumentException::class, 'value: a NUL'],
            ['set', ["A\0", 'b'], ArgumentException::class, 'name: a NUL'],
            ['set', ['A B', 'b'], ArgumentException::class, 'name: not a name'],
            ['set', ['', 'b'], ArgumentException::class, 'name: not a name'],
            ['set', [null, 'b'], ArgumentException::class, 'name: must be a string'],
            ['set', ['A', "a\x07"], TextException::class, 'value'],
            ['set', ['A', 5], ArgumentException::class, 'value: must be a string'],
            ['set', ['A', ['x']], ArgumentException::class, 'value: must be a string'],
            ['set', ['A', $long], LimitException::class, 'request'],
            ['attribute', ['a', 'x'], ArgumentException::class, 'attribute: no element'],
            ['begin', [5], ArgumentException::class, 'name: must be a string'],
            ['end', [], ArgumentException::class, 'end: no element'],
            ['data', ['x'], ArgumentException::class, 'values: must be an array'],
            ['data', [['A' => 5]], ArgumentException::class, 'value: must be a string'],
            ['data', [['x']], ArgumentException::class, 'name: not a name'],
            ['slide', [null], ArgumentException::class, 'text: a slide needs'],
            ['slide', ['x', Media::IMAGE], ArgumentException::class, 'url: '],
            ['slide', ['x', Media::NONE, 'https://e.net/'], ArgumentException::class, 'url: '],
            ['slide', ['x', 8, 'https://e.net/'], ArgumentException::class, 'media: '],
            ['slide', ['x', (1 << 32) + 1, 'https://e.net/'], LimitException::class, 'media: '],
            ['slide', ['x', '1', 'https://e.net/'], ArgumentException::class, 'media: must be an int'],
            ['slide', ['x', 0, null, -1], LimitException::class, 'seconds: '],
            ['slide', [5], ArgumentException::class, 'text: must be a string'],
            ['customText', [0, 'x'], ArgumentException::class, 'slide: '],
            ['customText', ['1', 'x'], ArgumentException::class, 'slide: must be an int'],
            ['customText', [1, null], ArgumentException::class, 'text: must be a string'],
            ['customText', [1, ''], ArgumentException::class, 'text: empty'],
        ];
    }

    /** @dataProvider badCalls */
    public function testACallThatIsRefusedIsRemembered(
        string $method,
        array $arguments,
        string $class,
        string $words
    ): void {
        $request = new Request('sendPigeon', ['Pigeon' => 'Grey']);
        $refusal = self::thrown(static function () use ($request, $method, $arguments): void {
            $request->$method(...$arguments);
        });
        self::assertInstanceOf($class, $refusal);
        self::assertStringStartsWith($words, $refusal->getMessage());
        $request->set('Also', 'this');
        $unsent = self::thrown(static function () use ($request): void {
            self::nobody()->send($request);
        });
        self::assertSame(self::thrown([$request, 'check'])->status, $unsent->status, 'it is not even tried');
    }

    public function testABlockThatWasLeftCannotBeSent(): void
    {
        $request = new Request('sendPigeon');
        try {
            $request->block('Load', static function (): void {
                throw new \DomainException();
            });
            self::fail('the exception goes on');
        } catch (\DomainException $expected) {
            self::assertStringContainsString('not ended', self::thrown([$request, 'check'])->getMessage());
        }
    }

    public function testConstructorsRefuseWhatIsNoText(): void
    {
        foreach ([null, '', "a\0", "\xFF", 5, ['x'], new \stdClass()] as $bad) {
            foreach (['deleteMmsId', 'removeMmsInboxMessage'] as $constructor) {
                self::assertContains(self::thrown(static function () use ($constructor, $bad): void {
                    Request::$constructor($bad);
                })->status, [Status::ARGUMENT, Status::UTF8]);
            }
            self::assertSame(Status::ARGUMENT, self::thrown(static function () use ($bad): void {
                new Request($bad);
            })->status);
        }
        foreach (['x', null, ['A' => 5], ['A B' => 'x'], ['x']] as $bad) {
            self::assertSame(Status::ARGUMENT, self::thrown(static function () use ($bad): void {
                new Request('sendPigeon', $bad);
            })->status);
        }
        self::assertSame(Status::ARGUMENT, self::thrown(static function (): void {
            (new Request('sendPigeon'))->check(Provider::CELLCAST);
        })->status);
    }

    public function testTheActionAndTheCredentialsAreTheLibrarys(): void
    {
        foreach (['ACTION', 'api-key', 'User', 'PASS'] as $name) {
            $refusal = self::thrown([new Request('sendPigeon', [$name => 'x']), 'check']);
            self::assertStringContainsString('added when the request is sent', $refusal->getMessage());
        }
    }

    public function testARequestEndsAsAnSmsDoes(): void
    {
        $request = Request::deleteMmsId('7');
        $ends = [
            '/rejected' => RejectedException::class,
            '/throttled' => ThrottledException::class,
            '/gateway' => UnknownOutcomeException::class,
        ];
        foreach ($ends as $path => $class) {
            $refusal = self::thrown(static function () use ($path, $request): void {
                self::client($path)->send($request);
            });
            self::assertInstanceOf($class, $refusal);
            self::assertNotNull($refusal->result);
        }
        self::assertSame(Status::OK, self::client('/accepted')->send($request)->status, 'and it may be sent again');
        $refusal = self::thrown(static function (): void {
            self::nobody()->send(Request::sendSms('12', 'Hi', '55501'));
        });
        self::assertInstanceOf(NumberException::class, $refusal);
        foreach ([null, 'sendSMS', new \stdClass()] as $bad) {
            $refusal = self::thrown(static function () use ($bad): void {
                self::nobody()->send($bad);
            });
            self::assertStringStartsWith('request: must be a Libsky\Request', $refusal->getMessage());
        }
    }

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

    private static function client(string $path, array $options = []): Client
    {
        return new Client(self::KEY, $options + ['url' => self::$provider->url . $path]);
    }

    /**
     * A client of nobody: what is sent through it would be a NotSentException.
     */
    private static function nobody(array $options = []): Client
    {
        return new Client(self::KEY, $options + ['url' => 'http://127.0.0.1:' . LoopbackServer::freePort() . '/']);
    }

    private static function thrown(callable $call): SkyException
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
    private static function received(Result $result): array
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
