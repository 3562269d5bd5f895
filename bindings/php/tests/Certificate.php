<?php

declare(strict_types=1);

namespace Libsky\Tests;

use PHPUnit\Framework\Assert;

/**
 * A certificate for 127.0.0.1 that signs itself.
 */
final class Certificate
{
    /**
     * Make one.
     *
     * @return string a file with the certificate and its key, PEM, to be deleted
     */
    public static function make(): string
    {
        if (!extension_loaded('openssl')) {
            Assert::markTestSkipped('PHP has no openssl here');
        }
        $settings = tempnam(sys_get_temp_dir(), 'libsky-openssl-');
        file_put_contents($settings, "[req]\ndefault_bits = 2048\ndistinguished_name = name\n[name]\n[host]\n"
            . "subjectAltName = IP:127.0.0.1\nbasicConstraints = critical, CA:TRUE\n");
        $options = ['config' => $settings, 'x509_extensions' => 'host', 'digest_alg' => 'sha256'];
        $key = openssl_pkey_new(['config' => $settings]);
        $request = openssl_csr_new(['commonName' => '127.0.0.1'], $key, $options);
        $certificate = openssl_csr_sign($request, null, $key, 2, $options, random_int(1, PHP_INT_MAX));
        openssl_x509_export($certificate, $text);
        openssl_pkey_export($key, $keyText, null, $options);
        unlink($settings);
        $file = tempnam(sys_get_temp_dir(), 'libsky-certificate-');
        file_put_contents($file, $text . $keyText);
        return $file;
    }
}
