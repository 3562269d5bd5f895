<?php

/* libsky's PHP binding: one message at a time, a client for each message, and a batch. */

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
        $ffi = Libsky\Library::ffi();
        $client = $ffi->new('sky_client *');
        $ffi->sky_client_new(Libsky\Provider::SKYCORE, KEY, FFI::addr($client), null) === 0 || exit(1);
        $ffi->sky_client_set_url($client, $url, null) === 0 || exit(1);
        $ca === null || $ffi->sky_client_set_ca_file($client, $ca, null) === 0 || exit(1);
        return function (int $count) use ($ffi, $client): void {
            $batch = $ffi->new('sky_batch *');
            $tag = $ffi->new('uint64_t');
            $result = $ffi->new('sky_result *');
            $ffi->sky_batch_new($client, FFI::addr($batch), null) === 0 || exit(1);
            for ($i = 0; $i < $count; $i++) {
                $ffi->sky_batch_add($batch, TO, FROM, TEXT, $i, null) === 0 || exit(1);
            }
            $done = 0;
            while ($done < $count) {
                $ffi->sky_batch_next($batch, 1000, FFI::addr($tag), FFI::addr($result), null) === 0 || exit(1);
                if (!FFI::isNull($result)) {
                    $ffi->sky_result_field($result, 'TRACKINGID', 0) !== null || exit(1);
                    $ffi->sky_result_free($result);
                    $done++;
                }
            }
            $ffi->sky_batch_free($batch);
        };
    },
    'client' => fn (string $url, ?string $ca): callable => function (int $count) use ($url, $ca): void {
        while ($count-- > 0) {
            send(client($url, $ca));
        }
    },
]);
