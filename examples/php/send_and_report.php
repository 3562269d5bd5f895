<?php

/**
 * Send an SMS and read its delivery report.
 *
 * Environment: SKY_URL (the provider's address), SKY_API_KEY, SKY_TO, SKY_FROM, and SKY_POSTBACK_PORT: the port on
 * loopback to which the provider posts delivery reports. `make demo` starts a provider to try it with.
 */

declare(strict_types=1);

// With composer: require 'vendor/autoload.php';
require __DIR__ . '/../../bindings/php/autoload.php';

use Libsky\Client;
use Libsky\Sky;
use Libsky\SkyException;
use Libsky\Verdict;

function fail(string $words): void
{
    fwrite(STDERR, $words . "\n");
    exit(1);
}

function setting(string $name): string
{
    $value = getenv($name);
    $value !== false || fail("$name is not set");
    return $value;
}

/** Take one request, answer HTTP 200, give its body. A real service stores the body first and answers then. */
function receivePostback($listener, float $deadline): string
{
    $peer = @stream_socket_accept($listener, max(0.0, $deadline - microtime(true)));
    $peer !== false || fail('no delivery report came within 30 seconds');
    stream_set_timeout($peer, 10);
    $length = 0;
    while (($line = fgets($peer)) !== false && rtrim($line) !== '') {
        if (stripos($line, 'Content-Length:') === 0) {
            $length = (int) substr($line, 15);
        }
    }
    $body = $length > 0 ? (string) stream_get_contents($peer, $length) : '';
    fwrite($peer, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    fclose($peer);
    return $body;
}

$listener = stream_socket_server('tcp://127.0.0.1:' . setting('SKY_POSTBACK_PORT'), $number, $words);
$listener !== false || fail("no socket: $words");
$deadline = microtime(true) + 30;

try {
    $client = new Client(setting('SKY_API_KEY'), ['url' => setting('SKY_URL')]);
    $trackingId = $client->sendSms(setting('SKY_TO'), 'Your table is ready.', setting('SKY_FROM'))->field('TRACKINGID');
    echo "tracking id: $trackingId\n";
    do {
        $isFinal = false;
        foreach (Sky::parsePostback(receivePostback($listener, $deadline)) as $report) {
            if ($report->field('TRACKINGID') === $trackingId) {
                $isFinal = $report->isFinal;
                $state = $isFinal ? 'final' : 'more may follow';
                $verdict = Verdict::name($report->verdict);
                echo "delivery report: $verdict, $state ({$report->field('STATUS')})\n";
            }
        }
    } while (!$isFinal);
} catch (SkyException $failure) {
    fail(get_class($failure) . ': ' . $failure->getMessage());
}
