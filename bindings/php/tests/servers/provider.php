<?php

/**
 * A provider for tests: the path says how it answers, and what it received comes back in the answer's RECEIVED.
 */

declare(strict_types=1);

$document = $_POST['xml'] ?? file_get_contents('php://input');
$received = '<RECEIVED>' . base64_encode($document) . '</RECEIVED>'
    . '<QUERY>' . htmlspecialchars($_SERVER['QUERY_STRING'] ?? '', ENT_XML1) . '</QUERY>'
    . '<AGENT>' . htmlspecialchars($_SERVER['HTTP_USER_AGENT'] ?? '', ENT_XML1) . '</AGENT>';

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/accepted':
        echo "<RESPONSE><STATUS>Success</STATUS><TRACKINGID>U01TXzE=</TRACKINGID>$received</RESPONSE>";
        break;
    case '/rejected':
        echo '<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E110</ERRORCODE><TO>15550100001</TO>'
            . '<ERRORINFO>15550100001 is no good</ERRORINFO></RESPONSE>';
        break;
    case '/throttled':
        header('Retry-After: 3');
        echo '<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E113</ERRORCODE></RESPONSE>';
        break;
    case '/gateway':
        http_response_code(502);
        echo '<html><body>Bad gateway</body></html>';
        break;
    case '/slow':
        sleep(2);
        break;
}
