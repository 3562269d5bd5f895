<?php

/* libsky's PHP binding: one message at a time, a client for each message, and batches. */

declare(strict_types=1);

require __DIR__ . '/meter.php';
require __DIR__ . '/../../../bindings/php/autoload.php';

function client(string $url, ?string $ca): Libsky\Client
{
    return new Libsky\Client(KEY, ['url' => $url, 'ca_file' => $ca]);
}

function send(Libsky\Client $client): void
{
    if ($client->sendSms(TO, TEXT, FROM)->field('TRACKINGID') === null) {
        exit(1);
    }
}

measure([
    'send' => function (string $url, ?string $ca): callable {
        $client = client($url, $ca);
        return function (int $count) use ($client): void {
            while ($count-- > 0) {
                send($client);
            }
        };
    },
    'batch' => function (string $url, ?string $ca): callable {
        // It keeps its connections, as curl_multi does.
        $batch = client($url, $ca)->batch();
        return function (int $count) use ($batch): void {
            for ($i = 0; $i < $count; $i++) {
                $batch->add(TO, TEXT, FROM, $i);
            }
            $done = 0;
            foreach ($batch as $outcome) {
                $outcome->result->field('TRACKINGID') !== null || exit(1);
                $done++;
            }
            $done === $count || exit(1);
        };
    },
    'all' => function (string $url, ?string $ca): callable {
        $client = client($url, $ca);
        return function (int $count) use ($client): void {
            $messages = function () use ($count): Generator {
                for ($i = 0; $i < $count; $i++) {
                    yield ['to' => TO, 'text' => TEXT, 'from' => FROM];
                }
            };
            $done = 0;
            foreach ($client->sendAll($messages()) as $outcome) {
                $outcome->result->field('TRACKINGID') !== null || exit(1);
                $done++;
            }
            $done === $count || exit(1);
        };
    },
    'client' => fn (string $url, ?string $ca): callable => function (int $count) use ($url, $ca): void {
        while ($count-- > 0) {
            send(client($url, $ca));
        }
    },
]);
