<?php

declare(strict_types=1);

namespace Libsky\Tests;

/**
 * The sample documents below Tests/samples/skycore, and what a reader is expected to find in them.
 */
final class Samples
{
    private const FOLDER = __DIR__ . '/../../../Tests/samples/skycore/';

    /**
     * Give the samples of one kind: for each path the body and what is expected of it.
     *
     * @param string $kind "postback" or "response"
     * @return array<string, array{0: string, 1: array<string, mixed>}>
     */
    public static function of(string $kind): array
    {
        $expected = json_decode(self::read('expect.json'), true, 512, JSON_THROW_ON_ERROR);
        $samples = [];
        foreach ($expected['documents'] as $path => $wanted) {
            if ($wanted['kind'] === $kind) {
                $samples[$path] = [self::read($path), $wanted];
            }
        }
        return $samples;
    }

    /**
     * Give one document of Cellcast's.
     */
    public static function cellcast(string $file): string
    {
        return file_get_contents(dirname(self::FOLDER) . '/cellcast/' . $file);
    }

    /**
     * Give one document.
     */
    public static function read(string $path): string
    {
        return file_get_contents(self::FOLDER . $path);
    }
}
