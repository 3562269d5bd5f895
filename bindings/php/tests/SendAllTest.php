<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\ArgumentException;
use Libsky\NumberException;
use Libsky\Request;
use Libsky\SkyException;
use Libsky\Status;

/**
 * Messages as they come, many at once.
 */
final class SendAllTest extends KeptConnectionsTestCase
{
    public function testMessagesComeInAllFormsAndAreKnownByTagOrKey(): void
    {
        $messages = [
            ['to' => self::NUMBER, 'text' => 'hello'],
            'key' => ['to' => self::NUMBER, 'text' => 'hello', 'from' => '55502'],
            'not this' => ['to' => self::NUMBER, 'text' => 'hello', 'tag' => ['id' => 7]],
            'request' => Request::sendSms(self::NUMBER, 'hello'),
            ['request' => Request::sendSms(self::NUMBER, 'hello'), 'tag' => 'tagged'],
        ];
        $tags = [];
        foreach ($this->client('/accepted')->sendAll($messages) as $outcome) {
            self::assertTrue($outcome->isAccepted);
            $tags[] = $outcome->tag;
        }
        sort($tags);
        $wanted = [0, 'key', ['id' => 7], 'request', 'tagged'];
        sort($wanted);
        self::assertSame($wanted, $tags);
    }

    public function testWhatIsRefusedIsAnOutcomeToo(): void
    {
        $messages = [
            ['to' => 'call me', 'text' => 'hello'],
            ['to' => self::NUMBER],
            'a text',
            Request::sendSms(self::NUMBER, 'hello'),
            null,
            ['request' => 'sendSMS'],
            new Request('sendSMS'),
            new \stdClass(),
            ['to' => self::NUMBER, 'text' => 'hello'],
        ];
        $ended = [];
        foreach ($this->client('/accepted')->sendAll($messages) as $outcome) {
            $ended[$outcome->tag] = $outcome->exception === null ? 'accepted' : get_class($outcome->exception);
            self::assertSame($outcome->isAccepted, $outcome->result !== null, 'nothing was begun');
        }
        ksort($ended);
        self::assertSame(
            [NumberException::class, ArgumentException::class, ArgumentException::class, 'accepted',
                ArgumentException::class, ArgumentException::class,
                ArgumentException::class, ArgumentException::class, 'accepted'],
            $ended
        );
    }

    public function testNoMoreMessagesAreTakenThanThereIsRoomFor(): void
    {
        $taken = $given = $most = 0;
        $messages = (static function () use (&$taken): \Generator {
            for ($taken = 1; $taken <= 500; $taken++) {
                yield ['to' => self::NUMBER, 'text' => 'hello'];
            }
        })();
        foreach ($this->client('/accepted', ['concurrency' => 5])->sendAll($messages) as $outcome) {
            $given++;
            $most = max($most, $taken - $given);
        }
        self::assertSame(500, $given);
        self::assertLessThanOrEqual(10, $most);
        self::assertSame(500, $this->counted()[1]);
    }

    public function testMemoryDoesNotGrowWithTheNumberOfMessages(): void
    {
        $messages = static function (int $count): \Generator {
            while ($count-- > 0) {
                yield ['to' => self::NUMBER, 'text' => str_repeat('a', 1000), 'tag' => new \stdClass()];
            }
        };
        $client = $this->client('/accepted', ['concurrency' => 10]);
        $sizes = [];
        foreach ([1000, 3000] as $count) {
            foreach ($client->sendAll($messages($count)) as $outcome) {
                self::assertTrue($outcome->isAccepted);
            }
            $sizes[] = [4096 * (int) explode(' ', file_get_contents('/proc/self/statm'))[1], memory_get_usage()];
        }
        self::assertLessThan(500000, $sizes[1][0] - $sizes[0][0]);
        self::assertLessThan(20000, $sizes[1][1] - $sizes[0][1]);
    }

    public function testIfTheMessagesFailThoseThatWereBegunAreBroughtToTheirEnd(): void
    {
        $messages = (static function (): \Generator {
            yield ['to' => self::NUMBER, 'text' => 'hello'];
            yield ['to' => self::NUMBER, 'text' => 'hello'];
            throw new \RuntimeException('the database is gone');
        })();
        $given = 0;
        try {
            foreach ($this->client('/slow')->sendAll($messages) as $outcome) {
                $given += (int) $outcome->isAccepted;
            }
            self::fail('must throw');
        } catch (\RuntimeException $failure) {
            self::assertSame('the database is gone', $failure->getMessage());
        }
        self::assertSame(2, $given);
    }

    public function testOutcomesMayBeCollected(): void
    {
        $messages = array_fill(0, 7, ['to' => self::NUMBER, 'text' => 'hello']);
        self::assertCount(7, iterator_to_array($this->client('/accepted', ['concurrency' => 1])->sendAll($messages)));
        self::assertSame([], iterator_to_array($this->client('/accepted')->sendAll([])));
        self::assertSame([], iterator_to_array($this->client('/accepted')->sendAll(new \ArrayObject())));
    }

    public function testWhoLeavesEarlyIsNotKeptWaiting(): void
    {
        $begin = hrtime(true);
        $good = array_fill(0, 5, Request::sendSms(self::NUMBER, 'x'));
        $messages = array_merge([['to' => 'call me', 'text' => 'x']], $good);
        foreach ($this->client('/silent')->sendAll($messages) as $outcome) {
            self::assertSame(Status::NUMBER, $outcome->status);
            break;
        }
        unset($outcome);
        self::assertLessThan(10e9, hrtime(true) - $begin);
    }

    public function testAllShareOneTimeIfOneIsGiven(): void
    {
        $outcomes = iterator_to_array($this->client('/silent')->sendAll([Request::sendSms(self::NUMBER, 'x')], 200));
        self::assertSame(Status::UNKNOWN, $outcomes[0]->status);
    }

    public function testWhatCannotBeGoneThroughIsRefusedAtOnce(): void
    {
        foreach ([null, 'hello', 5, new \stdClass()] as $messages) {
            try {
                $this->client('/accepted')->sendAll($messages);
                self::fail('must be refused');
            } catch (SkyException $refusal) {
                self::assertStringStartsWith('messages: must be iterable', $refusal->getMessage());
            }
        }
    }
}
