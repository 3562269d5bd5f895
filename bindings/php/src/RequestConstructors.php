<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The constructors of Request for the actions that the library knows.
 *
 * One for each constructor of the C library, with the same arguments in the same order; only the sender, which may be
 * left out, is the last, as in Client::sendSms().
 */
trait RequestConstructors
{
    // MARK: Messages

    /**
     * An SMS through Skycore; Client::sendSms() does the same in one call, through either provider.
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
}
