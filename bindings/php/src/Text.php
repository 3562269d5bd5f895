<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What a text costs as an SMS, why, and how it costs less.
 *
 * Texts are UTF-8, at most 1048576 bytes; places in them are counted in bytes, as PHP does. `$options` is 0 or a sum of
 * TextOption. All throw Utf8Exception for what is not UTF-8, TextException for a NUL within, LimitException for a
 * longer text and ArgumentException for what is no string or no option.
 */
final class Text
{
    /**
     * Tell what a text costs as an SMS, why, and what it would cost simplified.
     *
     * One character that the GSM 7-bit alphabet does not have makes the whole text UCS-2, in which less than half as
     * much fits.
     *
     * @param string $text
     * @param int $options national tables
     * @throws SkyException
     */
    public static function measure(
        #[\SensitiveParameter]
        $text,
        int $options = 0
    ): TextInfo {
        return new TextInfo(TextCalls::measureText(self::checked($text), self::options($options)));
    }

    /**
     * Give the parts in which a text travels. Joined they are the text; an empty text has none.
     *
     * The borders are where networks set them. With TextOption::KEEP_CLUSTERS, for programs that send the parts
     * themselves, they do not cut what people see as one character (emoji with modifiers and joiners, flags, letters
     * with combining marks) unless it is longer than a part; splitCost() tells what that costs.
     *
     * @param string $text
     * @param int $options TextOption::KEEP_CLUSTERS, national tables
     * @return string[]
     * @throws SkyException
     */
    public static function split(
        #[\SensitiveParameter]
        $text,
        int $options = 0
    ): array {
        return TextCalls::splitText(self::checked($text), self::options($options));
    }

    /**
     * Tell what TextOption::KEEP_CLUSTERS costs, and what it saves from being cut.
     *
     * @param string $text
     * @param int $options national tables
     * @throws SkyException
     */
    public static function splitCost(
        #[\SensitiveParameter]
        $text,
        int $options = 0
    ): SplitCost {
        return new SplitCost(TextCalls::measureSplit(self::checked($text), self::options($options)));
    }

    /**
     * Rewrite a text so that it costs less and means the same.
     *
     * Typographic quotes, dashes, ellipses, unusual spaces, letters with marks and the like get their nearest spelling
     * in the GSM 7-bit alphabet, if that saves the whole text from UCS-2. The result never takes more segments than the
     * text, and simplified again it stays as it is. Other scripts stay unless TextOption::TRANSLITERATE asks for Greek
     * and Cyrillic.
     *
     * @param string $text
     * @param int $options TextOption::TRANSLITERATE, national tables
     * @throws SkyException
     */
    public static function simplify(
        #[\SensitiveParameter]
        $text,
        int $options = 0
    ): string {
        return TextCalls::simplifyText(self::checked($text), self::options($options));
    }

    /**
     * List the replacements that simplify() makes, from left to right.
     *
     * @param string $text
     * @param int $options as for simplify()
     * @return Replacement[]
     * @throws SkyException
     */
    public static function simplifyReport(
        #[\SensitiveParameter]
        $text,
        int $options = 0
    ): array {
        $report = TextCalls::simplifyReport(self::checked($text), self::options($options));
        $simplified = $report === [] ? '' : TextCalls::simplifyText($text, $options);
        $replacements = [];
        foreach ($report as [$kind, $offset, $length, $newOffset, $newLength]) {
            $original = (string) substr($text, $offset, $length);
            $new = (string) substr($simplified, $newOffset, $newLength);
            $replacements[] = new Replacement($kind, $offset, $original, $new);
        }
        return $replacements;
    }

    /**
     * Tell how long a text a provider takes, from what it says in public; also of one that is not spoken yet.
     *
     * @param int $field one of TextField
     * @param int $provider one of Provider
     * @throws ArgumentException
     */
    public static function limit(int $field, int $provider = Provider::SKYCORE): TextLimit
    {
        return new TextLimit(TextCalls::textLimit($provider, $field));
    }

    /**
     * @param mixed $text
     */
    private static function checked(
        #[\SensitiveParameter]
        $text
    ): string {
        if (!is_string($text)) {
            throw SkyException::of(Status::ARGUMENT, 'text: must be a string, not ' . gettype($text));
        }
        return $text;
    }

    /**
     * C would take a larger number's last 32 bits for it.
     */
    private static function options(int $options): int
    {
        if ($options < 0 || $options > 0xFFFFFFFF) {
            throw SkyException::of(Status::ARGUMENT, 'options: not a sum of TextOption');
        }
        return $options;
    }
}
