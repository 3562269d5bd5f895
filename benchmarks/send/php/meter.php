<?php

/*
 * What the PHP programs share: the message, the command line and the figures. They mirror c/meter.h.
 *
 *     php PROGRAM WAY WARM COUNT URL [CA]      WARM messages that are not counted, then COUNT that are
 *
 * Each prints messages a second, microseconds of CPU time a message, and the nanosecond of CLOCK_MONOTONIC in which the
 * last one was answered.
 */

declare(strict_types=1);

const KEY = '0123456789abcdef0123456789abcdef';
const TO = '15550100031';
const FROM = '55501';
const TEXT = 'Your table is ready. See you at 7 pm!';
const IN_FLIGHT = 50;

function cpuMicroseconds(): int
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1000000
        + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
}

/**
 * Run the way that the command line names: a function of URL and CA that gives a function which sends so many messages.
 *
 * @param array<string, callable(string, ?string): callable(int): void> $ways
 */
function measure(array $ways): void
{
    [, $way, $warm, $count, $url] = $GLOBALS['argv'];
    $sendMany = $ways[$way]($url, $GLOBALS['argv'][5] ?? null);
    if ($warm > 0) {
        $sendMany((int) $warm);
    }
    $before = cpuMicroseconds();
    $start = hrtime(true);
    $sendMany((int) $count);
    $stop = hrtime(true);
    printf("%.1f %.2f %d\n", $count * 1e9 / ($stop - $start), (cpuMicroseconds() - $before) / $count, $stop);
}

/** The request, as a program writes it that knows the protocol's one document. */
function document(): string
{
    return '<?xml version="1.0" encoding="UTF-8"?><REQUEST><ACTION>sendSMS</ACTION>'
        . '<API_KEY>' . KEY . '</API_KEY><TO>' . TO . '</TO><FROM>' . FROM . '</FROM>'
        . '<TEXT>' . TEXT . '</TEXT></REQUEST>';
}

/** Read an answer; anything but an acceptance ends the program. */
function check(string $answer): void
{
    $root = simplexml_load_string($answer);
    if ((string) $root->STATUS !== 'Success' || (string) $root->TRACKINGID === '') {
        fwrite(STDERR, "not accepted: $answer\n");
        exit(1);
    }
}
