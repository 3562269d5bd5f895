<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\LimitException;
use Libsky\Media;
use Libsky\Provider;
use Libsky\Request;
use Libsky\Status;
use Libsky\TextException;
use Libsky\Transport;
use Libsky\Utf8Exception;

/**
 * What a request refuses, at once or before it is sent.
 */
final class RequestRefusalTest extends ProviderTestCase
{
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
                new Request('sendMessageBySubscriberRef', $reference + ['TEXT' => 'x', 'MMSID' => '7']), 'E717',
                'MMSID',
            ],
            'no slide' => [new Request('saveMMS', $mms), 'E312', 'SLIDE'],
            'a long slide' => [(new Request('saveMMS', $mms))->slide(str_repeat('x', 5001)), 'E334', 'SLIDE/TEXT'],
            'a list too many' => [new Request('deleteMMSID', ['MMSID' => ['4', '5']]), null, 'MMSID: given'],
            'no campaign' => [new Request('subscribe', ['MOBILE' => self::NUMBER]), 'E902', 'CAMPAIGNREF'],
        ];
    }

    /** @dataProvider faults */
    public function testWhatIsWrongIsFoundBeforeSending(Request $request, ?string $code, string $begin): void
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
            ['set', ['A', new \ArrayIterator(['x'])], ArgumentException::class, 'value: must be a string'],
            ['set', ['A', []], ArgumentException::class, 'A: an empty list'],
            ['set', ['A', ['x', 5]], ArgumentException::class, 'A[1]: must be a string, not integer'],
            ['set', ['A', ['x', null]], ArgumentException::class, 'A[1]: must be a string, not NULL'],
            ['set', ['A', [['x']]], ArgumentException::class, 'A[0]: must be a string, not array'],
            ['set', ['A', ['x', "a\0b"]], ArgumentException::class, 'A[1]: a NUL'],
            ['set', ['A', ['x', "ab\xFF"]], Utf8Exception::class, 'value'],
            ['set', ['A', ['x' => 'y']], ArgumentException::class, 'A: must be a list'],
            ['set', ['A', [1 => 'x']], ArgumentException::class, 'A: must be a list'],
            ['set', ['A', [1 => 'x', 0 => 'y']], ArgumentException::class, 'A: must be a list'],
            ['set', ['A B', ['b']], ArgumentException::class, 'name: not a name'],
            ['set', [null, ['b']], ArgumentException::class, 'name: must be a string'],
            ['attribute', ['a', ['x']], ArgumentException::class, 'value: must be a string'],
            ['set', ['A', $long], LimitException::class, 'request'],
            ['attribute', ['a', 'x'], ArgumentException::class, 'attribute: no element'],
            ['begin', [5], ArgumentException::class, 'name: must be a string'],
            ['end', [], ArgumentException::class, 'end: no element'],
            ['data', ['x'], ArgumentException::class, 'values: must be an array'],
            ['data', [['A' => 5]], ArgumentException::class, 'value: must be a string'],
            ['data', [['A' => ['x']]], ArgumentException::class, 'value: must be a string'],
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
        foreach (['x', null, ['A' => 5], ['A B' => 'x'], ['x'], ['A' => []], ['A' => ['x', 5]]] as $bad) {
            self::assertSame(Status::ARGUMENT, self::thrown(static function () use ($bad): void {
                new Request('sendPigeon', $bad);
            })->status);
        }
        self::assertSame(Status::ARGUMENT, self::thrown(static function (): void {
            (new Request('sendPigeon'))->check(3);
        })->status);
    }

    public function testTheActionAndTheCredentialsAreTheLibrarys(): void
    {
        foreach (['ACTION', 'api-key', 'User', 'PASS'] as $name) {
            $refusal = self::thrown([new Request('sendPigeon', [$name => 'x']), 'check']);
            self::assertStringContainsString('added when the request is sent', $refusal->getMessage());
        }
    }
}
