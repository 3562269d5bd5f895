<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\DocumentException;
use Libsky\NumberFlag;
use Libsky\NumberStatus;
use Libsky\NumberType;
use Libsky\Sky;
use PHPUnit\Framework\TestCase;

final class NumberTest extends TestCase
{
    private const TEXTS = [
        '+1 650 253 0000', '020 7946 0958', '', 'call me', '650 253 0000', "\u{FF0B}1 650 253 0000", '+800 1234 5678',
        "\0", "+1650\xFF253", '+39 02 1234 5678',
    ];

    public function testANumberSaysAllThatIsKnownOfIt(): void
    {
        $number = Sky::parseNumber('(650) 253-0000 ext. 42', 'US');
        self::assertSame('16502530000', $number->digits);
        self::assertSame('6502530000', $number->national());
        self::assertSame([NumberStatus::VALID, NumberType::FIXED_LINE_OR_MOBILE], [$number->status, $number->type]);
        self::assertSame(['US', 1, '42'], [$number->region, $number->callingCode, $number->extension]);
        self::assertTrue($number->isValid() && $number->isPossible());
        self::assertNull($number->reason);
        self::assertStringNotContainsString('650', print_r($number, true));
    }

    public function testWhatIsNoNumberIsAnAnswerAndNoException(): void
    {
        $number = Sky::parseNumber('+1 650 253');
        self::assertSame(NumberStatus::TOO_SHORT, $number->status);
        self::assertSame('input: too short for +1 (US): 4 digits missing', $number->reason);
        self::assertSame(1, $number->offset);
        foreach (['', 'hello', str_repeat('1', 300), "+1650\xFF253", '650 253 0000'] as $text) {
            $number = Sky::parseNumber($text);
            self::assertFalse($number->isPossible());
            self::assertNotSame('', (string) $number->reason);
            self::assertSame([null, null, ''], [$number->region, $number->callingCode, $number->national()]);
        }
    }

    public function testFlagsChangeTheReading(): void
    {
        self::assertSame(NumberStatus::INVALID_COUNTRY, Sky::parseNumber('16502530000')->status);
        self::assertTrue(Sky::parseNumber('16502530000', null, NumberFlag::ASSUME_INTERNATIONAL)->isValid());
        $landLine = Sky::parseNumber('+442079460958', null, NumberFlag::ONLY_SMS | NumberFlag::REQUIRE_VALID);
        self::assertSame(NumberStatus::NOT_SMS_CAPABLE, $landLine->status);
    }

    public function testAColumnIsWhatEachRowIs(): void
    {
        foreach ([null, 'US', 'XX'] as $region) {
            $numbers = Sky::parseNumbers(self::TEXTS, $region);
            self::assertCount(count(self::TEXTS), $numbers);
            $accepted = 0;
            foreach (self::TEXTS as $row => $text) {
                $number = Sky::parseNumber($text, $region);
                $accepted += $number->reason === null ? 1 : 0;
                self::assertSame(
                    [$number->digits, $number->status, $number->type, (string) $number->region],
                    [$numbers->digits[$row], $numbers->statuses[$row], $numbers->types[$row], $numbers->regions[$row]]
                );
            }
            self::assertSame($accepted, $numbers->accepted);
            self::assertStringNotContainsString('6502530000', print_r($numbers, true));
        }
    }

    public function testAColumnMayHaveAnyLength(): void
    {
        self::assertSame([0, []], [count(Sky::parseNumbers([])), Sky::parseNumbers([])->digits]);
        $many = array_fill(7, 2500, '+16502530000');
        $numbers = Sky::parseNumbers($many);
        self::assertSame(2500, $numbers->accepted);
        self::assertSame(array_fill(0, 2500, '16502530000'), $numbers->digits);
    }

    public function badCalls(): array
    {
        return [
            'no string' => [static fn () => Sky::parseNumber(16502530000)],
            'a NUL in the country' => [static fn () => Sky::parseNumber('1', "U\0S")],
            'unknown flags' => [static fn () => Sky::parseNumber('1', null, 32)],
            'negative flags' => [static fn () => Sky::parseNumber('1', null, -1)],
            'no strings' => [static fn () => Sky::parseNumbers(['1', 2])],
            'unknown flags of a column' => [static fn () => Sky::parseNumbers(['1'], null, 32)],
            'an unknown country' => [static fn () => Sky::parseNumbers(['1'], 'XX', NumberFlag::NORMALIZE)],
            'no file' => [static fn () => Sky::loadNumbers('/no/such/file')],
            'no name of a file' => [static fn () => Sky::loadNumbers(1)],
        ];
    }

    /** @dataProvider badCalls */
    public function testBadCallsAreRefused(callable $call): void
    {
        $this->expectException(ArgumentException::class);
        $call();
    }

    public function testPlansThatAreNoneAreRefused(): void
    {
        $version = Sky::numbersVersion();
        try {
            Sky::loadNumbers(__FILE__);
            self::fail('taken');
        } catch (DocumentException $refused) {
            self::assertSame($version, Sky::numbersVersion());
        }
        Sky::loadNumbers(null);
        $blob = dirname(__DIR__, 3) . '/build/number_tables.blob';
        if (is_file($blob)) {
            Sky::loadNumbers($blob);
            self::assertTrue(Sky::parseNumber('+16502530000')->isValid());
            Sky::loadNumbers(null);
        }
    }
}
