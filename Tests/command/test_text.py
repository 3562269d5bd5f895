"""`sky text`: what it prints, into a pipe and on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

SKY = str(Path(__file__).resolve().parents[2] / "build" / "sky")


def sky_text(*arguments: str, text: bytes = b"") -> tuple[int, str, str]:
    """Exit status, output and errors of a run into a pipe."""
    done = subprocess.run([SKY, "text", *arguments], input=text, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a run writes to a terminal."""
    terminal, other_end = pty.openpty()
    settings = {name: value for name, value in os.environ.items()
                if name != "NO_COLOR"} | {"TERM": "xterm"} | environment
    with subprocess.Popen([SKY, "text", *arguments], stdout=other_end, env=settings) as run:
        os.close(other_end)
        written = b""
        try:
            while piece := os.read(terminal, 4096):
                written += piece
        except OSError:  # how Linux says that nobody writes any more
            pass
        run.wait(timeout=60)
    os.close(terminal)
    return written.decode().replace("\r\n", "\n")


def test_a_text_that_is_dear_is_explained():
    assert sky_text("Don’t miss it – ça va…") == (0, """\
encoding    UCS-2
segments    1 of 70 units, 48 left
characters  22, in 22 units
guilty      U+2019 ’, U+2013 –, U+00E7 ç, U+2026 …
  1/1  Don⟨’⟩t miss it ⟨–⟩ ⟨ç⟩a va⟨…⟩
simplified  1 segment GSM 7-bit instead of 1 segment UCS-2
  1/1  Don't miss it - ca va...
replaced    ’ → ', – → -, ç → c, … → ...
""", "")


def test_standard_input_is_read_without_its_last_line_end():
    expected = sky_text("two\nlines")[1]
    assert "two\\nlines" in expected
    assert sky_text(text=b"two\nlines\n")[1] == sky_text(text=b"two\nlines")[1] == expected


def test_parts_are_shown_with_what_clusters_cost():
    _, printed, _ = sky_text("a" * 64 + "👩‍👧" * 2)
    assert "  1/2  " + "a" * 64 + "⟨👩\u200d⟩\n  2/2  ⟨👧👩‍👧⟩\n" in printed
    assert "clusters    1 cut by networks; kept whole the text takes 2 parts\n" in printed
    assert "  1/2  " + "a" * 64 + "\n  2/2  ⟨👩‍👧👩‍👧⟩\n" in sky_text("--keep-clusters", "a" * 64 + "👩‍👧" * 2)[1]


def test_options_change_the_cost():
    assert "GSM 7-bit, turkish single shift table" in sky_text("--single", "turkish", "ş")[1]
    assert "  1/1  Privet\n" in sky_text("--transliterate", "Привет")[1]
    assert sky_text("--single", "klingon", "x")[0] != 0


def test_nothing_of_a_text_reaches_the_terminal_as_a_command():
    _, printed, _ = sky_text("a\x1b[31m\x07\u202e\u00a0")
    assert "\\u{1B}" in printed and "\\u{7}" in printed and "\\u{202E}" in printed and "\\u{A0}" in printed
    assert not {"\x1b", "\x07", "\u202e", "\u00a0"} & set(printed)


def test_what_is_no_text_is_refused_with_the_place():
    assert sky_text(text=b"ab\xff") == (1, "", "Error: The text is not valid UTF-8, from byte 2 on.\n")
    assert sky_text(text=b"ab\0c") == (1, "", "Error: The text holds a NUL, at byte 2.\n")
    assert sky_text(text=b"a" * 10_000_000) == (1, "", "Error: The text is longer than 1048576 bytes.\n")


def test_colours_are_for_terminals_and_for_those_who_want_them():
    assert "Don\x1b[30;43m’\x1b[0mt" in on_terminal("Don’t")
    plain = sky_text("Don’t")[1]
    assert on_terminal("Don’t", NO_COLOR="1") == plain
    assert on_terminal("Don’t", TERM="dumb") == plain
