<?php

/**
 * A provider that keeps connections open and answers many at a time: php keepalive.php PORT [CERTIFICATE].
 *
 * The path says how it answers: /accepted at once, /slow after 300 ms, /slower after 1500 ms, /silent never, /throttled
 * "slower", /mixed accepts texts with an even number at the end and refuses the others. /connections tells how many
 * connections and messages there were. An answer's CONNECTION is the number of the connection, from 1.
 */

declare(strict_types=1);

[, $port] = $argv;
$options = isset($argv[2]) ? ['ssl' => ['local_cert' => $argv[2]]] : [];
$listener = stream_socket_server(
    "tcp://127.0.0.1:$port",
    $code,
    $words,
    STREAM_SERVER_BIND | STREAM_SERVER_LISTEN,
    stream_context_create($options)
);
$connections = [];
$buffers = [];
$late = [];
$count = $messages = 0;

$answer = static function ($connection, string $body): void {
    $length = strlen($body);
    fwrite($connection, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: $length\r\n\r\n$body");
};
$accepted = static function (int $number): string {
    return '<RESPONSE><STATUS>Success</STATUS>'
        . "<TRACKINGID>$number</TRACKINGID><CONNECTION>$number</CONNECTION></RESPONSE>";
};

while (true) {
    $readable = array_merge([$listener], $connections);
    $none = null;
    if (stream_select($readable, $none, $none, 0, $late === [] ? 1000000 : 10000) === false) {
        continue;
    }
    foreach ($readable as $stream) {
        if ($stream === $listener) {
            $connection = stream_socket_accept($listener);
            if ($connection !== false && $options !== []) {
                stream_set_blocking($connection, true);
                if (@stream_socket_enable_crypto($connection, true, STREAM_CRYPTO_METHOD_TLS_SERVER) !== true) {
                    continue;
                }
            }
            if ($connection !== false) {
                stream_set_blocking($connection, false);
                $connections[++$count] = $connection;
                $buffers[$count] = '';
            }
            continue;
        }
        $number = array_search($stream, $connections, true);
        $bytes = fread($stream, 65536);
        if ($bytes === '' || $bytes === false) {
            if (feof($stream)) {
                fclose($stream);
                unset($connections[$number], $buffers[$number], $late[$number]);
            }
            continue;
        }
        $buffers[$number] .= $bytes;
        $end = strpos($buffers[$number], "\r\n\r\n");
        $length = preg_match('/^content-length: (\d+)/mi', $buffers[$number], $match) === 1 ? (int) $match[1] : 0;
        if ($end === false || strlen($buffers[$number]) < $end + 4 + $length) {
            continue;
        }
        preg_match('/^\S+ (\S+)/', $buffers[$number], $line);
        parse_str(substr($buffers[$number], $end + 4), $form);
        $buffers[$number] = '';
        switch ($line[1]) {
            case '/accepted':
                $messages++;
                $answer($stream, $accepted($number));
                break;
            case '/slow':
            case '/slower':
                $messages++;
                $late[$number] = microtime(true) + ($line[1] === '/slow' ? 0.3 : 1.5);
                break;
            case '/throttled':
                $messages++;
                $answer($stream, '<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E113</ERRORCODE></RESPONSE>');
                break;
            case '/mixed':
                $messages++;
                $isEven = preg_match('/[02468]<\/TEXT>/', $form['xml'] ?? '') === 1;
                $answer($stream, $isEven ? $accepted($number)
                    : '<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E110</ERRORCODE></RESPONSE>');
                break;
            case '/connections':
                $answer($stream, "$count $messages");
                stream_socket_shutdown($stream, STREAM_SHUT_WR);
                break;
            default:
                $messages++;
        }
    }
    foreach ($late as $number => $due) {
        if (microtime(true) >= $due) {
            unset($late[$number]);
            $answer($connections[$number], $accepted($number));
        }
    }
}
