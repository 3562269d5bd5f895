<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Client;
use Libsky\Encoding;
use Libsky\Language;
use Libsky\LimitBeyond;
use Libsky\LimitException;
use Libsky\LimitUnit;
use Libsky\NotSentException;
use Libsky\Provider;
use Libsky\ReplacementKind;
use Libsky\SkyException;
use Libsky\Text;
use Libsky\TextException;
use Libsky\TextField;
use Libsky\TextOption;
use Libsky\Utf8Exception;
use PHPUnit\Framework\TestCase;

final class TextTest extends TestCase
{
    public function testTheEncodingAndTheCharacterThatForcesItAreTold(): void
    {
        $info = Text::measure('Hello, Ç€^');
        self::assertSame(
            [Encoding::GSM7, 10, 12, 1, 148, 160, null, null, 0],
            [$info->encoding, $info->characters, $info->units, $info->segments, $info->unitsLeft,
                $info->unitsPerSegment, $info->ucs2Offset, $info->ucs2Character, $info->ucs2Count]
        );
        $info = Text::measure('garçon 😀');
        self::assertSame(
            [Encoding::UCS2, 8, 9, 1, 61, 70, 3, 0xE7, 2],
            [$info->encoding, $info->characters, $info->units, $info->segments, $info->unitsLeft,
                $info->unitsPerSegment, $info->ucs2Offset, $info->ucs2Character, $info->ucs2Count]
        );
        self::assertSame([1, Encoding::GSM7], [
            Text::measure('ça va…')->simplifiedSegments, Text::measure('ça va…')->simplifiedEncoding,
        ]);
        self::assertSame(0, Text::measure('')->segments);
    }

    public function lengths(): array
    {
        return [
            ['a', 160, 1], ['a', 161, 2], ['a', 306, 2], ['a', 307, 3], ['€', 80, 1], ['€', 81, 2], ['€', 153, 3],
            ['Ж', 70, 1], ['Ж', 71, 2], ['Ж', 134, 2], ['Ж', 135, 3], ['😀', 35, 1], ['😀', 66, 2], ['😀', 67, 3],
            ['a', 153000, 1000], ['', 5, 0],
        ];
    }

    /** @dataProvider lengths */
    public function testThereAreAsManyPartsAsSegmentsAndTheyAreTheText(string $piece, int $times, int $segments): void
    {
        $text = str_repeat($piece, $times);
        $parts = Text::split($text);
        self::assertSame($segments, Text::measure($text)->segments);
        self::assertCount($segments, $parts);
        self::assertSame($text, implode('', $parts));
    }

    public function testClustersAreKeptWholeIfAsked(): void
    {
        $text = str_repeat('a', 64) . '👩‍👧👩‍👧';
        self::assertSame([str_repeat('a', 64) . "👩\u{200D}", '👧👩‍👧'], Text::split($text));
        self::assertSame([str_repeat('a', 64), '👩‍👧👩‍👧'], Text::split($text, TextOption::KEEP_CLUSTERS));
        $cost = Text::splitCost($text);
        self::assertSame(
            [2, 2, 1, 0],
            [$cost->parts, $cost->partsOtherwise, $cost->clustersCut, $cost->clustersTooLong]
        );
    }

    public function testSimplifyingKeepsTheMeaningAndTellsWhatItDid(): void
    {
        self::assertSame('"Zoe\'s café"...', Text::simplify('“Zoë’s café”…'));
        self::assertSame('“Привет”', Text::simplify('“Привет”'));
        self::assertSame('Privet', Text::simplify('Привет', TextOption::TRANSLITERATE));
        $report = Text::simplifyReport("né… e\u{301}\u{200B}");
        self::assertSame([
            [ReplacementKind::PUNCTUATION, 3, '…', '...'],
            [ReplacementKind::COMPOSITION, 7, "e\u{301}", 'é'],
            [ReplacementKind::INVISIBLE, 10, "\u{200B}", ''],
        ], array_map(static function ($one) {
            return [$one->kind, $one->offset, $one->original, $one->replacement];
        }, $report));
        self::assertCount(100, Text::simplifyReport(str_repeat('’', 100)));
        self::assertSame([], Text::simplifyReport('plain'));
    }

    public function testNationalTablesAreUsedIfAllowed(): void
    {
        $info = Text::measure('ş', TextOption::SINGLE * Language::TURKISH);
        self::assertSame(
            [Encoding::GSM7, Language::NONE, Language::TURKISH, 155],
            [$info->encoding, $info->locking, $info->single, $info->unitsPerSegment]
        );
        self::assertSame(Encoding::UCS2, Text::measure('ş')->encoding);
    }

    public function testProvidersLimits(): void
    {
        $limit = Text::limit(TextField::SENDER);
        self::assertSame(
            [11, 11, LimitUnit::CHARACTERS, LimitBeyond::CUT],
            [$limit->gsm7, $limit->ucs2, $limit->unit, $limit->beyond]
        );
        self::assertSame(918, Text::limit(TextField::MESSAGE, Provider::CELLCAST)->gsm7);
        $this->expectException(ArgumentException::class);
        Text::limit(4);
    }

    public function badTexts(): array
    {
        return [
            'broken UTF-8' => ["ab\xFF", 0, Utf8Exception::class, 2],
            'a surrogate' => ["ab\xED\xA0\x80", 0, Utf8Exception::class, 2],
            'a NUL' => ["ab\0c", 0, TextException::class, 2],
            'ten megabytes' => [str_repeat('a', 10000000), 0, LimitException::class, 1048576],
            'no string' => [7, 0, ArgumentException::class, null],
            'no text' => [null, 0, ArgumentException::class, null],
            'no option' => ['a', 4, ArgumentException::class, null],
            'beyond 32 bits' => ['a', 1 << 32, ArgumentException::class, null],
            'no language' => ['a', TextOption::SINGLE * 14, ArgumentException::class, null],
        ];
    }

    /** @dataProvider badTexts */
    public function testWhatNoMessageCanHoldIsRefused($text, int $options, string $class, ?int $offset): void
    {
        foreach (['measure', 'split', 'splitCost', 'simplify', 'simplifyReport'] as $function) {
            try {
                Text::$function($text, $options);
                self::fail("$function must refuse it");
            } catch (SkyException $refusal) {
                self::assertSame([$class, $offset], [get_class($refusal), $refusal->offset]);
            }
        }
    }

    public function testAClientRefusesWhatCostsTooMuch(): void
    {
        // Nothing listens there: what is not refused is not sent.
        $client = new Client('key', ['url' => 'http://127.0.0.1:9/', 'default_sender' => '55501', 'max_segments' => 1]);
        try {
            $client->sendSms('17743199144', str_repeat('a', 140) . '…');
            self::fail('three segments');
        } catch (TextException $refusal) {
            self::assertSame(
                'text: takes 3 segments, and this client sends at most 1; simplified it would take 1',
                $refusal->getMessage()
            );
        }
        $this->expectException(NotSentException::class);
        $client->sendSms('17743199144', str_repeat('a', 160));
    }
}
