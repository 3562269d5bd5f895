"""Cellcast behind the fault wire: which messages a call is for, and the documents that accept them."""

from __future__ import annotations

import json
from typing import Sequence

from conftest import ROOT
from counting_service import CountingService

# As in Tests/c/fault_driver.c: the number of the first recipient of a call, the others follow.
FIRST_RECIPIENT = 61491570156
SAMPLES = ROOT / "Tests/samples/cellcast"


def accepted(recipients: int) -> bytes:
    """The sample of an acceptance, with a message for each of so many recipients."""
    document = json.loads((SAMPLES / "01-send-ok.json").read_text("utf-8"))
    data = document["data"]
    sample = data["messages"][0]
    data["messages"] = [{**sample, "message_id": sample["message_id"][:-1] + str(place),
                         "to": str(FIRST_RECIPIENT + place)} for place in range(recipients)]
    data["total_numbers"] = data["success_number"] = data["credits_used"] = recipients
    return json.dumps(document, separators=(",", ":")).encode()


def gateway_accepted() -> bytes:
    """The sample of the newer platform's acceptance, which is for one recipient."""
    return json.dumps(json.loads((SAMPLES / "40-v1-send-ok.json").read_text("utf-8")), separators=(",", ":")).encode()


class CellcastService(CountingService):
    """Counts each message of a call by itself: those of the same text have numbers that follow each other."""

    #: So many recipients each text has.
    recipients = 1

    def messages(self, request: bytes) -> Sequence[int]:
        """The numbers of the messages that a request is for."""
        content = json.loads(request.partition(b"\r\n\r\n")[2])
        text, numbers = content.get("sms_text") or content["message"], content.get("numbers") or content["contacts"]
        call = int(text.removeprefix("PLANTED-TEXT-"))
        return [call * self.recipients + int(number) - FIRST_RECIPIENT for number in numbers]


class GroupService(CellcastService):
    """As above, with some recipients for each text."""

    recipients = 3
