<?php

/**
 * libsky beside ext-curl, ext-dom, ext-simplexml and ext-xml in one process: each keeps its own state and gives the
 * right results. Prints "good neighbours", or what is not as it should be.
 */

declare(strict_types=1);

const GOOD = '<POSTBACK><ORIGIN>SMS_MT</ORIGIN><!-- through libxml2 --><CODE>N202</CODE>'
    . '<TRACKINGID>T1</TRACKINGID></POSTBACK>';
const BAD = [
    '<POSTBACK><ORIGIN><!-- open --></POSTBACK>', '<POSTBACK><!-- --><A>&nothing;</A></POSTBACK>',
    "<!DOCTYPE a SYSTEM 'sky:dtd'><POSTBACK>&sky;</POSTBACK>", "<!-- x --><POSTBACK a='1' a='2'/>",
    "<!-- --><POSTBACK>\xff</POSTBACK>", 'rubbish',
];

function check(bool $holds, string $what): void
{
    if (!$holds) {
        echo "$what\n";
        exit(1);
    }
}

/** Read good documents and bad ones. */
function useLibsky(): void
{
    foreach (Libsky\Sky::parsePostback(GOOD) as $report) {
        check($report->field('TRACKINGID') === 'T1', 'a good postback');
    }
    foreach (BAD as $document) {
        try {
            Libsky\Sky::parsePostback($document);
            check(false, "$document was accepted");
        } catch (Libsky\SkyException $failure) {
            continue;
        }
    }
}

/** What DOM says of a document that is not well-formed. */
function errorsOfDom(): array
{
    libxml_clear_errors();
    (new DOMDocument())->loadXML("<a>\n<b></a>");
    return array_map(static fn($error) => [$error->code, $error->line, $error->message], libxml_get_errors());
}

function checkInternalErrors(): void
{
    libxml_use_internal_errors(true);
    $expected = errorsOfDom();
    check(count($expected) > 0, 'DOM has errors');
    useLibsky();
    $kept = array_map(static fn($error) => [$error->code, $error->line, $error->message], libxml_get_errors());
    check($kept === $expected, 'the list of errors');
    check(libxml_use_internal_errors(true), 'errors are still collected');
    check(errorsOfDom() === $expected, 'errors after libsky');
    $last = libxml_get_last_error();
    useLibsky();
    check(libxml_get_last_error() == $last, 'the last error');
    libxml_clear_errors();
    useLibsky();
    check(libxml_get_errors() === [], "libsky's errors are not in PHP's list");
    check(libxml_get_last_error() === false, "libsky's errors are not PHP's last error");
}

function checkWarnings(): void
{
    libxml_use_internal_errors(false);
    $warnings = [];
    set_error_handler(static function (int $level, string $message) use (&$warnings): bool {
        $warnings[] = $message;
        return true;
    });
    useLibsky();
    check($warnings === [], "libsky's errors are no warnings");
    check(simplexml_load_string('<a>') === false && count($warnings) > 0, "SimpleXML's errors are");
    restore_error_handler();
}

function checkEntityLoader(): void
{
    $asked = [];
    libxml_set_external_entity_loader(static function ($public, $system) use (&$asked) {
        $asked[] = $system;
        $stream = fopen('php://memory', 'w+');
        fwrite($stream, "<!ENTITY greeting 'hello'>");
        rewind($stream);
        return $stream;
    });
    for ($round = 1; $round <= 3; $round++) {
        $document = new DOMDocument();
        $document->loadXML("<!DOCTYPE a SYSTEM 'host:dtd'><a>&greeting;</a>", LIBXML_NOENT | LIBXML_DTDLOAD);
        check($document->documentElement->textContent === 'hello', 'an entity of the host');
        useLibsky();
        check(count($asked) === $round, "the host's loader is asked by the host only");
    }
    libxml_set_external_entity_loader(null);
}

function checkTrees(): void
{
    $simple = simplexml_load_string("<r xmlns:n='urn:n'><n:i>1</n:i>  <n:i>2</n:i></r>");
    $document = dom_import_simplexml($simple)->ownerDocument;
    $path = new DOMXPath($document);
    $parser = xml_parser_create();
    $names = [];
    xml_set_element_handler($parser, function ($parser, string $name) use (&$names): void {
        $names[] = $name;
        useLibsky();
    }, null);
    useLibsky();
    check($path->evaluate('count(//*)') === 3.0, 'XPath');
    check((string) $simple->children('urn:n')->i[1] === '2', 'SimpleXML');
    check(xml_parse($parser, '<a><b/>', false) === 1 && xml_parse($parser, '<b/></a>', true) === 1,
          'a parser of ext-xml');
    check($names === ['A', 'B', 'B'], 'its elements, though libsky was used within them');
}

function handle(string $text)
{
    $curl = curl_init(getenv('SKY_URL'));
    curl_setopt_array($curl, [CURLOPT_POSTFIELDS => "<A><TEXT>$text</TEXT></A>", CURLOPT_RETURNTRANSFER => true]);
    if (getenv('SKY_AUTHORITY') !== '') {
        curl_setopt($curl, CURLOPT_CAINFO, getenv('SKY_AUTHORITY'));
    }
    return $curl;
}

function send(Libsky\Client $client, string $text): void
{
    check($client->sendSms('+15557654321', $text, '55501')->field('TRACKINGID') === 'SMS_1', $text);
}

function checkCurl(Libsky\Client $client, string $round): void
{
    $share = curl_share_init();
    foreach ([CURL_LOCK_DATA_COOKIE, CURL_LOCK_DATA_DNS, CURL_LOCK_DATA_SSL_SESSION] as $what) {
        curl_share_setopt($share, CURLSHOPT_SHARE, $what);
    }
    $curl = handle("curl $round");
    curl_setopt($curl, CURLOPT_SHARE, $share);
    curl_setopt($curl, CURLOPT_COOKIELIST, 'Set-Cookie: host=1; domain=localhost; path=/');
    for ($number = 0; $number < 10; $number++) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, "<A><TEXT>curl $round $number</TEXT></A>");
        check(strpos((string) curl_exec($curl), 'SMS_1') !== false, 'ext-curl: ' . curl_error($curl));
        check(curl_getinfo($curl)['connect_time'] === 0.0 || $number === 0 ||
              curl_getinfo($curl, CURLINFO_CONNECT_TIME_T) < 1,
            "ext-curl's connection is kept");
        send($client, "libsky $round $number");
        check(count(curl_getinfo($curl, CURLINFO_COOKIELIST)) === 1, "ext-curl's cookies");
    }
    $multi = curl_multi_init();
    $handles = [];
    for ($number = 0; $number < 5; $number++) {
        $handles[] = handle("multi $round $number");
        curl_multi_add_handle($multi, $handles[$number]);
    }
    $number = 0;
    do {
        curl_multi_exec($multi, $running);
        send($client, "between $round " . $number++);
    } while ($running > 0);
    foreach ($handles as $one) {
        check(strpos((string) curl_multi_getcontent($one), 'SMS_1') !== false, 'a transfer of several');
    }
}

$client = null;
foreach (['first', 'second'] as $round) {
    if (getenv('LIBSKY_WHEN') === 'first' || $round === 'second') {
        require_once $argv[1];
        $client = $client ?? new Libsky\Client(
            'key',
            ['url' => getenv('SKY_URL'), 'ca_file' => getenv('SKY_AUTHORITY') ?: null]
        );
        checkInternalErrors();
        checkWarnings();
        checkEntityLoader();
        checkTrees();
        checkCurl($client, $round);
    } else {
        // The others have been used before libsky is loaded.
        libxml_use_internal_errors(true);
        errorsOfDom();
        curl_exec(handle('before'));
    }
}
$client = null;
check(strpos((string) curl_exec(handle('at last')), 'SMS_1') !== false, 'ext-curl when the last client has gone');
echo "good neighbours\n";
