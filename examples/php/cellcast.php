<?php

/**
 * Send a text to two numbers through Cellcast, ask what became of it, and read all replies, page by page.
 *
 * Environment:
 *     SKY_API_KEY           the account's key
 *     SKY_TO, SKY_TO_2      the two numbers
 *     SKY_URL               the provider's address; without it Cellcast's own
 *     SKY_POSTBACK_PORT     the port on loopback to which the provider posts delivery reports; without it none is
 *                           waited for
 *
 * To try it: sky sandbox --api-key my-key --report-url http://127.0.0.1:9000/, then SKY_API_KEY=my-key
 * SKY_TO=0491570156 SKY_TO_2=0491570157 SKY_URL=http://127.0.0.1:8077/api/v3/ SKY_POSTBACK_PORT=9000.
 */

declare(strict_types=1);

// With composer: require 'vendor/autoload.php';
require __DIR__ . '/../../bindings/php/autoload.php';

use Libsky\Client;
use Libsky\PartialException;
use Libsky\Provider;
use Libsky\Request;
use Libsky\Sky;
use Libsky\SkyException;
use Libsky\Status;
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

/**
 * Send to both numbers in one call.
 *
 * @return string[] the ids of the messages that came of it
 */
function sendText(Client $client): array
{
    $request = new Request('send-sms', [
        'sms_text' => 'Your table is ready.',
        'numbers' => [setting('SKY_TO'), setting('SKY_TO_2')],
        'custom_string' => 'table-7',
    ]);
    try {
        $result = $client->send($request);
    } catch (PartialException $partly) { // one of the numbers was refused
        $result = $partly->result;
    }
    $ids = [];
    foreach ($result as $entry) {
        $id = $entry->field('message_id');
        echo Status::name($entry->status), ': ', $id ?? 'no message', "\n";
        if ($id !== null) {
            $ids[] = $id;
        }
    }
    return $ids;
}

/** Ask what became of a message. */
function showState(Client $client, string $id): void
{
    foreach ($client->send(new Request('get-sms', ['message_id' => $id])) as $entry) {
        echo "state: {$entry->field('status')}\n";
    }
}

/** Go through all pages. */
function showReplies(Client $client): void
{
    $replies = $pages = 0;
    foreach ($client->pages(new Request('get-responses')) as $page) {
        $pages++;
        $replies += count($page);
    }
    echo "replies: $replies on $pages pages\n";
}

/** Take one request, answer HTTP 200, give its body. A real service stores the body first and answers then. */
function receiveCallback($listener, float $deadline): string
{
    $peer = @stream_socket_accept($listener, max(0.0, $deadline - microtime(true)));
    $peer !== false || fail('not all delivery reports came within 30 seconds');
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

/** Print each report about the messages, until all have their last one. */
function waitForReports($listener, array $ids, float $deadline): void
{
    while ($ids !== []) {
        foreach (Sky::parsePostback(receiveCallback($listener, $deadline), Provider::CELLCAST) as $report) {
            $id = $report->field('message_id');
            if (in_array($id, $ids, true)) {
                $verdict = Verdict::name($report->verdict);
                echo "delivery report: $id $verdict ({$report->field('status')})\n";
                if ($report->isFinal) {
                    $ids = array_diff($ids, [$id]);
                }
            }
        }
    }
}

$listener = null;
if (getenv('SKY_POSTBACK_PORT') !== false) {
    $listener = stream_socket_server('tcp://127.0.0.1:' . setting('SKY_POSTBACK_PORT'), $number, $words);
    $listener !== false || fail("no socket: $words");
}
$options = ['provider' => Provider::CELLCAST];
if (getenv('SKY_URL') !== false) {
    $options['url'] = setting('SKY_URL');
}

try {
    $client = new Client(setting('SKY_API_KEY'), $options);
    $ids = sendText($client);
    if ($ids !== []) {
        showState($client, $ids[0]);
    }
    showReplies($client);
    if ($listener !== null) {
        waitForReports($listener, $ids, microtime(true) + 30);
    }
} catch (SkyException $failure) {
    fail(get_class($failure) . ': ' . $failure->getMessage());
}
