"""What a provider's codes mean."""

from __future__ import annotations

from typing import Optional, Tuple

from ._arguments import c_string, member
from ._calls import text
from ._enums_codes import CodeSpace, Retry
from ._interface import Provider
from ._library import LIBRARY


def code_text(code: str, space: CodeSpace, provider: Provider = Provider.SKYCORE) -> Optional[str]:
    """Give what a code means, in English; None for a code that no table has.

    `space` says where it came, in an answer or in a postback: equal spellings have different meanings there.
    """
    return text(LIBRARY.sky_code_text(*_place(provider, space), c_string(code, "code")))


def code_group(code: str, space: CodeSpace, provider: Provider = Provider.SKYCORE) -> Optional[str]:
    """Give what a code is about, for example "recipient" or "throttle"; None for a code that no table has."""
    return text(LIBRARY.sky_code_group(*_place(provider, space), c_string(code, "code")))


def code_retry(code: str, space: CodeSpace = CodeSpace.ANSWER, provider: Provider = Provider.SKYCORE) -> Retry:
    """Tell whether sending the same request again can help and is safe, by the code of the answer."""
    return Retry(LIBRARY.sky_code_retry(*_place(provider, space), c_string(code, "code")))


def _place(provider: Provider, space: CodeSpace) -> Tuple[Provider, CodeSpace]:
    return member(Provider, provider, "provider"), member(CodeSpace, space, "space")
