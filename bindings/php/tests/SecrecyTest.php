<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\Batch;
use Libsky\Client;
use Libsky\Postback;
use Libsky\RejectedException;
use Libsky\Request;
use Libsky\Result;
use Libsky\Sky;
use Libsky\SkyException;
use Libsky\Text;
use PHPUnit\Framework\TestCase;

/**
 * What may be logged: dumps of all objects, and exceptions with their traces.
 */
final class SecrecyTest extends TestCase
{
    private const KEY = 'SECRETKEY0123456789';
    private const NUMBER = '15550107777';
    private const TEXT = 'SECRETTEXT';
    private const ANSWER = '<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E110</ERRORCODE><TO>15550107777</TO>'
        . '<ERRORINFO>15550107777 SECRETTEXT</ERRORINFO></RESPONSE>';
    private const POSTBACK = '<POSTBACK><ORIGIN>SMS_MO</ORIGIN><CODE>N211</CODE><FROM>15550107777</FROM>'
        . '<TEXT>SECRETTEXT</TEXT></POSTBACK>';

    private string $ignoreArguments;

    protected function setUp(): void
    {
        // PHP's development setting, under which traces have arguments.
        $this->ignoreArguments = (string) ini_set('zend.exception_ignore_args', '0');
    }

    protected function tearDown(): void
    {
        ini_set('zend.exception_ignore_args', $this->ignoreArguments);
    }

    public function testTheTestSeesArgumentsWhereNothingHidesThem(): void
    {
        $exposed = (static function (string $key): \Exception {
            return new \Exception('exposed');
        })(self::KEY);
        self::assertStringContainsString(self::KEY, print_r($exposed->getTrace(), true));
    }

    public function testNoDumpOfAClientShowsTheKey(): void
    {
        $options = ['url' => 'http://127.0.0.1:1/?' . self::TEXT, 'default_sender' => self::NUMBER];
        $this->assertSecretsStay(new Client(self::KEY, $options));
    }

    public function testNoDumpOfARequestShowsNumbersOrTexts(): void
    {
        $request = Request::sendSms(self::NUMBER, self::TEXT)->data(['NUMBER' => self::NUMBER]);
        $this->assertSecretsStay($request);
        self::assertStringContainsString('sendSMS', print_r($request, true), 'but it says what it is');
        self::assertSame('{}', json_encode($request));
        self::assertSame([], get_object_vars($request));
        $this->assertSecretsStay(new Client(self::KEY, ['login' => [self::NUMBER, self::TEXT]]));
    }

    public function testNoDumpOfAPostbackShowsNumbersOrTexts(): void
    {
        $postback = Sky::parsePostback(self::POSTBACK);
        $this->assertSecretsStay($postback);
        $this->assertSecretsStay($postback->notification());
        $dump = print_r($postback->notification(), true);
        self::assertStringContainsString('inbound SMS', $dump, 'but it says what it is');
    }

    public function testNoDumpOfABatchOrItsOutcomesShowsNumbersOrTexts(): void
    {
        $client = new Client(self::KEY, ['url' => 'http://127.0.0.1:1/?' . self::TEXT, 'proxy' => 'http://127.0.0.1:1/',
            'proxy_user' => self::NUMBER, 'proxy_password' => self::TEXT, 'max_tries' => 1,
            'default_sender' => '55501']);
        $this->assertSecretsStay($client);
        $batch = $client->batch();
        $batch->add(self::NUMBER, self::TEXT, null, [self::NUMBER]);
        $this->assertSecretsStay($batch);
        $outcome = $batch->next();
        self::assertSame([self::NUMBER], $outcome->tag);
        $this->assertSecretsStay($outcome->exception);
        self::assertStringNotContainsString(self::NUMBER, print_r($outcome, true), 'not even as a tag');
    }

    public function testNothingOfATextIsShown(): void
    {
        $this->assertSecretsStay(Text::measure(self::TEXT . '…'));
        $this->assertSecretsStay((object) Text::simplifyReport("\u{201C}" . self::TEXT));
        $this->assertSecretsStay(self::thrown(static function (): void {
            Text::simplify(self::TEXT . "\xFF");
        }));
    }

    public function testNoDumpOfARefusalShowsNumbersOrTexts(): void
    {
        $refusal = self::thrown(static function (): void {
            Sky::parseResponse(200, self::ANSWER);
        });
        self::assertInstanceOf(RejectedException::class, $refusal);
        self::assertStringContainsString(self::TEXT, $refusal->result->message());
        $this->assertSecretsStay($refusal);
        $this->assertSecretsStay($refusal->result);
        $this->assertSecretsStay($refusal->result->entry());
    }

    public function testNoExceptionShowsArgumentsNeitherOursNorTheCallers(): void
    {
        $open = static function (string $key, array $options): Client {
            return new Client($key, $options);
        };
        $calls = [
            static function () use ($open): void {
                $open(self::KEY, ['url' => 'no url']);
            },
            static function (): void {
                new Client(self::KEY . "\0");
            },
            static function (): void {
                new Client(self::KEY, 'no array');
            },
            static function () use ($open): void {
                $open(self::KEY, [])->sendSms(self::NUMBER, self::TEXT . "\xFF", '55501');
            },
            static function () use ($open): void {
                $open(self::KEY, [])->sendSms([self::NUMBER], self::TEXT);
            },
            static function () use ($open): void {
                $open(self::KEY, ['url' => 'http://127.0.0.1:1/'])->sendSms(self::NUMBER, self::TEXT, '55501');
            },
            static function (): void {
                (new Request('sendSMS', ['TO' => self::NUMBER]))->set('TEXT', self::TEXT . "\xFF");
            },
            static function (): void {
                new Request('sendSMS', ['TO' => [[self::NUMBER]], 'TEXT' => self::TEXT]);
            },
            static function (): void {
                new Request('sendSMS', ['TO' => [self::NUMBER => self::TEXT], 'TEXT' => self::TEXT]);
            },
            static function (): void {
                Request::sendSms([self::NUMBER], self::TEXT);
            },
            static function (): void {
                Request::sendSavedMms('7', self::NUMBER)->customText(self::TEXT, self::TEXT)->data(self::TEXT);
            },
            static function (): void {
                Request::sendMessageBySubscriberRef(self::NUMBER, self::KEY, self::NUMBER, self::TEXT);
            },
            static function (): void {
                Request::sendSms(self::NUMBER, self::TEXT)->check();
            },
            static function () use ($open): void {
                $open(self::KEY, [])->send(self::TEXT);
            },
            static function () use ($open): void {
                $open(self::KEY, ['login' => [self::NUMBER, self::TEXT . "\0"]]);
            },
            static function () use ($open): void {
                $open(self::KEY, ['proxy' => 'http://127.0.0.1/', 'proxy_user' => self::NUMBER . "\0"]);
            },
            static function () use ($open): void {
                $open(self::KEY, [])->batch()->add(self::NUMBER, self::TEXT . "\xFF", '55501', self::TEXT);
            },
            static function () use ($open): void {
                $open(self::KEY, [])->batch()->add([self::NUMBER], self::TEXT, '55501', self::TEXT);
            },
            static function () use ($open): void {
                $open(self::KEY, [])->sendAll(self::TEXT);
            },
            static function () use ($open): void {
                throw iterator_to_array($open(self::KEY, [])->sendAll([[self::TEXT, self::NUMBER]]))[0]->exception;
            },
            static function (): void {
                Sky::parseTime(self::NUMBER . self::TEXT);
            },
            static function (): void {
                Sky::normalizeMsisdn(self::NUMBER . '00000000000000');
            },
            static function (): void {
                Sky::parsePostback(self::POSTBACK . self::TEXT);
            },
            static function (): void {
                Sky::parsePostback(self::POSTBACK, '1');
            },
        ];
        foreach ($calls as $call) {
            $failure = self::thrown($call);
            $this->assertSecretsStay($failure);
            self::assertStringContainsString('SecrecyTest', $failure->getTraceAsString(), 'the trace itself stays');
            foreach ($failure->getTrace() as $frame) {
                self::assertArrayNotHasKey('args', $frame);
            }
        }
    }

    public function testNothingThatOwnsMemoryOfTheLibraryIsCopiedOrStored(): void
    {
        $result = Sky::parseResponse(200, '<RESPONSE><STATUS>Success</STATUS></RESPONSE>');
        $request = Request::sendSms(self::NUMBER, self::TEXT);
        $client = new Client(self::KEY);
        foreach ([$client, $client->batch(), $request, Sky::parsePostback(self::POSTBACK), $result] as $object) {
            try {
                serialize($object);
                self::fail('must not be stored');
            } catch (SkyException $refusal) {
                self::assertSame(get_class($object) . ': cannot be serialised', $refusal->getMessage());
            }
            try {
                clone $object;
                self::fail('must not be copied');
            } catch (\Error $refusal) {
                self::assertStringContainsString('__clone', $refusal->getMessage());
            }
        }
        foreach ([Client::class, Batch::class, Request::class, Postback::class, Result::class] as $class) {
            try {
                unserialize(sprintf('O:%d:"%s":0:{}', strlen($class), $class));
                self::fail('must not be restored');
            } catch (SkyException $refusal) {
                self::assertSame($class . ': cannot be unserialised', $refusal->getMessage());
            }
        }
    }

    private static function thrown(callable $call): SkyException
    {
        try {
            $call();
        } catch (SkyException $failure) {
            return $failure;
        }
        self::fail('must throw');
    }

    /**
     * Not by PHPUnit's own comparison: its failure would print the dump.
     */
    private function assertSecretsStay(object $object): void
    {
        ob_start();
        var_dump($object);
        if ($object instanceof \Throwable) {
            echo $object, json_encode($object->getTrace());
        }
        echo json_encode($object);
        $dump = ob_get_clean() . print_r($object, true);
        foreach ([self::KEY, self::NUMBER, self::TEXT] as $secret) {
            // A trace of PHP's own would show the first 15 bytes of an argument.
            self::assertFalse(strpos($dump, substr($secret, 0, 10)), get_class($object));
        }
    }
}
