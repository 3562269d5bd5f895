<?php

/*
 * Read JSON callbacks from PHP: libsky against json_decode, the same documents, all fields into an array.
 *
 *     php callbacks.php WAY ROUNDS FILE
 *
 * Prints nanoseconds a document. libsky is first held to giving the same fields as json_decode. A way with "Page" at
 * its end reads an answer instead: libsky into a result with its entries, json_decode into arrays.
 */

declare(strict_types=1);

require __DIR__ . '/../../bindings/php/autoload.php';

use Libsky\Provider;
use Libsky\Sky;

function jsonDecode(string $document): array
{
    $value = json_decode($document, true);
    return $value[0] ?? $value;
}

function jsonDecodePage(string $document): array
{
    return json_decode($document, true);
}

function libsky(string $document): array
{
    return Sky::parsePostback($document, Provider::CELLCAST)->notification()->fields();
}

function libskyPage(string $document): Libsky\Result
{
    return Sky::parseResponse(200, $document, Provider::CELLCAST);
}

[, $way, $rounds, $file] = $argv;
$documents = explode("\0", rtrim(file_get_contents($file), "\0"));
foreach (substr($way, -4) === 'Page' ? [] : $documents as $document) {
    if ($way($document) !== jsonDecode($document)) {
        fwrite(STDERR, $way . ' gives other fields for ' . $document);
        exit(1);
    }
}
$start = hrtime(true);
for ($round = 0; $round < $rounds; $round++) {
    foreach ($documents as $document) {
        $way($document);
    }
}
printf("%.1f\n", (hrtime(true) - $start) / $rounds / count($documents));
