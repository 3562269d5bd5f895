<?php

/**
 * Cellcast for tests: lists are those of the samples, whatever is sent is accepted, and what came in comes back in the
 * message's BODY.
 */

declare(strict_types=1);

header('Content-Type: application/json');
$call = basename(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($call === 'get-responses') {
    $page = $_GET['page'] ?? '1';
    readfile(dirname(__DIR__, 4) . "/Tests/samples/cellcast/1" . ($page + 1) . "-responses-page-$page-of-2.json");
    return;
}
$files = [];
foreach ($_FILES as $name => $file) {
    $files[$name] = base64_encode(file_get_contents($file['tmp_name']));
}
echo json_encode([
    'meta' => ['code' => 200, 'status' => 'SUCCESS'],
    'data' => [
        'messages' => [['message_id' => 'M1', 'to' => '61491570156', 'body' => json_encode([
            'call' => $call,
            'key' => $_SERVER['HTTP_APPKEY'] ?? null,
            'authorization' => $_SERVER['HTTP_AUTHORIZATION'] ?? null,
            'sent' => json_decode(file_get_contents('php://input'), true) ?? $_POST,
            'files' => $files,
        ])]],
        'total_numbers' => 1,
        'success_number' => 1,
    ],
]);
