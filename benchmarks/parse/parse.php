<?php

/*
 * Read postbacks from PHP: libsky against SimpleXML and DOM, the same documents, all fields into an array.
 *
 *     php parse.php WAY ROUNDS FILE
 *
 * Prints nanoseconds a document. Every way is first held to giving the same fields as SimpleXML.
 */

declare(strict_types=1);

require __DIR__ . '/../../bindings/php/autoload.php';

function simplexml(string $document): array
{
    $fields = [];
    foreach (simplexml_load_string($document) as $name => $value) {
        $fields[$name] = (string) $value;
    }
    return $fields;
}

function simplexmlBundle(string $document): array
{
    $fields = [];
    foreach (simplexml_load_string($document)->NOTIFICATION->children() as $name => $value) {
        $fields[$name] = (string) $value;
    }
    return $fields;
}

function domFields(?DOMNode $node): array
{
    $fields = [];
    for (; $node !== null; $node = $node->nextSibling) {
        if ($node->nodeType === XML_ELEMENT_NODE) {
            $fields[$node->nodeName] = $node->textContent;
        }
    }
    return $fields;
}

function dom(string $document): array
{
    $tree = new DOMDocument();
    $tree->loadXML($document);
    return domFields($tree->documentElement->firstChild);
}

function domBundle(string $document): array
{
    $tree = new DOMDocument();
    $tree->loadXML($document);
    return domFields($tree->getElementsByTagName('NOTIFICATION')->item(0)->firstChild);
}

function libsky(string $document): array
{
    return Libsky\Sky::parsePostback($document)->notification()->fields();
}

[, $way, $rounds, $file] = $argv;
$documents = explode("\0", rtrim(file_get_contents($file), "\0"));
$bundle = strpos($documents[0], '<NOTIFICATION') !== false ? 'Bundle' : '';
$reference = 'simplexml' . $bundle;
$way .= $way === 'libsky' ? '' : $bundle;
foreach ($documents as $document) {
    if ($way($document) !== $reference($document)) {
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
