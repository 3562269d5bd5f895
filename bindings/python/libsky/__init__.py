"""Send text messages and read delivery reports.

    with libsky.Client(api_key) as client:
        result = client.send_sms("+1 774 319 9144", "Your table is ready.", sender="55501")

    for notification in libsky.parse_postback(body):
        print(notification.kind.name, notification.verdict.name, notification.field("TRACKINGID"))

The binding of the C library libsky, which does the work; `LIBSKY_LIBRARY` names its file if it is not found by itself.
Every outcome other than success is an exception, a subclass of `SkyError`; its `result` has what the provider answered.
"""

from __future__ import annotations

from ._interface import Provider, Status
from ._library import LibraryError
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
from .result import Result, parse_response

# The name that type checkers know. Importing it from typing, here or in anything else that a send needs, would take
# longer than the rest of this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List

    from ._enums_clients import AddressFamily, CredentialMode, RateMode, Transport
    from ._enums_codes import CodeSpace, Retry
    from ._enums_log import LogKind, LogLevel
    from ._enums_numbers import NumberFlag, NumberStatus, NumberType
    from ._enums_postbacks import PostbackKind, Verdict
    from ._enums_requests import Media
    from ._enums_text import Encoding, Language, LimitBeyond, LimitUnit, ReplacementKind, TextField
    from .batch import Batch
    from .codes import code_group, code_retry, code_text
    from .log import LogEvent
    from .notification import Notification
    from .number_column import Numbers, parse_numbers
    from .numbers import Number, normalize_msisdn, numbers_load, numbers_version, parse_number
    from .outcome import BatchProgress, Message, Outcome
    from .postback import Postback, parse_postback, source_is_known
    from .request import Request
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
    "AddressFamily": "_enums_clients",
    "Batch": "batch",
    "BatchProgress": "outcome",
    "CodeSpace": "_enums_codes",
    "CredentialMode": "_enums_clients",
    "Encoding": "_enums_text",
    "Language": "_enums_text",
    "LimitBeyond": "_enums_text",
    "LimitUnit": "_enums_text",
    "LogEvent": "log",
    "LogKind": "_enums_log",
    "LogLevel": "_enums_log",
    "Media": "_enums_requests",
    "Message": "outcome",
    "Notification": "notification",
    "Number": "numbers",
    "NumberFlag": "_enums_numbers",
    "NumberStatus": "_enums_numbers",
    "NumberType": "_enums_numbers",
    "Numbers": "number_column",
    "Outcome": "outcome",
    "Postback": "postback",
    "PostbackKind": "_enums_postbacks",
    "RateMode": "_enums_clients",
    "Replacement": "text",
    "ReplacementKind": "_enums_text",
    "Request": "request",
    "Retry": "_enums_codes",
    "SplitCost": "text",
    "TextField": "_enums_text",
    "TextInfo": "text",
    "TextLimit": "text",
    "Transport": "_enums_clients",
    "Verdict": "_enums_postbacks",
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
        # What importlib.import_module() does, which takes longer to load than most of these.
        value = getattr(__import__(f"{__name__}.{module}", fromlist=[name]), name)
        globals()[name] = value
        return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
