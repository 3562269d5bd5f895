<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Sky;
use PHPUnit\Framework\TestCase;

final class TimeTest extends TestCase
{
    public function moments(): array
    {
        return [
            ['2013-11-05T05:41:08-05:00', '2013-11-05T05:41:08.000000 -05:00'],
            ['2014-07-23T09:38:07.123456-04:00', '2014-07-23T09:38:07.123456 -04:00'],
            ['2014-07-02T14:32:23-04', '2014-07-02T14:32:23.000000 -04:00'],
            ['2011-07-26 10:22:26.975911-04', '2011-07-26T10:22:26.975911 -04:00'],
            ['2012-06-07 07:27:29', '2012-06-07T07:27:29.000000 UTC'],
            ['2012-04-30T08:30:12.327558Z', '2012-04-30T08:30:12.327558 +00:00'],
            ['2010-10-01 12:00:00', '2010-10-01T12:00:00.000000 UTC'],
            ['2014-03-31T11:30:00+00:00', '2014-03-31T11:30:00.000000 +00:00'],
            [" 2014-03-31t11:30:00.5+0530\n", '2014-03-31T11:30:00.500000 +05:30'],
            ['2014-03-31T11:30:00-00:30', '2014-03-31T11:30:00.000000 -00:30'],
            ['1969-12-31T23:59:59.25', '1969-12-31T23:59:59.250000 UTC'],
            ['0001-01-01T00:00:00+23:59', '0001-01-01T00:00:00.000000 +23:59'],
            ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000000 +00:00'],
        ];
    }

    /** @dataProvider moments */
    public function testAllFormsAreReadAndAMissingOffsetShows(string $text, string $expected): void
    {
        $zone = date_default_timezone_get();
        date_default_timezone_set('America/New_York');
        self::assertSame($expected, Sky::parseTime($text)->format('Y-m-d\TH:i:s.u e'));
        date_default_timezone_set($zone);
    }

    public function badTimes(): array
    {
        return [
            ['', 0], ['2013', 4], ['2013-02-29 00:00:00', 8], ['2013-01-01 24:00:00', 11],
            ['2013-01-01 00:00:00+24:00', 20], ["2013-01-01 00:00:00\0", 19], ["\xFF", 0], [null, null], [5, null],
        ];
    }

    /** @dataProvider badTimes */
    public function testWhatIsNoTimeIsRefusedWhereItGoesWrong($text, ?int $offset): void
    {
        try {
            Sky::parseTime($text);
            self::fail('must be refused');
        } catch (ArgumentException $refusal) {
            self::assertSame($offset, $refusal->offset);
            self::assertStringStartsWith('text: ', $refusal->getMessage());
        }
    }

    public function testANotificationGivesItsTime(): void
    {
        $times = [
            '<TIMESTAMP>2013-11-05T05:41:08-05:00</TIMESTAMP>' => '2013-11-05 05:41:08 -05:00',
            '<RECEIVED>2012-06-07 07:27:29</RECEIVED>' => '2012-06-07 07:27:29 UTC',
            '<TIMESTAMP/>' => null,
            '' => null,
        ];
        foreach ($times as $field => $expected) {
            $time = Sky::parsePostback("<POSTBACK><CODE>N202</CODE>$field</POSTBACK>")->notification()->time();
            self::assertSame($expected, $time === null ? null : $time->format('Y-m-d H:i:s e'));
        }
        $this->expectException(ArgumentException::class);
        Sky::parsePostback('<POSTBACK><TIMESTAMP>noon</TIMESTAMP></POSTBACK>')->notification()->time();
    }
}
