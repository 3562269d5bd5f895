<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\Batch;
use Libsky\CancelledException;
use Libsky\ConfigException;
use Libsky\NotSentException;
use Libsky\NumberException;
use Libsky\Outcome;
use Libsky\RejectedException;
use Libsky\Request;
use Libsky\SkyException;
use Libsky\Status;
use Libsky\TextException;
use Libsky\UnknownOutcomeException;

/**
 * Many messages at once.
 */
final class BatchTest extends KeptConnectionsTestCase
{
    public function testEveryMessageGivesOneOutcomeWithItsTag(): void
    {
        $batch = $this->client('/mixed')->batch();
        for ($number = 0; $number < 200; $number++) {
            $batch->add(self::NUMBER, "hello $number", null, $number);
        }
        self::assertCount(200, $batch);
        $seen = [];
        foreach ($batch as $outcome) {
            $seen[] = $outcome->tag;
            self::assertSame(1, $outcome->result->tries);
            if ($outcome->tag % 2 === 0) {
                self::assertTrue($outcome->isAccepted);
                self::assertSame(Status::OK, $outcome->status);
                self::assertNull($outcome->exception);
                self::assertNotNull($outcome->result->field('TRACKINGID'));
            } else {
                self::assertFalse($outcome->isAccepted);
                self::assertInstanceOf(RejectedException::class, $outcome->exception);
                self::assertSame('E110', $outcome->exception->providerCode);
                self::assertSame($outcome->result, $outcome->exception->result);
            }
        }
        sort($seen);
        self::assertSame(range(0, 199), $seen);
        self::assertCount(0, $batch);
        self::assertSame(200, $this->counted()[1], 'each was sent once');
    }

    public function testATagIsAnyValue(): void
    {
        $batch = $this->client('/accepted')->batch();
        $tags = [null, 0, -1, 1.5, 'row 7', ['id' => 7], new \stdClass(), true];
        foreach ($tags as $tag) {
            $batch->add(self::NUMBER, 'hello', '55502', $tag);
        }
        $batch->addRequest(Request::sendSms(self::NUMBER, 'hello'), $batch);
        foreach ($batch as $outcome) {
            if ($outcome->tag !== $batch) {
                $place = array_search($outcome->tag, $tags, true);
                self::assertNotFalse($place);
                unset($tags[$place]);
            }
        }
        self::assertSame([], $tags);
    }

    public function testMessagesMayBeAddedWhileGoingThroughTheOutcomes(): void
    {
        $batch = $this->client('/accepted')->batch();
        $batch->add(self::NUMBER, 'hello', null, 0);
        $seen = [];
        foreach ($batch as $outcome) {
            $seen[] = $outcome->tag;
            if ($outcome->tag < 9) {
                $batch->add(self::NUMBER, 'hello', null, $outcome->tag + 1);
            }
        }
        self::assertSame(range(0, 9), $seen);
        $batch->add(self::NUMBER, 'one more', null, 'later');
        self::assertSame('later', $batch->next()->tag);
        self::assertNull($batch->next());
    }

    public function testSoManyAreUnderWayAsTheClientSays(): void
    {
        foreach ([2, 10] as $concurrency) {
            [$connections] = $this->counted();
            $batch = $this->client('/slow', ['concurrency' => $concurrency])->batch();
            for ($number = 0; $number < 20; $number++) {
                $batch->add(self::NUMBER, 'hello');
            }
            self::assertNull($batch->next(20));
            $progress = $batch->progress();
            self::assertSame(
                [20, 20 - $concurrency, $concurrency, 0],
                [$progress->total, $progress->waiting, $progress->inFlight, $progress->done]
            );
            self::assertNull($progress->timeLeftMs);
            self::assertCount(20, iterator_to_array($batch));
            $progress = $batch->progress();
            self::assertSame([20, 20, 0], [$progress->done, $progress->accepted, $progress->timeLeftMs]);
            self::assertGreaterThanOrEqual(300 * 20 / $concurrency, $progress->elapsedMs);
            self::assertGreaterThan(0, $progress->ratePerSecond);
            self::assertSame($concurrency, $this->counted()[0] - $connections, 'and no more connections were made');
            unset($batch);
            \Libsky\Sky::closeConnections();
        }
    }

    public function testACancelledBatchWaitsForWhatWasHandedOver(): void
    {
        $batch = $this->client('/slower', ['concurrency' => 3])->batch();
        for ($number = 0; $number < 10; $number++) {
            $batch->add(self::NUMBER, 'hello', null, $number);
        }
        $this->waitForMessages($batch, 3);
        $batch->cancel();
        $ended = [];
        foreach ($batch as $outcome) {
            $ended[$outcome->status] = ($ended[$outcome->status] ?? 0) + 1;
            if ($outcome->status === Status::CANCELLED) {
                self::assertInstanceOf(CancelledException::class, $outcome->exception);
                self::assertSame(0, $outcome->result->tries);
            }
        }
        ksort($ended);
        self::assertSame([Status::OK => 3, Status::CANCELLED => 7], $ended);
        self::assertSame(7, $batch->progress()->cancelled);
        self::assertSame(3, $this->counted()[1]);
    }

    public function testACancelledClientWaitsForNothing(): void
    {
        $client = $this->client('/silent', ['concurrency' => 3]);
        $batch = $client->batch();
        for ($number = 0; $number < 10; $number++) {
            $batch->add(self::NUMBER, 'hello', null, $number);
        }
        $this->waitForMessages($batch, 3);
        $begin = hrtime(true);
        $client->cancel();
        $classes = array_map(static function (Outcome $outcome): string {
            return get_class($outcome->exception);
        }, iterator_to_array($batch));
        self::assertLessThan(8e9, hrtime(true) - $begin);
        self::assertSame(3, array_count_values($classes)[UnknownOutcomeException::class]);
        self::assertSame(7, array_count_values($classes)[CancelledException::class]);
    }

    public function testASignalsHandlerMayCancelWhileTheBatchWaits(): void
    {
        if (!function_exists('pcntl_async_signals')) {
            self::markTestSkipped('no pcntl');
        }
        $client = $this->client('/silent');
        $batch = $client->batch();
        $batch->add(self::NUMBER, 'hello');
        pcntl_async_signals(true);
        pcntl_signal(SIGALRM, static function () use ($client): void {
            $client->cancel();
        });
        pcntl_alarm(1);
        $outcome = $batch->next();
        pcntl_signal(SIGALRM, SIG_DFL);
        self::assertInstanceOf(UnknownOutcomeException::class, $outcome->exception);
        self::assertLessThan(10000, $outcome->result->elapsedMs);
    }

    public function testTheTimeOfABatchEndsIt(): void
    {
        $batch = $this->client('/silent', ['concurrency' => 2])->batch(1000);
        for ($number = 0; $number < 5; $number++) {
            $batch->add(self::NUMBER, 'hello');
        }
        $classes = array_map(static function (Outcome $outcome): string {
            return get_class($outcome->exception);
        }, iterator_to_array($batch));
        // One more may begin in the last millisecond, in the place of one whose time is over.
        self::assertContains(array_count_values($classes)[UnknownOutcomeException::class], [2, 3]);
        self::assertContains(array_count_values($classes)[NotSentException::class], [2, 3]);
        self::assertCount(5, $classes);
        self::assertLessThan(8000, $batch->progress()->elapsedMs);
    }

    /** Let the batch work until the provider has received so many messages. */
    private function waitForMessages(Batch $batch, int $messages): void
    {
        do {
            self::assertNull($batch->next(20));
        } while ($this->counted()[1] < $messages);
    }

    public function testWhatIsRefusedIsNotAdded(): void
    {
        $batch = $this->client('/accepted', ['max_segments' => 1])->batch();
        $bad = [
            [NumberException::class, 'call me', 'hello', null],
            [TextException::class, self::NUMBER, str_repeat('a', 161), null],
            [ArgumentException::class, 15550100001, 'hello', null],
            [ArgumentException::class, self::NUMBER, "hel\0lo", null],
            [ArgumentException::class, self::NUMBER, null, null],
            [ArgumentException::class, self::NUMBER, 'hello', 5],
        ];
        foreach ($bad as [$class, $to, $text, $from]) {
            try {
                $batch->add($to, $text, $from);
                self::fail('must be refused');
            } catch (SkyException $refusal) {
                self::assertInstanceOf($class, $refusal);
                self::assertNull($refusal->result);
            }
        }
        foreach ([null, 'sendSMS', $batch] as $request) {
            try {
                $batch->addRequest($request);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertStringStartsWith('request: must be', $refusal->getMessage());
            }
        }
        self::assertCount(0, $batch);
        self::assertNull($batch->next());
    }

    public function testATimeThatIsNoneIsRefused(): void
    {
        foreach ([-1, 1 << 40, '300', null] as $time) {
            try {
                $this->client('/accepted')->batch($time);
                self::fail('must be refused');
            } catch (ArgumentException $refusal) {
                self::assertMatchesRegularExpression('/^timeout_?ms: /i', $refusal->getMessage());
            }
        }
    }

    public function testABatchKeepsItsClient(): void
    {
        $batch = $this->client('/accepted')->batch();
        gc_collect_cycles();
        $batch->add(self::NUMBER, 'hello');
        self::assertTrue($batch->next()->isAccepted);
    }

    public function testAChildIsToldToMakeABatchOfItsOwn(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('no pcntl');
        }
        $client = $this->client('/accepted');
        $batch = $client->batch();
        $batch->add(self::NUMBER, 'before', null, 'parent');
        self::assertTrue($client->sendSms(self::NUMBER, 'hello')->tries === 1);
        $child = ForkedChild::run(static function () use ($client, $batch): string {
            try {
                $batch->add(self::NUMBER, 'hello');
            } catch (ConfigException $refusal) {
                $own = $client->batch();
                $own->add(self::NUMBER, 'hello');
                try {
                    $batch->next();
                } catch (ConfigException $again) {
                    return $refusal->getMessage() . ' ' . $own->next()->status
                        . $client->sendSms(self::NUMBER, 'hello')->status;
                }
            }
            return 'nothing thrown';
        });
        self::assertSame('batch: made before fork(); make one in this process 00', $child);
        self::assertSame('parent', $batch->next()->tag);
        self::assertTrue($client->sendSms(self::NUMBER, 'the parent\'s connection is as it was')->tries === 1);
        self::assertSame(5, $this->counted()[1]);
    }
}
