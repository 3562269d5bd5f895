<?php

/**
 * For opcache.preload: sends a message before php-fpm has any worker.
 */

declare(strict_types=1);

require getenv('LIBSKY_PRELOAD');

(new Libsky\Client('key', ['url' => getenv('SKY_URL'), 'ca_file' => getenv('SKY_AUTHORITY') ?: null]))
    ->sendSms('+15557654321', 'master ' . getmypid(), '55501');
