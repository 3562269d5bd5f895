<?php

declare(strict_types=1);

namespace Libsky;

/**
 * How to read numbers, joined by `|`. 0 gives libphonenumber's answers and nothing else.
 *
 * With one or more of ONLY_... a valid number of any other type is NumberStatus::NOT_SMS_CAPABLE; with none all types
 * will do.
 */
final class NumberFlag
{
    /** Digits that do not begin with 0 begin with a country's calling code, plus or not, whatever the region. */
    public const ASSUME_INTERNATIONAL = 1;
    /** Without a region 00 and 011 stand for a plus. */
    public const IDD_WITHOUT_REGION = 2;
    /** It is a mobile number: Argentine ones get the 9, Mexican ones lose the 1, if that makes them valid. */
    public const EXPECT_MOBILE = 4;
    /** A number that is possible, but not valid, is refused. */
    public const REQUIRE_VALID = 8;
    /** Read as Sky::normalizeMsisdn() does; takes the place of the first three. */
    public const NORMALIZE = 16;
    /** Land lines will do. */
    public const ONLY_FIXED_LINE = 65536;
    /** Mobile phones will do. */
    public const ONLY_MOBILE = 131072;
    /** Numbers that are one or the other will do. */
    public const ONLY_FIXED_LINE_OR_MOBILE = 262144;
    /** What receives text messages everywhere: mobile phones, and what may be one. */
    public const ONLY_SMS = 393216;
    /** Free ones will do. */
    public const ONLY_TOLL_FREE = 524288;
    /** Dear ones will do. */
    public const ONLY_PREMIUM_RATE = 1048576;
    /** Ones that both ends pay for will do. */
    public const ONLY_SHARED_COST = 2097152;
    /** Lines over the internet will do. */
    public const ONLY_VOIP = 4194304;
    /** Personal numbers will do. */
    public const ONLY_PERSONAL_NUMBER = 8388608;
    /** Pagers will do. */
    public const ONLY_PAGER = 16777216;
    /** Companies' numbers will do. */
    public const ONLY_UAN = 33554432;
    /** Voice mailboxes will do. */
    public const ONLY_VOICEMAIL = 67108864;
}
