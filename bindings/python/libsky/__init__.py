"""Send text messages and read delivery reports.

    with libsky.Client(api_key) as client:
        result = client.send_sms("+1 774 319 9144", "Your table is ready.", sender="55501")

    for notification in libsky.parse_postback(body):
        print(notification.kind.name, notification.verdict.name, notification.field("TRACKINGID"))

The binding of the C library libsky, which does the work; `LIBSKY_LIBRARY` names its file if it is not found by itself.
Every outcome other than success is an exception, a subclass of `SkyError`; its `result` has what the provider answered.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, List

from ._interface import (
    AddressFamily,
    CodeSpace,
    CredentialMode,
    Encoding,
    Language,
    LimitBeyond,
    LimitUnit,
    LogKind,
    LogLevel,
    Media,
    NumberFlag,
    NumberStatus,
    NumberType,
    PostbackKind,
    Provider,
    RateMode,
    ReplacementKind,
    Retry,
    Status,
    TextField,
    Transport,
    Verdict,
)
from ._library import LibraryError
from .batch import Batch
from .client import Client, close_connections
from .entry import Entry
from .errors import (
    ArgumentError,
    CancelledError,
    ConfigError,
    DocumentError,
    InternalError,
    LimitError,
    NotSentError,
    NumberError,
    PartialError,
    ProtocolError,
    RejectedError,
    SkyError,
    TextError,
    ThrottledError,
    UnknownOutcomeError,
    Utf8Error,
)
from .log import LogEvent
from .outcome import BatchProgress, Message, Outcome
from .request import Request
from .result import Result, parse_response

if TYPE_CHECKING:
    from .codes import code_group, code_retry, code_text
    from .notification import Notification
    from .number_column import Numbers, parse_numbers
    from .numbers import Number, normalize_msisdn, numbers_load, numbers_version, parse_number
    from .postback import Postback, parse_postback, source_is_known
    from .text import (
        Replacement,
        SplitCost,
        TextInfo,
        TextLimit,
        measure_text,
        simplify_report,
        simplify_text,
        split_cost,
        split_text,
        text_limit,
    )
    from .times import parse_time
    from .version import library_version

__version__ = "0.1.0"

__all__ = [
    "AddressFamily",
    "ArgumentError",
    "Batch",
    "BatchProgress",
    "CancelledError",
    "Client",
    "CodeSpace",
    "ConfigError",
    "CredentialMode",
    "DocumentError",
    "Encoding",
    "Entry",
    "InternalError",
    "Language",
    "LibraryError",
    "LimitBeyond",
    "LimitError",
    "LimitUnit",
    "LogEvent",
    "LogKind",
    "LogLevel",
    "Media",
    "Message",
    "NotSentError",
    "Notification",
    "Number",
    "NumberError",
    "NumberFlag",
    "NumberStatus",
    "NumberType",
    "Numbers",
    "Outcome",
    "PartialError",
    "Postback",
    "PostbackKind",
    "ProtocolError",
    "Provider",
    "RateMode",
    "RejectedError",
    "Replacement",
    "ReplacementKind",
    "Request",
    "Result",
    "Retry",
    "SkyError",
    "SplitCost",
    "Status",
    "TextError",
    "TextField",
    "TextInfo",
    "TextLimit",
    "ThrottledError",
    "Transport",
    "UnknownOutcomeError",
    "Utf8Error",
    "Verdict",
    "close_connections",
    "code_group",
    "code_retry",
    "code_text",
    "library_version",
    "measure_text",
    "normalize_msisdn",
    "numbers_load",
    "numbers_version",
    "parse_number",
    "parse_numbers",
    "parse_postback",
    "parse_response",
    "parse_time",
    "simplify_report",
    "simplify_text",
    "source_is_known",
    "split_cost",
    "split_text",
    "text_limit",
]

#: What is loaded when somebody asks for it, and from where: programs that send start sooner without.
_LATER = {
    "Notification": "notification",
    "Number": "numbers",
    "Numbers": "number_column",
    "Postback": "postback",
    "Replacement": "text",
    "SplitCost": "text",
    "TextInfo": "text",
    "TextLimit": "text",
    "code_group": "codes",
    "code_retry": "codes",
    "code_text": "codes",
    "library_version": "version",
    "measure_text": "text",
    "normalize_msisdn": "numbers",
    "numbers_load": "numbers",
    "numbers_version": "numbers",
    "parse_number": "numbers",
    "parse_numbers": "number_column",
    "parse_postback": "postback",
    "parse_time": "times",
    "simplify_report": "text",
    "simplify_text": "text",
    "source_is_known": "postback",
    "split_cost": "text",
    "split_text": "text",
    "text_limit": "text",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Load what is loaded later."""
        module = _LATER.get(name)
        if module is None:
            raise AttributeError(f"module 'libsky' has no attribute '{name}'")
        value = getattr(import_module("." + module, __name__), name)
        globals()[name] = value
        return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
