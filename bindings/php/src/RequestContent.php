<?php

declare(strict_types=1);

namespace Libsky;

/**
 * What goes with the action of a Request: parameters, elements, slides.
 *
 * Each call gives the request itself, so calls can follow each other.
 */
trait RequestContent
{
    /**
     * Add a parameter, inside the element that was begun last. A list adds it once for each of its strings; one that is
     * empty or has anything else in it is refused before any of it is added.
     *
     * @param string $name for example "MMSID"
     * @param string|string[]|null $value null leaves the parameter out
     */
    public function set(
        $name,
        #[\SensitiveParameter]
        $value
    ): self {
        if (!is_array($value)) {
            return $this->change('set', ['name' => $name, '?value' => $value]);
        }
        $this->remembering(static function () use ($name, $value): void {
            Library::requireText($name, 'name');
            self::requireTexts($value, $name);
        });
        foreach ($value as $text) {
            RequestCalls::changeRequest($this->handle, 'set', [$name, $text]);
        }
        return $this;
    }

    /**
     * Add a file: a picture for a call that takes one, such as Cellcast's send-mms.
     *
     * @param string $name the parameter's name, for example "mms_file"
     * @param string $content the file's bytes, at most 8 MiB with all the rest
     */
    public function setFile(
        $name,
        #[\SensitiveParameter]
        $content
    ): self {
        $this->remembering(static function () use ($name, $content): void {
            Library::requireText($name, 'name');
            if (!is_string($content)) {
                throw SkyException::of(Status::ARGUMENT, 'content: must be a string, not ' . gettype($content));
            }
        });
        RequestCalls::changeRequest($this->handle, 'set_file', [$name, $content, strlen($content)]);
        return $this;
    }

    /**
     * Add an attribute to the element that was begun last and has not ended.
     *
     * @param string $name the attribute's name
     * @param string|null $value null leaves the attribute out
     */
    public function attribute(
        $name,
        #[\SensitiveParameter]
        $value
    ): self {
        return $this->change('set_attribute', ['name' => $name, '?value' => $value]);
    }

    /**
     * Begin an element that has others inside: what follows lies in it until end(). block() does both.
     *
     * @param string $name for example "SLIDE"
     */
    public function begin($name): self
    {
        return $this->change('begin', ['name' => $name]);
    }

    /**
     * End the element that was begun last.
     */
    public function end(): self
    {
        return $this->change('end', []);
    }

    /**
     * Add an element and fill it: `$request->block('SLIDE', function (Request $slide): void { … })`. If the function
     * throws the element does not end, and the request can no longer be sent.
     *
     * @param string $name for example "SLIDE"
     * @param callable(Request): mixed $fill gets the request
     */
    public function block($name, callable $fill): self
    {
        $this->begin($name);
        $fill($this);
        return $this->end();
    }

    /**
     * Add an element with a plain one for each value: the variables of stored texts in DATA, a pass's in PASSDATA.
     *
     * @param array<string, string|null> $values
     * @param string $name the element's name
     */
    public function data(
        #[\SensitiveParameter]
        $values,
        $name = 'DATA'
    ): self {
        $this->remembering(static function () use ($values): void {
            self::requireArray($values, 'values');
        });
        $this->begin($name);
        foreach ($values as $key => $value) {
            $this->change('set', ['name' => is_int($key) ? (string) $key : $key, '?value' => $value]);
        }
        return $this->end();
    }

    /**
     * Add a slide to sendMMS or saveMMS: a text, a file, or both. They are shown in this order, 8 at most. A slide with
     * several files is built with block() and set().
     *
     * @param string|null $text its text, at most 5000 characters
     * @param int $media what the file is, one of Media
     * @param string|null $url the file's full address
     * @param int $seconds how long it is shown; 0 leaves that to the provider
     */
    public function slide(
        #[\SensitiveParameter]
        $text,
        $media = Media::NONE,
        #[\SensitiveParameter]
        $url = null,
        $seconds = 0
    ): self {
        $this->remembering(static function () use ($text, $media, $url, $seconds): void {
            $text === null || Library::requireText($text, 'text');
            self::requireCount($media, 'media');
            $url === null || Library::requireText($url, 'url');
            self::requireCount($seconds, 'seconds');
        });
        RequestCalls::changeRequest($this->handle, 'add_slide', [$text, $media, $url, $seconds]);
        return $this;
    }

    /**
     * Add a text for one slide of a stored MMS, instead of the slide's own.
     *
     * @param int $slide the slide's number, from 1
     * @param string $text the text, UTF-8; line breaks are kept
     */
    public function customText(
        $slide,
        #[\SensitiveParameter]
        $text
    ): self {
        $this->remembering(static function () use ($slide, $text): void {
            self::requireCount($slide, 'slide');
            Library::requireText($text, 'text');
        });
        RequestCalls::changeRequest($this->handle, 'add_custom_text', [$slide, $text]);
        return $this;
    }

    private function change(
        string $function,
        #[\SensitiveParameter]
        array $arguments
    ): self {
        $texts = $this->remembering(static function () use ($arguments): array {
            return self::texts($arguments);
        });
        RequestCalls::changeRequest($this->handle, $function, $texts);
        return $this;
    }

    /**
     * Check arguments; what is refused here the library remembers as well.
     *
     * @return mixed
     */
    private function remembering(callable $check)
    {
        try {
            return $check();
        } catch (SkyException $refusal) {
            RequestCalls::spoilRequest($this->handle);
            throw $refusal;
        }
    }
}
