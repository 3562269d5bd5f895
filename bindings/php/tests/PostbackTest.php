<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\DocumentException;
use Libsky\LimitException;
use Libsky\Notification;
use Libsky\PostbackKind;
use Libsky\ProtocolException;
use Libsky\Provider;
use Libsky\Shape;
use Libsky\Sky;
use Libsky\SkyException;
use Libsky\Status;
use Libsky\Utf8Exception;
use Libsky\Verdict;
use PHPUnit\Framework\TestCase;

final class PostbackTest extends TestCase
{
    public function testADeliveryReportSaysWhatItIsAbout(): void
    {
        $notification = Sky::parsePostback(Samples::read('postbacks/SMS_MT-N202.xml'))->notification();
        self::assertSame(PostbackKind::SMS_DELIVERY, $notification->kind);
        self::assertSame(Verdict::SUCCESS, $notification->verdict);
        self::assertTrue($notification->isFinal);
        self::assertSame('HarborCafe', $notification->field('From-Mask'));
        self::assertSame('2031-03-04T05:06:09.123456-05:00', $notification->field('RECEIVED'), 'the second name');
        self::assertNull($notification->field('SUBJECT'));
        self::assertNull($notification->field('CODE', 1));
        self::assertNull($notification->field('CODE', -1));
        self::assertNull($notification->field("CODE\0"));
    }

    public function testAnEmptyFieldIsNotAnAbsentOne(): void
    {
        $notification = self::notification('<POSTBACK><CODE>N202</CODE><STATUS/><TO></TO></POSTBACK>');
        self::assertSame('', $notification->field('STATUS'));
        self::assertSame(['CODE' => 'N202', 'STATUS' => '', 'TO' => ''], $notification->fields());
        self::assertNull($notification->field('FROM'));
    }

    public function testOfRepeatedFieldsTheMapHasTheFirstAndIndexGivesEach(): void
    {
        $notification = self::notification(
            '<POSTBACK id="7"><CODE>N202</CODE><TO>1</TO><to a="x">2</to><T_O>3</T_O></POSTBACK>'
        );
        self::assertSame(['CODE' => 'N202', 'TO' => '1'], $notification->fields());
        self::assertSame(['1', '2', '3', null], array_map(static function (int $index) use ($notification): ?string {
            return $notification->field('to', $index);
        }, [0, 1, 2, 3]));
        self::assertSame(['ID' => '7'], $notification->attributes());
        self::assertSame('7', $notification->field('id'));
        self::assertSame('x', $notification->field('to@a'));
        self::assertEqualsCanonicalizing(
            ['@ID', 'CODE', 'TO', 'TO', 'TO@A', 'TO'],
            array_column($notification->pairs(), 0)
        );
    }

    public function testAFormBodyIsReadAsWellAsADocument(): void
    {
        $document = Samples::read('postbacks/SMS_MT-N201.xml');
        $form = Sky::parsePostback('xml=' . urlencode($document));
        self::assertSame(Sky::parsePostback($document)->notification()->fields(), $form->notification()->fields());
    }

    public function testTheRawBodyIsWhatCameInWhateverItsEncoding(): void
    {
        $body = "\xFF\xFE" . iconv('UTF-8', 'UTF-16LE', '<POSTBACK><CODE>N202</CODE><TEXT>ü</TEXT></POSTBACK>');
        $postback = Sky::parsePostback($body);
        self::assertSame($body, $postback->raw());
        self::assertSame('ü', $postback->notification()->field('TEXT'));
    }

    public function testTheFingerprintIsTheSameForARedeliveryAndOnlyThen(): void
    {
        $one = self::notification('<POSTBACK><CODE>N202</CODE><TO>1</TO></POSTBACK>')->fingerprint();
        $again = self::notification("<POSTBACK>\n<TO>1</TO><CODE>N202</CODE>\n</POSTBACK>")->fingerprint();
        $other = self::notification('<POSTBACK><CODE>N202</CODE><TO>2</TO></POSTBACK>')->fingerprint();
        self::assertSame($one, $again);
        self::assertNotSame($one, $other);
    }

    public function testPostbacksLiveSideBySideAndNotificationsOutliveTheVariable(): void
    {
        $first = Sky::parsePostback('<POSTBACK><CODE>N202</CODE><TO>1</TO></POSTBACK>');
        $second = Sky::parsePostback('<POSTBACK><CODE>N201</CODE><TO>2</TO></POSTBACK>');
        $ofFirst = $first->notification();
        unset($first);
        self::assertSame('N202', $ofFirst->field('STATUSCODE'), 'asks the library, whose memory must still be there');
        self::assertSame('1', $ofFirst->field('TO'));
        self::assertSame('2', $second->notification()->field('TO'));
    }

    public function testAPostbackLargerThanTheUsualIsReadWholeAndKeptApart(): void
    {
        $bundle = static function (int $count, string $text): string {
            $notifications = '';
            for ($number = 0; $number < $count; $number++) {
                $notifications .= "<NOTIFICATION><CODE>N211</CODE><TEXT>$text $number</TEXT></NOTIFICATION>";
            }
            return "<POSTBACK>$notifications</POSTBACK>";
        };
        foreach ([1, 2, 60, 300] as $count) {
            $body = $bundle($count, 'one');
            $one = Sky::parsePostback($body);
            $other = Sky::parsePostback($bundle($count, 'other'));
            self::assertCount($count, $one);
            self::assertSame($body, $one->raw());
            foreach ($one as $number => $notification) {
                self::assertSame(['CODE' => 'N211', 'TEXT' => "one $number"], $notification->fields());
                self::assertSame("other $number", $other->notification($number)->field('TEXT'));
                self::assertNotSame($notification->fingerprint(), $other->notification($number)->fingerprint());
            }
        }
        $this->expectException(LimitException::class);
        Sky::parsePostback($bundle(301, 'one'));
    }

    public function testThereAreAsManyNotificationsAsTheDocumentHas(): void
    {
        $postback = Sky::parsePostback(Samples::read('postbacks/legacy-bundle.xml'));
        self::assertCount(3, $postback);
        self::assertSame([0, 1, 2], array_keys(iterator_to_array($postback)));
        try {
            $postback->notification(3);
            self::fail('there is no fourth');
        } catch (ArgumentException $refusal) {
            self::assertSame('index: the postback has 3 notifications', $refusal->getMessage());
        }
        self::assertCount(0, Sky::parsePostback(Samples::read('postbacks/empty-bundle.xml')));
    }

    public function testManyKindsOfNamesAreForgottenInTime(): void
    {
        for ($kind = 0; $kind < 600; $kind++) {
            $notification = self::notification("<POSTBACK><CODE>N202</CODE><X$kind>$kind</X$kind></POSTBACK>");
            self::assertSame((string) $kind, $notification->field("x-$kind"));
        }
        self::assertLessThanOrEqual(256, count(Shape::$known));
    }

    public function refused(): array
    {
        return [
            'nothing' => ['', DocumentException::class, Status::DOCUMENT],
            'rubbish' => [str_repeat("\xFE\x01", 5000), SkyException::class, null],
            'cut off' => ['<POSTBACK><CODE>N202</CO', DocumentException::class, Status::DOCUMENT],
            'a DOCTYPE' => ['<!DOCTYPE a [<!ENTITY b "c">]><POSTBACK/>', DocumentException::class, Status::DOCUMENT],
            'a NUL' => ["<POSTBACK><CODE>N2\x0002</CODE></POSTBACK>", DocumentException::class, Status::DOCUMENT],
            'broken UTF-8' => ["<POSTBACK><CODE>\xC3</CODE></POSTBACK>", Utf8Exception::class, Status::UTF8],
            'too deep' => [str_repeat('<A>', 50), LimitException::class, Status::LIMIT],
            'another document' => ['<HTML></HTML>', ProtocolException::class, Status::PROTOCOL],
        ];
    }

    /** @dataProvider refused */
    public function testWhatIsNoGoodPostbackIsRefused(string $body, string $class, ?int $status): void
    {
        try {
            Sky::parsePostback($body);
            self::fail('must be refused');
        } catch (SkyException $refusal) {
            self::assertInstanceOf($class, $refusal);
            self::assertSame($status ?? $refusal->status, $refusal->getCode());
            self::assertStringStartsWith('body: ', $refusal->getMessage());
        }
    }

    public function testARefusalSaysWhere(): void
    {
        try {
            Sky::parsePostback("<POSTBACK><CODE>\xC3</CODE></POSTBACK>");
            self::fail('must be refused');
        } catch (Utf8Exception $refusal) {
            self::assertSame(16, $refusal->offset);
        }
    }

    public function testAProviderThatIsNotSpokenIsRefused(): void
    {
        $this->expectException(ArgumentException::class);
        Sky::parsePostback('<POSTBACK/>', 3);
    }

    public function testThePublishedAddressesAreKnown(): void
    {
        self::assertFalse(Sky::sourceIsKnown('192.0.2.1'));
        self::assertFalse(Sky::sourceIsKnown('no address'));
        $table = dirname(__DIR__, 3) . '/tools/data/skycore/source-addresses.tsv';
        $known = 0;
        foreach (is_file($table) ? file($table) : [] as $line) {
            if (preg_match('/^(\d+\.\d+\.\d+\.\d+)\s*(\t|$)/', $line, $parts)) {
                self::assertTrue(Sky::sourceIsKnown($parts[1]), $parts[1]);
                self::assertTrue(Sky::sourceIsKnown('::ffff:' . $parts[1]), $parts[1]);
                $known++;
            }
        }
        self::assertGreaterThan(0, $known, 'the table of addresses has some');
    }

    private static function notification(string $body): Notification
    {
        return Sky::parsePostback($body)->notification();
    }
}
