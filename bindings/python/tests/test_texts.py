"""What a text costs, its parts, its cheapest form; and that a client refuses one that costs too much."""

from __future__ import annotations

import random
import threading
from typing import Any, Callable, List

import pytest

import libsky
from conftest import KEY, NUMBER, Provider
from libsky import Encoding, Language, ReplacementKind, TextField

GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" \
      "abcdefghijklmnopqrstuvwxyzäöñüà"
ESCAPED = "\f^{}\\[~]|€"
ALL: List[Callable[[Any], object]] = [libsky.measure_text, libsky.split_text, libsky.split_cost, libsky.simplify_text,
                                      libsky.simplify_report]


def units(text: str, encoding: Encoding) -> int:
    """Septets or UTF-16 code units, counted anew."""
    return sum(2 if one in ESCAPED else 1
               for one in text) if encoding is Encoding.GSM7 else len(text.encode("utf-16-be")) // 2


def test_the_encoding_and_the_units_are_those_of_the_standard() -> None:
    """160 or 70 alone; escaped characters and surrogate pairs take two."""
    info = libsky.measure_text(GSM + ESCAPED)
    assert (info.encoding, info.characters, info.units) == (Encoding.GSM7, 137, 147)
    assert (info.segments, info.units_left, info.units_per_segment) == (1, 13, 160)
    assert (info.ucs2_index, info.ucs2_character, info.ucs2_count) == (None, None, 0)
    info = libsky.measure_text("Grüße 😀 ç")
    assert (info.encoding, info.characters, info.units, info.units_left) == (Encoding.UCS2, 9, 10, 60)
    assert (info.ucs2_index, info.ucs2_character, info.ucs2_count) == (6, "😀", 2)
    assert libsky.measure_text("").segments == 0


@pytest.mark.parametrize("text, segments", [
    ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("a" * 159 + "€", 2),
    ("a" * 152 + "€" + "a" * 151, 2),
    ("a" * 152 + "€" + "a" * 152, 3), ("Ж" * 70, 1), ("Ж" * 71, 2), ("Ж" * 134, 2), ("Ж" * 135, 3), ("😀" * 35, 1),
    ("😀" * 66, 2), ("😀" * 67, 3)])
def test_segments_are_counted_as_networks_bill_them(text: str, segments: int) -> None:
    """153 and 67 units in parts, and a pair is never cut; the parts are as many and are the text."""
    assert libsky.measure_text(text).segments == segments
    parts = libsky.split_text(text)
    assert len(parts) == segments and "".join(parts) == text


def test_random_texts_are_split_without_loss_and_simplified_once() -> None:
    """Parts joined are the text and each fits; simplified again a text stays, and it never costs more."""
    dice = random.Random(5)
    pieces = [*GSM, *ESCAPED, "ç", "Ж", "漢", "😀", "👍🏽", "\r\n", "“", "…", "e\u0301", "\u200b", "½", "plain text "]
    for _ in range(300):
        text = "".join(dice.choice(pieces) for _ in range(dice.randrange(400)))
        info = libsky.measure_text(text)
        for keep in (False, True):
            parts = libsky.split_text(text, keep_clusters=keep)
            assert "".join(parts) == text
            assert all(units(part, info.encoding) <= info.units_per_segment for part in parts)
        simplified = libsky.simplify_text(text)
        after = libsky.measure_text(simplified)
        assert (after.segments, after.encoding) == (info.simplified_segments, info.simplified_encoding)
        assert after.segments <= info.segments and libsky.simplify_text(simplified) == simplified
        report = libsky.simplify_report(text)
        assert all(text.startswith(one.original, one.start) for one in report)
        rebuilt, end = "", 0
        for one in report:
            rebuilt += text[end : one.start] + one.replacement
            end = one.start + len(one.original)
        assert rebuilt + text[end:] == simplified


def test_parts_beyond_the_room_that_is_kept() -> None:
    """A text of a thousand parts, and one of the longest that is taken."""
    assert len(libsky.split_text("a" * 153_000)) == 1000
    longest = libsky.split_text("Ж" * (1 << 19))
    assert "".join(longest) == "Ж" * (1 << 19)


def test_clusters_are_kept_whole_if_asked() -> None:
    """A border moves to the start of what people see as one character; what that costs is told."""
    text = "a" * 64 + "👩‍👧" * 2
    assert [len(part) for part in libsky.split_text(text)] == [66, 4]
    assert libsky.split_text(text, keep_clusters=True) == ["a" * 64, "👩‍👧" * 2]
    assert libsky.split_cost(text) == libsky.SplitCost(parts=2, parts_otherwise=2, clusters_cut=1, clusters_too_long=0)


def test_simplifying_keeps_the_meaning_and_tells_what_it_did() -> None:
    """Typography and letters with marks are spelled; other scripts stay unless asked; an emoji keeps all as it is."""
    assert libsky.simplify_text("“Zoë’s café”…") == "\"Zoe's café\"..."
    assert libsky.simplify_text("“Привет”") == "“Привет”"
    assert libsky.simplify_text("Привет", transliterate=True) == "Privet"
    assert libsky.simplify_text("“hi” 😀") == "“hi” 😀"
    assert libsky.simplify_report("né… e\u0301") == [
        (ReplacementKind.PUNCTUATION, 2, "…", "..."), (ReplacementKind.COMPOSITION, 4, "e\u0301", "é")]
    assert libsky.simplify_report("plain") == []


def test_national_tables_are_used_if_allowed() -> None:
    """Turkish with its single shift table is GSM 7-bit; the header takes room."""
    assert libsky.measure_text("ş").encoding is Encoding.UCS2
    info = libsky.measure_text("ş", single=Language.TURKISH)
    assert (info.encoding, info.single, info.locking, info.units_per_segment) == (
        Encoding.GSM7, Language.TURKISH, Language.NONE, 155)
    assert libsky.measure_text("ş" * 100, single=Language.TURKISH, locking=Language.TURKISH).segments == 1
    assert len(libsky.split_text("ş" * 100, locking=Language.TURKISH)) == 1
    with pytest.raises(libsky.ArgumentError):
        libsky.measure_text("a", single=14)  # type: ignore[arg-type]


def test_providers_limits() -> None:
    """What the providers state."""
    assert libsky.text_limit(TextField.MESSAGE).gsm7 == 160
    assert libsky.text_limit(TextField.SENDER) == (11, 11, libsky.LimitUnit.CHARACTERS, libsky.LimitBeyond.CUT)
    assert libsky.text_limit(TextField.MESSAGE, libsky.Provider.CELLCAST)[:2] == (918, 402)
    with pytest.raises(libsky.ArgumentError):
        libsky.text_limit(4)  # type: ignore[arg-type]


@pytest.mark.parametrize("function", ALL)
def test_what_no_message_can_hold_is_refused(function: Callable[[Any], object]) -> None:
    """A lone surrogate, a NUL, ten megabytes, and what is no str; the offset is in bytes; nothing of the text is shown.
    """
    with pytest.raises(libsky.Utf8Error) as utf8:
        function("é\ud800")
    assert utf8.value.offset == 2
    with pytest.raises(libsky.TextError) as text:
        function("é\0secret")
    assert text.value.offset == 2 and "secret" not in str(text.value)
    for size in ((1 << 20) + 1, 10_000_000):
        with pytest.raises(libsky.LimitError) as limit:
            function("a" * size)
        assert limit.value.offset == 1 << 20 and "1048576" in str(limit.value)
    for wrong in (None, b"bytes", 7):
        with pytest.raises(TypeError):
            function(wrong)


def test_threads_do_not_get_in_each_others_way() -> None:
    """Many threads measure and split different texts at once."""
    wrong: List[str] = []

    def work(length: int) -> None:
        for _ in range(300):
            text = "Ж" * length
            if libsky.measure_text(text).units != length or "".join(libsky.split_text(text)) != text:
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(50 * number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_client_refuses_what_costs_too_much(provider: Provider) -> None:
    """max_segments refuses before sending, with the count, and with what would help."""
    with libsky.Client(KEY, url=provider.url, default_sender="55501", max_segments=1) as client:
        with pytest.raises(libsky.TextError, match="takes 2 segments, and this client sends at most 1$"):
            client.send_sms(NUMBER, "a" * 161)
        with pytest.raises(libsky.TextError, match="takes 3 segments, .* at most 1; simplified it would take 1$"):
            client.send_sms(NUMBER, "a" * 140 + "…")
        assert provider.bodies == []
        provider.says(b"<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID></RESPONSE>")
        client.send_sms(NUMBER, "a" * 160)
        assert len(provider.bodies) == 1
    for wrong in (-1, 2**31, 1.5):
        with pytest.raises(libsky.ArgumentError):
            libsky.Client(KEY, max_segments=wrong)  # type: ignore[arg-type]
