<?php

/**
 * Sends the one message that a request asks for, and says what became of it and what this worker holds.
 */

declare(strict_types=1);

if (!class_exists(Libsky\Client::class)) {
    require $_SERVER['LIBSKY_AUTOLOAD'];
}

function send(): string
{
    $client = new Libsky\Client('key', [
        'url' => $_SERVER['SKY_URL'],
        'ca_file' => $_SERVER['SKY_AUTHORITY'] ?: null,
    ]);
    try {
        return $client->sendSms('+15557654321', $_GET['text'], '55501')->field('TRACKINGID');
    } catch (Libsky\SkyException $failure) {
        return $failure->getMessage();
    }
}

header('Content-Type: application/json');
echo json_encode([
    'outcome' => send(),
    'pid' => getmypid(),
    // Without the folder that is being read, and without . and ..
    'descriptors' => count(scandir('/proc/self/fd')) - 3,
    'threads' => count(scandir('/proc/self/task')) - 2,
    'memory' => memory_get_usage(),
]);
