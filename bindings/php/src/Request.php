<?php

declare(strict_types=1);

namespace Libsky;

use FFI\CData;

/**
 * An action of the provider's and what goes with it, to be sent with Client::send() as often as you like.
 *
 *     $request = Request::sendSavedMms('35674', '+1 774 319 9144')->customText(2, 'Table 7, at eight.');
 *     $client->send($request->data(['FIRST_NAME' => 'Ada']));
 *
 * Names of actions and parameters are matched without regard to case, - and _; what the library does not know goes out
 * as you wrote it. docs/skycore-actions.md lists all actions with their parameters.
 *
 * Every value is a string, also one of digits; null leaves its parameter out. What cannot go out as it is throws at
 * once: ArgumentException, Utf8Exception, TextException (a control character), LimitException. The request remembers
 * the first such fault: check() and Client::send() refuse it from then on, so that half of what was meant is never sent.
 *
 * Like Client it keeps nothing in PHP but the action's name, so no dump of it can show a number or a text.
 */
final class Request
{
    use BoundToProcess;

    private const MAXIMUM = 0xFFFFFFFF;

    private string $action;
    private CData $handle;

    /**
     * Begin a request for any action, with plain parameters if you like.
     *
     * @param string $action the action's name, for example "sendSavedMMS"
     * @param array<string, string|null> $parameters values by name
     * @throws SkyException
     */
    public function __construct(
        $action,
        #[\SensitiveParameter]
        $parameters = []
    ) {
        Library::requireText($action, 'action');
        self::requireArray($parameters, 'parameters');
        $this->begun($action, 'new', ['action' => $action]);
        try {
            foreach ($parameters as $name => $value) {
                $this->set($name, $value);
            }
        } catch (\Throwable $failure) {
            // PHP calls no destructor of an object whose constructor threw.
            Library::freeRequest($this->handle);
            throw $failure;
        }
    }

    public function __destruct()
    {
        // What made() could not begin has none.
        if (isset($this->handle)) {
            Library::freeRequest($this->handle);
        }
    }

    // MARK: Messages. One for each constructor of the C library, with the same arguments in the same order; only the
    // sender, which may be left out, is the last, as in Client::sendSms().

    /**
     * An SMS; Client::sendSms() does the same in one call.
     *
     * @param string $to the recipient
     * @param string $text the text, UTF-8
     * @param string|null $from the sender; null for the client's default sender
     */
    public static function sendSms(
        #[\SensitiveParameter]
        $to,
        #[\SensitiveParameter]
        $text,
        #[\SensitiveParameter]
        $from = null
    ): self {
        return self::made('sendSMS', 'send_sms', ['to' => $to, '?from' => $from, 'text' => $text]);
    }

    /**
     * An MMS whose slides come with it; add them with slide(). Only dedicated short codes may send so. The provider
     * wants a subject or a fallback text.
     *
     * @param string $to the recipient
     * @param string|null $subject the subject, at most 80 characters
     * @param string $name the name of the MMS in the provider's store
     * @param string|null $fallbackText the text of the SMS that goes out where the MMS cannot be shown
     * @param string|null $from the sender; null for the client's default sender
     */
    public static function sendMms(
        #[\SensitiveParameter]
        $to,
        #[\SensitiveParameter]
        $subject,
        #[\SensitiveParameter]
        $name,
        #[\SensitiveParameter]
        $fallbackText = null,
        #[\SensitiveParameter]
        $from = null
    ): self {
        return self::made('sendMMS', 'send_mms', [
            'to' => $to,
            '?from' => $from,
            '?subject' => $subject,
            'name' => $name,
            '?fallbackText' => $fallbackText,
        ]);
    }

    /**
     * Store an MMS to be sent later; add its slides with slide(). The answer has its MMSID; it may be sent once the
     * postback N003 has come.
     *
     * @param string $subject the subject, at most 80 characters
     * @param string $name the name of the MMS in the provider's store
     * @param string|null $fallbackText the text of the SMS that goes out where the MMS cannot be shown
     */
    public static function saveMms(
        #[\SensitiveParameter]
        $subject,
        #[\SensitiveParameter]
        $name,
        #[\SensitiveParameter]
        $fallbackText = null
    ): self {
        $arguments = ['subject' => $subject, 'name' => $name, '?fallbackText' => $fallbackText];
        return self::made('saveMMS', 'save_mms', $arguments);
    }

    /**
     * A stored MMS to one number. customText() changes the texts of slides, data() gives variables their values.
     *
     * @param string $mmsId the stored MMS
     * @param string $to the recipient
     * @param string|null $from the sender; null for the client's default sender
     */
    public static function sendSavedMms(
        #[\SensitiveParameter]
        $mmsId,
        #[\SensitiveParameter]
        $to,
        #[\SensitiveParameter]
        $from = null
    ): self {
        return self::made('sendSavedMMS', 'send_saved_mms', ['mmsId' => $mmsId, 'to' => $to, '?from' => $from]);
    }

    /**
     * A stored MMS to everybody who is subscribed to a campaign, from its default short code.
     *
     * @param string $mmsId the stored MMS
     * @param string $campaign the campaign
     */
    public static function sendSavedMmsCampaign(
        #[\SensitiveParameter]
        $mmsId,
        #[\SensitiveParameter]
        $campaign
    ): self {
        $arguments = ['mmsId' => $mmsId, 'campaign' => $campaign];
        return self::made('sendSavedMMSCampaign', 'send_saved_mms_campaign', $arguments);
    }

    /**
     * An SMS or a stored MMS to all numbers behind a subscriber reference. Exactly one of text and MMS: neither is
     * refused at once with the provider's code E716, both with E717.
     *
     * @param string $subscriberRef your reference
     * @param string $campaignRef the campaign in which the numbers are subscribed
     * @param string|null $mmsId the stored MMS; null for an SMS
     * @param string|null $text the text, UTF-8; null for an MMS
     */
    public static function sendMessageBySubscriberRef(
        #[\SensitiveParameter]
        $subscriberRef,
        #[\SensitiveParameter]
        $campaignRef,
        #[\SensitiveParameter]
        $mmsId,
        #[\SensitiveParameter]
        $text = null
    ): self {
        return self::made('sendMessageBySubscriberRef', 'send_message_by_subscriber_ref', [
            'subscriberRef' => $subscriberRef,
            'campaignRef' => $campaignRef,
            '?mmsId' => $mmsId,
            '?text' => $text,
        ]);
    }

    // MARK: Numbers, campaigns, the store, the account

    /**
     * Opt a number in to a campaign. data() adds what you know of it.
     *
     * @param string $campaignRef the campaign
     * @param string $mobile the number
     * @param string|null $subscriberRef your reference for the number
     */
    public static function subscribe(
        #[\SensitiveParameter]
        $campaignRef,
        #[\SensitiveParameter]
        $mobile,
        #[\SensitiveParameter]
        $subscriberRef = null
    ): self {
        $arguments = ['campaignRef' => $campaignRef, 'mobile' => $mobile, '?subscriberRef' => $subscriberRef];
        return self::made('subscribe', 'subscribe', $arguments);
    }

    /**
     * Opt a number out of a campaign.
     *
     * @param string $campaignRef the campaign
     * @param string $mobile the number
     */
    public static function unsubscribe(
        #[\SensitiveParameter]
        $campaignRef,
        #[\SensitiveParameter]
        $mobile
    ): self {
        return self::made('unsubscribe', 'unsubscribe', ['campaignRef' => $campaignRef, 'mobile' => $mobile]);
    }

    /**
     * Ask for a report file; the answer has its address. The action goes out as getSendingStatus, the name that the
     * provider's examples have for it.
     *
     * @param string $startDate begin of the period in UTC, "2031-02-01 00:00:00"
     * @param string $endDate end of the period in UTC
     */
    public static function getSendingStatistics($startDate, $endDate): self
    {
        $arguments = ['startDate' => $startDate, 'endDate' => $endDate];
        return self::made('getSendingStatus', 'get_sending_statistics', $arguments);
    }

    /**
     * List all stored MMS: MMSIDS in the answer, with commas between. None stored is a RejectedException.
     */
    public static function getMmsIds(): self
    {
        return self::made('getMmsIds', 'get_mms_ids', []);
    }

    /**
     * List all campaigns: MMSCAMPAIGNS/CAMPAIGN/ID and /NAME in the answer. No campaign is a RejectedException.
     */
    public static function getMmsCampaigns(): self
    {
        return self::made('getMmsCampaigns', 'get_mms_campaigns', []);
    }

    /**
     * Make a campaign for SMS and MMS; the answer has its CAMPAIGNID.
     *
     * @param string $campaignName its name
     * @param string $brandName the brand
     */
    public static function createMmsCampaign(
        #[\SensitiveParameter]
        $campaignName,
        #[\SensitiveParameter]
        $brandName
    ): self {
        $arguments = ['campaignName' => $campaignName, 'brandName' => $brandName];
        return self::made('createMMSCampaign', 'create_mms_campaign', $arguments);
    }

    /**
     * Delete the content of an MMS that came in.
     *
     * @param string $mmsInboxId the TRACKINGID of its postback
     */
    public static function removeMmsInboxMessage(
        #[\SensitiveParameter]
        $mmsInboxId
    ): self {
        return self::made('removeMMSInboxMessage', 'remove_mms_inbox_message', ['mmsInboxId' => $mmsInboxId]);
    }

    /**
     * Delete a stored MMS.
     *
     * @param string $mmsId the stored MMS
     */
    public static function deleteMmsId(
        #[\SensitiveParameter]
        $mmsId
    ): self {
        return self::made('deleteMMSID', 'delete_mms_id', ['mmsId' => $mmsId]);
    }

    /**
     * Ask for a session of the provider's browser widgets; the answer has its SESSIONID.
     */
    public static function loginUser(): self
    {
        return self::made('loginUser', 'login_user', []);
    }

    /**
     * Make a user. The answer has a new API_KEY and a PASSWORD: treat it as a secret.
     *
     * @param string $user the user's name
     * @param string $password the password
     */
    public static function createUser(
        #[\SensitiveParameter]
        $user,
        #[\SensitiveParameter]
        $password
    ): self {
        return self::made('createUser', 'create_user', ['user' => $user, 'password' => $password]);
    }

    // MARK: Content. Each gives the request itself, so calls can follow each other.

    /**
     * Add a parameter, inside the element that was begun last.
     *
     * @param string $name for example "MMSID"
     * @param string|null $value null leaves the parameter out
     */
    public function set(
        $name,
        #[\SensitiveParameter]
        $value
    ): self {
        return $this->change('set', ['name' => $name, '?value' => $value]);
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
            $this->set(is_int($key) ? (string) $key : $key, $value);
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
        Library::changeRequest($this->handle, 'add_slide', [$text, $media, $url, $seconds]);
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
        Library::changeRequest($this->handle, 'add_custom_text', [$slide, $text]);
        return $this;
    }

    /**
     * Throw what is wrong with the request, without sending it; $providerCode is the code it would be refused with.
     *
     * What is missing, given too often, too long, of a wrong form or not to be combined is found for every action that
     * the library knows; of others only that the request was built without a fault. Client::send() does the same.
     *
     * @throws SkyException ArgumentException, LimitException, Utf8Exception, TextException
     */
    public function check(int $provider = Provider::SKYCORE): void
    {
        Library::checkRequest($provider, $this->handle);
    }

    /**
     * For var_dump() and print_r(): the action, no numbers, no texts.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return ['action' => $this->action];
    }

    /** @internal */
    public function sendThrough(CData $client): Result
    {
        return Library::send($client, $this->handle);
    }

    /**
     * @param array<string, mixed> $arguments as texts() takes them
     */
    private static function made(
        string $action,
        string $constructor,
        #[\SensitiveParameter]
        array $arguments
    ): self {
        $request = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $request->begun($action, $constructor, $arguments);
        return $request;
    }

    private function begun(
        string $action,
        string $constructor,
        #[\SensitiveParameter]
        array $arguments
    ): void {
        $this->handle = Library::newRequest($constructor, self::texts($arguments));
        $this->action = $action;
    }

    private function change(
        string $function,
        #[\SensitiveParameter]
        array $arguments
    ): self {
        $texts = $this->remembering(static function () use ($arguments): array {
            return self::texts($arguments);
        });
        Library::changeRequest($this->handle, $function, $texts);
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
            Library::spoilRequest($this->handle);
            throw $refusal;
        }
    }

    /**
     * Give the values of arguments, each checked to be a text; those whose names begin with a question mark may be
     * null.
     *
     * @return array<int, string|null>
     */
    private static function texts(
        #[\SensitiveParameter]
        array $arguments
    ): array {
        foreach ($arguments as $field => $value) {
            if ($field[0] !== '?' || $value !== null) {
                Library::requireText($value, ltrim($field, '?'));
            }
        }
        return array_values($arguments);
    }

    /**
     * @param mixed $value
     */
    private static function requireArray(
        #[\SensitiveParameter]
        $value,
        string $field
    ): void {
        if (!is_array($value)) {
            throw SkyException::of(Status::ARGUMENT, $field . ': must be an array, not ' . gettype($value));
        }
    }

    /**
     * Refuse what does not fit 32 bits: FFI would cut it silently.
     *
     * @param mixed $number
     */
    private static function requireCount($number, string $field): void
    {
        if (!is_int($number)) {
            throw SkyException::of(Status::ARGUMENT, $field . ': must be an int, not ' . gettype($number));
        }
        if ($number < 0 || $number > self::MAXIMUM) {
            throw SkyException::of(Status::LIMIT, $field . ': not from 0 to ' . self::MAXIMUM);
        }
    }
}
