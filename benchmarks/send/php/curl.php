<?php

/* ext-curl: one handle, reused; a handle for each message; curl_multi with 50 in flight. */

declare(strict_types=1);

require __DIR__ . '/meter.php';

function handle(string $url, ?string $ca): CurlHandle
{
    $handle = curl_init($url);
    curl_setopt_array($handle, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT_MS => 30000, CURLOPT_NOSIGNAL => true]);
    if ($ca !== null) {
        curl_setopt($handle, CURLOPT_CAINFO, $ca);
    }
    return $handle;
}

function prepare(CurlHandle $handle): void
{
    curl_setopt($handle, CURLOPT_POSTFIELDS, http_build_query(['xml' => document()]));
}

measure([
    'reused' => function (string $url, ?string $ca): callable {
        $handle = handle($url, $ca);
        return function (int $count) use ($handle): void {
            while ($count-- > 0) {
                prepare($handle);
                check(curl_exec($handle));
            }
        };
    },
    'fresh' => fn (string $url, ?string $ca): callable => function (int $count) use ($url, $ca): void {
        while ($count-- > 0) {
            $handle = handle($url, $ca);
            prepare($handle);
            check(curl_exec($handle));
        }
    },
    'multi' => function (string $url, ?string $ca): callable {
        $multi = curl_multi_init();
        $handles = [];
        for ($i = 0; $i < IN_FLIGHT; $i++) {
            $handles[] = handle($url, $ca);
        }
        return function (int $count) use ($multi, $handles): void {
            $begun = $done = 0;
            foreach (array_slice($handles, 0, $count) as $handle) {
                prepare($handle);
                curl_multi_add_handle($multi, $handle);
                $begun++;
            }
            while ($done < $count) {
                curl_multi_exec($multi, $running);
                while (($message = curl_multi_info_read($multi)) !== false) {
                    $handle = $message['handle'];
                    check(curl_multi_getcontent($handle));
                    curl_multi_remove_handle($multi, $handle);
                    $done++;
                    if ($begun < $count) {
                        prepare($handle);
                        curl_multi_add_handle($multi, $handle);
                        $begun++;
                    }
                }
                if ($done < $count) {
                    curl_multi_select($multi, 1.0);
                }
            }
        };
    },
]);
