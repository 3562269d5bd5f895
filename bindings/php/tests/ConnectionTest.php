<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\AddressFamily;
use Libsky\NotSentException;
use Libsky\RateMode;
use Libsky\Sky;
use Libsky\ThrottledException;

/**
 * Connections and who pays for them; rates, tries and proxies.
 */
final class ConnectionTest extends KeptConnectionsTestCase
{
    public function testANewClientUsesTheConnectionThatOneBeforeItLeft(): void
    {
        for ($time = 0; $time < 5; $time++) {
            $connection = $this->client('/accepted')->sendSms(self::NUMBER, 'hello')->field('CONNECTION');
        }
        self::assertSame('2', $connection, 'the first was taken to see whether the server is up');
        Sky::closeConnections();
        self::assertSame('3', $this->client('/accepted')->sendSms(self::NUMBER, 'hello')->field('CONNECTION'));
    }

    public function testEachRequestOfAServerUsesTheSameTlsConnection(): void
    {
        $certificate = Certificate::make();
        $provider = LoopbackServer::keepingConnections($certificate);
        foreach ([['-d', 'ffi.enable=true'], PreloadTest::preloading()] as $settings) {
            $server = new LoopbackServer(__DIR__ . '/servers/sender.php', $settings, null, null, [
                'SKY_URL' => $provider->url . '/accepted',
                'SKY_CA' => $certificate,
            ]);
            $connections = [];
            for ($time = 0; $time < 5; $time++) {
                $connections[] = file_get_contents($server->url);
            }
            self::assertMatchesRegularExpression('/^\d+$/', $connections[0]);
            self::assertSame(array_fill(0, 5, $connections[0]), $connections);
        }
        unlink($certificate);
    }

    public function testASendIsTriedAsOftenAsTheClientSaysAndSaysHowOftenItWas(): void
    {
        foreach ([1, 3] as $tries) {
            try {
                $this->client('/throttled', ['max_tries' => $tries])->sendSms(self::NUMBER, 'hello');
                self::fail('must be throttled');
            } catch (ThrottledException $refusal) {
                self::assertSame($tries, $refusal->result->tries);
            }
        }
        self::assertSame(4, $this->counted()[1]);
    }

    public function testARateIsKeptAndReportedIfWished(): void
    {
        $client = $this->client('/accepted', ['rate' => 20, 'burst' => 2]);
        $begin = hrtime(true);
        for ($time = 0; $time < 8; $time++) {
            $client->sendSms(self::NUMBER, 'hello');
        }
        self::assertGreaterThan(0.25e9, hrtime(true) - $begin);
        $client = $this->client('/accepted', ['rate' => 0.1, 'rate_mode' => RateMode::REPORT]);
        $client->sendSms(self::NUMBER, 'hello');
        try {
            $client->sendSms(self::NUMBER, 'hello');
            self::fail('there is no room');
        } catch (ThrottledException $refusal) {
            self::assertGreaterThan(5000, $refusal->result->retryAfterMs);
            self::assertLessThanOrEqual(10000, $refusal->result->retryAfterMs);
        }
        self::assertSame(9, $this->counted()[1]);
    }

    public function testARateFileKeepsTheRateForAllClients(): void
    {
        $file = tempnam(sys_get_temp_dir(), 'libsky-rate-');
        chmod($file, 0600);
        $options = ['rate' => 0.1, 'rate_mode' => RateMode::REPORT, 'rate_file' => $file];
        try {
            $this->client('/accepted', $options)->sendSms(self::NUMBER, 'hello');
            $this->expectException(ThrottledException::class);
            $this->client('/accepted', $options)->sendSms(self::NUMBER, 'hello');
        } finally {
            unlink($file);
        }
    }

    public function testAProxyIsUsedWithItsUser(): void
    {
        $proxy = new LoopbackServer(__DIR__ . '/servers/proxy.php');
        $options = ['url' => 'http://provider.invalid/', 'proxy' => $proxy->url, 'proxy_user' => 'ada'];
        $result = $this->client('/', $options + ['proxy_password' => 'secret'])->sendSms(self::NUMBER, 'hello');
        self::assertSame('Basic ' . base64_encode('ada:secret'), $result->field('AUTHORIZATION'));
        self::assertSame('provider.invalid', $result->field('HOST'));
        putenv("http_proxy=$proxy->url");
        try {
            $direct = $this->client('/accepted', ['proxy' => ''])->sendSms(self::NUMBER, 'hello');
            self::assertNotNull($direct->field('CONNECTION'), 'none at all');
        } finally {
            putenv('http_proxy');
        }
    }

    public function testTheFamilyOfAddressesIsKept(): void
    {
        $url = str_replace('127.0.0.1', 'localhost', $this->provider->url) . '/accepted';
        $options = ['url' => $url, 'max_tries' => 1];
        $old = $this->client('', $options + ['address_family' => AddressFamily::IPV4]);
        self::assertSame(1, $old->sendSms(self::NUMBER, 'hello')->tries);
        $new = $this->client('', $options + ['address_family' => AddressFamily::IPV6]);
        $this->expectException(NotSentException::class);
        $new->sendSms(self::NUMBER, 'hello');
    }

    public function testCertificatesOfAFolderAreTrusted(): void
    {
        $certificate = Certificate::make();
        $provider = LoopbackServer::keepingConnections($certificate);
        $folder = sys_get_temp_dir() . '/libsky-ca-' . getmypid();
        mkdir($folder);
        $hash = openssl_x509_parse(file_get_contents($certificate))['hash'];
        copy($certificate, "$folder/$hash.0");
        try {
            $options = ['url' => $provider->url . '/accepted', 'http2' => true, 'max_tries' => 1];
            $result = $this->client('', $options + ['ca_path' => $folder])->sendSms(self::NUMBER, 'hello');
            self::assertNotNull($result->field('TRACKINGID'));
            $this->expectException(NotSentException::class);
            $this->client('', $options)->sendSms(self::NUMBER, 'hello');
        } finally {
            unlink("$folder/$hash.0");
            rmdir($folder);
            unlink($certificate);
        }
    }
}
