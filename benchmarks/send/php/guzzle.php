<?php

/* Guzzle: a Client, reused; and its Pool with 50 in flight. */

declare(strict_types=1);

use GuzzleHttp\Client;
use GuzzleHttp\Pool;
use GuzzleHttp\Psr7\Request;

require __DIR__ . '/meter.php';
require 'GuzzleHttp/autoload.php';

measure([
    'reused' => function (string $url, ?string $ca): callable {
        $client = new Client(['timeout' => 30, 'verify' => $ca ?? true]);
        return function (int $count) use ($client, $url): void {
            while ($count-- > 0) {
                check((string) $client->post($url, ['form_params' => ['xml' => document()]])->getBody());
            }
        };
    },
    'pool' => function (string $url, ?string $ca): callable {
        $client = new Client(['timeout' => 30, 'verify' => $ca ?? true]);
        $requests = function (int $count) use ($url): iterable {
            while ($count-- > 0) {
                yield new Request(
                    'POST',
                    $url,
                    ['Content-Type' => 'application/x-www-form-urlencoded'],
                    http_build_query(['xml' => document()])
                );
            }
        };
        return function (int $count) use ($client, $requests): void {
            $pool = new Pool($client, $requests($count), [
                'concurrency' => IN_FLIGHT,
                'fulfilled' => fn ($answer) => check((string) $answer->getBody()),
                'rejected' => fn ($reason) => exit(1),
            ]);
            $pool->promise()->wait();
        };
    },
]);
