<?php

/**
 * Sends a message in each request, through a client made for it, and says over which connection it went.
 */

declare(strict_types=1);

require_once __DIR__ . '/../../autoload.php';

$client = new Libsky\Client('key', [
    'url' => getenv('SKY_URL'),
    'ca_file' => getenv('SKY_CA'),
    'default_sender' => '55501',
]);
try {
    echo $client->sendSms('15550100001', 'hello')->field('CONNECTION');
} catch (Libsky\SkyException $failure) {
    echo get_class($failure), ': ', $failure->getMessage();
}
