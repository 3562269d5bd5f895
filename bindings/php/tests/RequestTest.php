<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\Media;
use Libsky\NumberException;
use Libsky\RejectedException;
use Libsky\Request;
use Libsky\Status;
use Libsky\ThrottledException;
use Libsky\Transport;
use Libsky\UnknownOutcomeException;

/**
 * What goes out of a request, and what comes of it.
 */
final class RequestTest extends ProviderTestCase
{
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
            'stored MMS' => [Request::saveMms('Menu', 'menu-7')->slide(null, Media::PDF, 'https://e.net'), 'saveMMS', [
                ['SUBJECT', 'Menu'], ['NAME', 'menu-7'], ['SLIDE', [['PDF', [['URL', 'https://e.net']]]]],
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

    public function testAListSetsItsParameterOnceForEachValue(): void
    {
        $request = new Request('sendPigeon', ['Pigeon' => ['Grey', 'White'], 'Loft' => 'North']);
        $request->set('Note', ['coo', '', 'coo'])->block('Load', static function (Request $load): void {
            $load->set('Grain', ['wheat']);
        });
        self::assertSame([
            ['ACTION', 'sendPigeon'], ['Pigeon', 'Grey'], ['Pigeon', 'White'], ['Loft', 'North'], ['Note', 'coo'],
            ['Note', ''], ['Note', 'coo'], ['Load', [['Grain', 'wheat']]],
        ], self::received(self::client('/accepted')->send($request)));
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
}
