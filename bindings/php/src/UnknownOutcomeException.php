<?php

declare(strict_types=1);

namespace Libsky;

/**
 * The request may have been acted on, nobody can say: sending again may send the message twice. You decide.
 */
final class UnknownOutcomeException extends SkyException
{
}
