"""The postbacks that all ways of reading are measured with: as long as a provider's, with made-up content.

Each has the ten fields that the programs ask for. "plain" are delivery reports, "rich" are inbound messages with what
plain documents do not have: a reference, CDATA, attributes. Documents hold no NUL, so one stands behind each in the
file.
"""

from __future__ import annotations

from pathlib import Path

COUNT = 2000


def plain(number: int) -> str:
    """A delivery report."""
    delivered = "/Delivered" if number % 2 else ""
    return (
        f"<?xml version='1.0'?>\n<POSTBACK>\n    <ORIGIN>SMS_MT</ORIGIN>\n    <CODE>N20{1 + number % 2}</CODE>\n"
        f"    <STATUS>Message Sent{delivered}</STATUS>\n    <FROM>5550{number % 10}</FROM>\n    "
        f"<FROM_MASK></FROM_MASK>\n"
        f"    <TO>1555010{number:04}</TO>\n    <TRACKINGID>U01TXzUwMDAw{number:04}==</TRACKINGID>\n"
        f"    <SPID>000{number % 3000:04}</SPID>\n    <TIMESTAMP>2031-03-04T05:06:07-05:00</TIMESTAMP>\n"
        f"    <AGGREGATORID>00000-11111-22222-33333-{number:05}</AGGREGATORID>\n</POSTBACK>\n"
    )


def rich(number: int) -> str:
    """An inbound message, with a reference, CDATA or attributes in turn."""
    status = ["boats &amp; nets", "<![CDATA[boats & nets]]>", "boats and nets"][number % 3]
    attributes = f' ID="70{number:04}" CREATED="2031-03-04 05:15:00.954258-04"' if number % 3 == 2 else ""
    return (
        f"<?xml version='1.0'?>\n<POSTBACK>\n  <NOTIFICATION{attributes}>\n    <ORIGIN>SMS_MO</ORIGIN>\n    "
        f"<CODE>N211</CODE>\n"
        f"    <STATUS>{status} {number}</STATUS>\n    <FROM>1555010{number:04}</FROM>\n    <FROM_MASK></FROM_MASK>\n"
        f"    <TO>5550{number % 10}</TO>\n    <TRACKINGID>U01TXzUwMDAw{number:04}==</TRACKINGID>\n"
        f"    <SPID>000{number % 3000:04}</SPID>\n    <TIMESTAMP>2031-03-04T05:06:07-05:00</TIMESTAMP>\n"
        f"    <AGGREGATORID>00000-11111-22222-33333-{number:05}</AGGREGATORID>\n  </NOTIFICATION>\n</POSTBACK>\n"
    )


def write(folder: Path) -> dict[str, Path]:
    """Write both files; gives their paths by name."""
    files = {}
    for name, make in (("plain", plain), ("rich", rich)):
        files[name] = folder / f"{name}.documents"
        files[name].write_text("".join(make(number) + "\0" for number in range(COUNT)), "utf-8")
    return files
