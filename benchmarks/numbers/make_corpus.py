"""Write the two inputs of the benchmark, one number a line: text, a tab, region ('-': none). Control characters in a
text are left out, so that every peer can read it line by line.

    typical   valid numbers as people and programs write them
    hostile   the corpora of tools/numbers: two thirds not valid, a quarter not ASCII

Usage: python3 make_corpus.py FOLDER [LINES]
"""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "numbers"))

import phonenumbers  # noqa: E402

import corpus  # noqa: E402


def typical(rng: random.Random) -> corpus.Line:
    """A valid number in E.164, international, national, 00 or (xxx) xxx-... form."""
    while True:
        region = rng.choice(corpus.regions())
        code = phonenumbers.country_code_for_region(region)
        number = phonenumbers.parse(f"+{code}{corpus.national_number(rng, region)}") if code else None
        if number is None or not phonenumbers.is_valid_number(number):
            continue
        form = rng.randrange(5)
        national = phonenumbers.national_significant_number(number)
        if form == 0:
            return f"+{code}{national}", rng.choice([None, region])
        if form == 1:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL), None
        if form == 2:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL), region
        if form == 3:
            return f"00{code}{national}", "DE"
        return f"({national[:3]})-{national[3:6]}-{national[6:]}", region


def hostile(rng: random.Random) -> corpus.Line:
    return corpus.ordinary(rng) if rng.random() < 0.4 else corpus.hostile(rng)


def safe(make, rng: random.Random) -> corpus.Line:
    while True:
        try:
            text, region = make(rng)
        except phonenumbers.NumberParseException:
            continue
        if not any(ord(c) < 0x20 for c in text):
            return text, region


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("typical", typical), ("hostile", hostile)):
        rng = random.Random(f"benchmark {name}")
        lines = [safe(make, rng) for _ in range(count)]
        text = "".join(f"{text}\t{region or '-'}\n" for text, region in lines)
        (folder / f"{name}.tsv").write_text(text)
        other = sum(not text.isascii() for text, _ in lines)
        print(f"{name}: {count} lines, {100 * other / count:.0f} % not ASCII")


if __name__ == "__main__":
    main()
