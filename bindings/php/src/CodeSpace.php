<?php

declare(strict_types=1);

namespace Libsky;

/**
 * Where a provider's code came: equal spellings have different meanings in answers and in postbacks.
 */
final class CodeSpace
{
    /** Codes of answers (ERRORCODE). */
    public const ANSWER = 0;
    /** Codes of postbacks (CODE, STATUSCODE). */
    public const POSTBACK = 1;
}
