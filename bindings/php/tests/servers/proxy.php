<?php

/**
 * A proxy for tests: it asks nobody, and answers in the provider's place what it was asked with.
 */

declare(strict_types=1);

$asked = [
    'STATUS' => 'Success',
    'AUTHORIZATION' => $_SERVER['HTTP_PROXY_AUTHORIZATION'] ?? '',
    'HOST' => $_SERVER['HTTP_HOST'] ?? '',
];
echo '<RESPONSE>';
foreach ($asked as $name => $value) {
    echo "<$name>", htmlspecialchars($value, ENT_XML1), "</$name>";
}
echo '</RESPONSE>';
