<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\PartialException;
use Libsky\PostbackCalls;
use Libsky\Provider;
use Libsky\RejectedException;
use Libsky\Result;
use Libsky\Sky;
use Libsky\Status;
use Libsky\ThrottledException;
use Libsky\Verdict;
use PHPUnit\Framework\TestCase;

final class SampleTest extends TestCase
{
    private const OUTCOMES = [
        Status::OK => 'success',
        Status::REJECTED => 'failure',
        Status::THROTTLED => 'failure',
        Status::PARTIAL => 'partial',
        Status::UNKNOWN => 'unknown',
    ];

    public function postbacks(): array
    {
        return Samples::of('postback');
    }

    public function responses(): array
    {
        return Samples::of('response');
    }

    /** @dataProvider postbacks */
    public function testEveryPostbackReadsAsExpected(string $body, array $wanted): void
    {
        $postback = Sky::parsePostback($body);
        self::assertCount(count($wanted['notifications']), $postback);
        self::assertSame($body, $postback->raw());
        self::assertIsArray(json_decode($postback->json(), true, 512, JSON_THROW_ON_ERROR));
        foreach ($postback as $index => $notification) {
            $expected = $wanted['notifications'][$index];
            self::assertEquals($expected['fields'], $notification->fields());
            self::assertSame($expected['code'], $notification->field('code'));
            self::assertSame($expected['origin'] ?? null, $notification->field('origin'));
            self::assertSame($expected['files'] ?? [], $notification->files());
            $verdict = Verdict::name($notification->verdict);
            self::assertSame($expected['verdict'], $verdict === 'pending' ? 'neutral' : $verdict);
            self::assertEquals(
                array_change_key_case($expected['attributes'] ?? [], CASE_UPPER),
                $notification->attributes()
            );
            self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', $notification->fingerprint());
        }
    }

    /** @dataProvider responses */
    public function testEveryResponseReadsAsExpected(string $body, array $wanted): void
    {
        $result = self::read($body);
        self::assertSame($wanted['outcome'], self::OUTCOMES[$result->status]);
        self::assertEquals($wanted['fields'], $result->fields());
        self::assertSame($body, $result->raw());
        self::assertIsArray(json_decode($result->json(), true, 512, JSON_THROW_ON_ERROR));
        self::assertSame($wanted['fields']['ERRORCODE'] ?? null, $result->code());
        $entries = $wanted['entries'] ?? [$wanted];
        self::assertCount(count($entries), $result);
        foreach ($result as $index => $entry) {
            self::assertEquals($entries[$index]['fields'], $entry->fields());
            self::assertSame($entries[$index]['outcome'], self::OUTCOMES[$entry->status]);
        }
    }

    /** @dataProvider postbacks */
    public function testFieldsReadFromThePackedFormAreThoseTheLibraryGivesOneByOne(string $body): void
    {
        $synonyms = [
            'campaignref', 'campaign-id', 'timestamp', 'received', 'spid', 'operator_id', 'subject', 'messagesubject',
            'code', 'statuscode', 'aggregatorid', 'aggregator', 'created', 'id', 'nothing of the kind', '',
        ];
        $postback = Sky::parsePostback($body);
        $handle = PostbackCalls::newPostback(Provider::SKYCORE, $body);
        self::assertSame(count($postback), iterator_count($postback->getIterator()));
        foreach ($postback as $number => $notification) {
            $names = array_merge($synonyms, array_column($notification->pairs(), 0));
            foreach ($names as $name) {
                foreach ([$name, strtolower($name), strtoupper($name), "_$name-"] as $spelling) {
                    foreach ([0, 1, 2, 400] as $index) {
                        self::assertSame(
                            PostbackCalls::postbackField($handle, $number, $spelling, $index),
                            $notification->field($spelling, $index),
                            "$spelling, $index"
                        );
                    }
                }
            }
        }
        PostbackCalls::freePostback($handle);
    }

    public function testAllSamplesAreThere(): void
    {
        self::assertCount(39, $this->postbacks());
        self::assertCount(41, $this->responses());
    }

    private static function read(string $body): Result
    {
        try {
            return Sky::parseResponse(200, $body);
        } catch (RejectedException | ThrottledException | PartialException $outcome) {
            self::assertNotNull($outcome->result);
            self::assertSame($outcome->status, $outcome->result->status);
            return $outcome->result;
        }
    }
}
