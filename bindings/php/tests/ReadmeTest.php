<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\CodeSpace;
use Libsky\Sky;
use PHPUnit\Framework\TestCase;

/**
 * The examples of README.md work as they stand there.
 */
final class ReadmeTest extends TestCase
{
    public function testTheExampleSendsAndPrintsTheTrackingId(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
        self::assertSame("tracking id: U01TXzE=\n", self::runExample($provider->url . '/accepted'));
        self::assertSame(
            'not sent: ' . Sky::codeText(CodeSpace::ANSWER, 'E110') . " E110\n",
            self::runExample($provider->url . '/rejected')
        );
        self::assertSame("nobody knows; look before you send again\n", self::runExample($provider->url . '/gateway'));
        self::assertStringStartsWith(
            'not sent: ',
            self::runExample('http://127.0.0.1:' . LoopbackServer::freePort() . '/')
        );
    }

    public function testTheReceiverPrintsWhatAPostbackSays(): void
    {
        $script = tempnam(sys_get_temp_dir(), 'libsky-receiver-');
        file_put_contents($script, self::example(1));
        $server = new LoopbackServer($script, ['-d', 'ffi.enable=true', '-d', 'error_log=']);
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => 'Content-Type: text/xml',
            'content' => Samples::read('postbacks/SMS_MT-N202.xml'),
        ]]);
        $answer = file_get_contents($server->url, false, $context);
        unlink($script);
        self::assertSame('', $answer);
        self::assertStringContainsString(
            'U01TXzUwMDAwMQ== success, final: Message Sent/Delivered',
            $server->output()
        );
    }

    public function testTheTextExampleNamesTheCharacterAndSimplifies(): void
    {
        $code = preg_replace('/^<\?php\n/', '', self::example(6));
        self::assertSame(
            "U+2019 at byte 3 makes it expensive\nDon't miss it - ca va...\n",
            ChildProcess::php(['-r', $code], [])
        );
    }

    public function testTheExampleOfRequestsSendsThem(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
        self::assertSame("accepted\naccepted\n", self::runExample($provider->url . '/accepted', 2));
        $refused = 'not accepted: ' . Sky::codeText(CodeSpace::ANSWER, 'E110') . " E110\n";
        self::assertSame($refused . $refused, self::runExample($provider->url . '/rejected', 2));
    }

    public function testTheExampleOfCellcastPrintsAllReplies(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/cellcast.php');
        $lines = explode("\n", trim(self::runExample($provider->url . '/api/', 3)));
        self::assertCount(29, $lines);
        self::assertSame('+61491570157 answered at 2024-03-01 07:15:01', $lines[0]);
    }

    public function testTheExampleOfManyTellsOfEachWhatBecameOfIt(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
        $lines = explode("\n", trim(self::runExample($provider->url . '/accepted', 4)));
        sort($lines);
        self::assertSame(['guest 7: U01TXzE=', 'guest 9: U01TXzE='], [$lines[0], $lines[2]]);
        self::assertStringStartsWith('guest 8: to: ', $lines[1]);
    }

    public function testTheExampleOfALoggerTellsOfTheTryAndTheEnd(): void
    {
        $provider = new LoopbackServer(__DIR__ . '/servers/provider.php');
        $lines = explode("\n", self::runExample($provider->url . '/accepted', 5));
        self::assertStringStartsWith('debug: attempt 1: ', $lines[0]);
        self::assertStringStartsWith('info: end 1: ', $lines[1]);
    }

    private static function runExample(string $url, int $number = 0): string
    {
        $code = preg_replace('/^<\?php\n/', '', self::example($number));
        return ChildProcess::php(['-r', $code], ['SKY_API_KEY' => 'key', 'SKY_URL' => $url]);
    }

    /**
     * Give one of the examples, with the package's own autoloader in place of composer's.
     */
    private static function example(int $number): string
    {
        $autoload = var_export(dirname(__DIR__) . '/autoload.php', true);
        $text = file_get_contents(dirname(__DIR__) . '/README.md');
        preg_match_all('/^```php\n(.*?)^```$/ms', $text, $examples);
        return str_replace("'vendor/autoload.php'", $autoload, $examples[1][$number]);
    }
}
