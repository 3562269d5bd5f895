<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\CodeSpace;
use Libsky\LimitException;
use Libsky\NumberException;
use Libsky\PartialException;
use Libsky\Provider;
use Libsky\Retry;
use Libsky\Sky;
use Libsky\SkyException;
use Libsky\Status;
use Libsky\UnknownOutcomeException;
use Libsky\Utf8Exception;
use PHPUnit\Framework\TestCase;

final class FunctionTest extends TestCase
{
    public function testANumberIsBroughtIntoInternationalFormAndStaysSo(): void
    {
        self::assertSame('17743199144', Sky::normalizeMsisdn('(774)-319-9144', 'US'));
        self::assertSame('17743199144', Sky::normalizeMsisdn('+1 774 319 9144'));
        self::assertSame('17743199144', Sky::normalizeMsisdn(Sky::normalizeMsisdn('(774)-319-9144', 'US')));
    }

    public function badNumbers(): array
    {
        return [
            'nothing' => ['', null, SkyException::class],
            'words' => ['call me', 'US', NumberException::class],
            'broken UTF-8' => ["1774\xFF3199144", 'US', Utf8Exception::class],
            'very long' => [str_repeat('1', 300), 'US', LimitException::class],
            'a NUL' => ["1774319\x009144", 'US', SkyException::class],
            'no country' => ['7743199144', 'Atlantis', ArgumentException::class],
            'a NUL in the country' => ['7743199144', "US\0", ArgumentException::class],
            'no string' => [7743199144, 'US', ArgumentException::class],
            'country is no string' => ['7743199144', 1, ArgumentException::class],
        ];
    }

    /** @dataProvider badNumbers */
    public function testWhatCannotBeANumberIsRefused($input, $region, string $class): void
    {
        $this->expectException($class);
        Sky::normalizeMsisdn($input, $region);
    }

    public function testCodesOfAnswersAndOfPostbacksAreTwoSpaces(): void
    {
        self::assertNotNull(Sky::codeText(CodeSpace::ANSWER, 'E110'));
        self::assertSame(Sky::codeText(CodeSpace::ANSWER, 'E110'), Sky::codeText(CodeSpace::ANSWER, 'e110'));
        self::assertNotSame(
            Sky::codeText(CodeSpace::ANSWER, 'E102'),
            Sky::codeText(CodeSpace::POSTBACK, 'E102')
        );
        self::assertSame('throttle', Sky::codeGroup(CodeSpace::ANSWER, 'E113'));
        self::assertSame(Retry::SAFE, Sky::codeRetry(CodeSpace::ANSWER, 'E113'));
        self::assertSame(Retry::UNKNOWN, Sky::codeRetry(CodeSpace::POSTBACK, 'E113'));
    }

    public function testACodeThatNoTableHasGivesNull(): void
    {
        self::assertNull(Sky::codeText(CodeSpace::ANSWER, 'Z123'));
        self::assertNull(Sky::codeGroup(CodeSpace::ANSWER, ''));
        self::assertNull(Sky::codeText(77, 'E110'));
        self::assertNull(Sky::codeText(CodeSpace::ANSWER, 'E110', Provider::CELLCAST));
        self::assertSame(Retry::UNKNOWN, Sky::codeRetry(CodeSpace::ANSWER, 'Z123'));
    }

    public function testAStatusHasANameAndWords(): void
    {
        self::assertSame('SKY_E_NOT_SENT', Status::name(Status::NOT_SENT));
        self::assertSame('SKY_E_?', Status::name(99));
        self::assertStringContainsString('safe', Status::text(Status::NOT_SENT));
    }

    public function testAResponseEndsAsASendWouldHave(): void
    {
        $accepted = Sky::parseResponse(201, Samples::read('responses/success-sendSMS.xml'));
        self::assertSame([Status::OK, 201, 0], [$accepted->status, $accepted->httpStatus, $accepted->tries]);
        self::assertSame('U01TXzQyNDI0Mg==', $accepted->field('TRACKINGID'));
        try {
            Sky::parseResponse(200, Samples::read('responses/multi-subscriberref-partial-failure.xml'));
            self::fail('one was not accepted');
        } catch (PartialException $outcome) {
            self::assertSame(
                [Status::REJECTED, Status::OK],
                [$outcome->result->entry(0)->status, $outcome->result->entry(1)->status]
            );
            self::assertSame('15550100017', $outcome->result->entry(1)->field('to'));
            self::assertSame('member-7781', $outcome->result->field('subscriber_ref'));
        }
        try {
            Sky::parseResponse(200, '<RESPONSE><HELLO/></RESPONSE>');
            self::fail('it says neither yes nor no');
        } catch (UnknownOutcomeException $outcome) {
            self::assertSame(Status::UNKNOWN, $outcome->result->status);
        }
        try {
            Sky::parseResponse(200, '<html>');
            self::fail('no document');
        } catch (SkyException $refusal) {
            self::assertNull($refusal->result);
        }
    }

    public function testWrongTypesAreRefusedByName(): void
    {
        foreach (
            [
                'body' => static function () {
                    Sky::parseResponse(200, null);
                },
                'httpStatus' => static function () {
                    Sky::parseResponse('200', '');
                },
                'provider' => static function () {
                    Sky::parsePostback('', null);
                },
            ] as $field => $call
        ) {
            try {
                $call();
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertStringStartsWith("$field: must be ", $refusal->getMessage());
            }
        }
    }
}
