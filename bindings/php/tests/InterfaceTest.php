<?php

declare(strict_types=1);

namespace Libsky\Tests;

use Libsky\AddressFamily;
use Libsky\CodeSpace;
use Libsky\CredentialMode;
use Libsky\Encoding;
use Libsky\Language;
use Libsky\Library;
use Libsky\LimitBeyond;
use Libsky\LimitUnit;
use Libsky\LogLevel;
use Libsky\Media;
use Libsky\NumberFlag;
use Libsky\NumberStatus;
use Libsky\NumberType;
use Libsky\PostbackKind;
use Libsky\Provider;
use Libsky\RateMode;
use Libsky\ReplacementKind;
use Libsky\Retry;
use Libsky\Status;
use Libsky\TextField;
use Libsky\TextOption;
use Libsky\Transport;
use Libsky\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * What is written by hand here agrees with the generated declarations.
 */
final class InterfaceTest extends TestCase
{
    private const HEADER = __DIR__ . '/../../../include/sky_ffi.h';

    public function enumerations(): array
    {
        return [
            [Status::class, 'sky_status', '/^SKY_(E_)?/'],
            [Provider::class, 'sky_provider', '/^SKY_PROVIDER_/'],
            [Transport::class, 'sky_transport', '/^SKY_TRANSPORT_/'],
            [AddressFamily::class, 'sky_address_family', '/^SKY_ADDRESS_/'],
            [RateMode::class, 'sky_rate_mode', '/^SKY_RATE_/'],
            [CredentialMode::class, 'sky_credential_mode', '/^SKY_CREDENTIAL_/'],
            [LogLevel::class, 'sky_log_level', '/^SKY_LOG_/'],
            [PostbackKind::class, 'sky_notification_kind', '/^SKY_POSTBACK_/'],
            [Verdict::class, 'sky_verdict', '/^SKY_VERDICT_/'],
            [CodeSpace::class, 'sky_code_space', '/^SKY_CODE_/'],
            [Retry::class, 'sky_retry', '/^SKY_RETRY_/'],
            [Media::class, 'sky_media', '/^SKY_MEDIA_/'],
            [Encoding::class, 'sky_encoding', '/^SKY_ENCODING_/'],
            [Language::class, 'sky_language', '/^SKY_LANGUAGE_/'],
            [TextOption::class, 'sky_text_option', '/^SKY_TEXT_/'],
            [ReplacementKind::class, 'sky_replacement_kind', '/^SKY_REPLACEMENT_/'],
            [TextField::class, 'sky_text_field', '/^SKY_FIELD_/'],
            [LimitUnit::class, 'sky_limit_unit', '/^SKY_LIMIT_/'],
            [LimitBeyond::class, 'sky_limit_beyond', '/^SKY_BEYOND_/'],
            [NumberStatus::class, 'sky_number_status', '/^SKY_NUMBER_/'],
            [NumberType::class, 'sky_number_type', '/^SKY_NUMBER_TYPE_/'],
            [NumberFlag::class, 'sky_number_flag', '/^SKY_NUMBER_/'],
        ];
    }

    /** @dataProvider enumerations */
    public function testTheConstantsAreThoseOfTheHeader(string $class, string $type, string $prefix): void
    {
        $pattern = '/typedef enum ' . $type . ' \{(.*?)\} ' . $type . ';/s';
        self::assertSame(1, preg_match($pattern, file_get_contents(self::HEADER), $body));
        preg_match_all('/(\w+) = (\d+)/', $body[1], $members, PREG_SET_ORDER);
        $wanted = [];
        foreach ($members as [, $name, $value]) {
            $wanted[preg_replace($prefix, '', $name)] = (int) $value;
        }
        $constants = [];
        foreach ((new \ReflectionClass($class))->getReflectionConstants() as $constant) {
            if ($constant->isPublic()) {
                $constants[$constant->getName()] = $constant->getValue();
            }
        }
        self::assertSame($wanted, $constants);
    }

    public function testTheInterfaceNumberIsThatOfTheHeader(): void
    {
        $header = file_get_contents(dirname(__DIR__, 3) . '/include/sky.h');
        self::assertSame(1, preg_match('/^#define SKY_ABI_VERSION (\d+)$/m', $header, $number));
        self::assertSame((int) $number[1], Library::ABI_VERSION);
    }

    public function testAResultIsItsOwnPackedBlock(): void
    {
        $ffi = Library::$ffi ?? Library::load();
        $result = $ffi->new('sky_result *[1]');
        $body = '<RESPONSE><STATUS>Success</STATUS></RESPONSE>';
        $ffi->sky_parse_response(Provider::SKYCORE, 200, $body, strlen($body), $result, null);
        $block = $ffi->cast('const void *', $result[0]);
        self::assertTrue($ffi->sky_result_packed($result[0], null) == $block);
        $ffi->sky_result_free($result[0]);
    }

    public function testEveryVerdictAndKindHasAName(): void
    {
        self::assertSame('pending', Verdict::name(Verdict::PENDING));
        self::assertSame('unknown', Verdict::name(99));
        self::assertSame('pass', PostbackKind::name(PostbackKind::PASS));
        self::assertSame('other', PostbackKind::name(99));
    }

    public function testTheBorderAloneUsesFfi(): void
    {
        foreach (glob(dirname(__DIR__) . '/src/*.php') as $file) {
            if (preg_match('/^(Library|LibraryFile|\w+Calls)\.php$/', basename($file)) === 0) {
                $code = file_get_contents($file);
                self::assertDoesNotMatchRegularExpression('/\bFFI::|->sky_/', $code, basename($file));
            }
        }
    }
}
