"""Search everything public for planted people, in whatever form their data may have come through.

A planted text begins with `WORD`, which no language knows; NIP, telephone number and dates of birth
are found by their digits. `python -m tests.canary_search FOLDER` prints what a folder holds.
"""

import base64
import binascii
import email
import email.policy
import html
import io
import re
import sys
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

WORD, END = "xqzkenari", "zq"  # a mark: WORD, letters of the place, END
DIGITS = {  # unmistakable numbers: name of the mark -> its digits
    "nip": "197202291999031777",
    "nip unit sendiri": "197602292001031778",
    "nip jabatan sendiri": "198002292005031779",
    "telepon": "8997107345",
}
BORN = ("1972-02-29", "1976-02-29", "1980-02-29")
KINDS = {".html", ".csv", ".json", ".jsonl", ".eml", ".ipynb", ".xlsx", ""}  # no reader for others
_MARK = re.compile(rf"{WORD}(?:[a-z]{{0,40}}?{END})?")
_MONTHS = ("februari", "february", "feb", "pebruari")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_BETWEEN = re.compile(r"(?<=\d)[\s.\-/'’_·]{1,3}(?=\d)")


@dataclass(frozen=True)
class Hit:
    """One planted thing that came through: the file, what it is, and how it was written."""

    file: str
    mark: str
    form: str


class _Reader(HTMLParser):
    """Texts of a page joined without tags, and the values of all attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for _name, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.values.append(data)


def search_folder(folder: Path) -> list[Hit]:
    """Search every file below a folder, hidden ones too, and the names of files and folders."""
    hits = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hits += [Hit(name, mark, "name") for mark in find_marks(name)]
        if path.is_file():
            if path.suffix not in KINDS:
                raise ValueError(f"no reader for {name}")
            hits += search_bytes(name, path.read_bytes())
    return hits


def search_bytes(name: str, content: bytes) -> list[Hit]:
    """Search one file in every form in which its bytes may be read."""
    found: dict[str, str] = {}
    for form, text in read_forms(name, content):
        for mark in find_marks(text):
            found.setdefault(mark, form)
    return [Hit(name, mark, form) for mark, form in sorted(found.items())]


def read_forms(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Give a file's text as it is, decoded in each way, and what is packed inside."""
    if name.endswith(".eml"):
        for part in email.message_from_bytes(content, policy=email.policy.default).walk():
            yield "header", "\n".join(f"{key}: {value}" for key, value in part.items())
            packed = part.get_payload(decode=True)
            if isinstance(packed, bytes):
                yield from read_forms("", packed)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed_files:
            for member in packed_files.namelist():
                yield "name", member
                yield from read_forms("", packed_files.read(member))
    text = content.decode("utf-8", errors="replace")
    yield "text", text
    yield "reversed", text[::-1]
    yield "entities", html.unescape(html.unescape(text))
    yield "percent", urllib.parse.unquote(text)
    yield "escapes", re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    if "<" in text:
        page = _Reader()
        page.feed(text)
        yield "page", "".join(page.texts)
        yield "attributes", "\n".join(page.values)
    yield "base64", "\n".join(_unpack(text))


def _unpack(text: str) -> Iterator[str]:
    """Give what runs of base64 or hexadecimal letters stand for, from each of four places."""
    for run in _RUN.findall(text):
        for start in range(4):
            part = run[start:].rstrip("=").replace("-", "+").replace("_", "/")
            part = part[: len(part) // 4 * 4 + (len(part) % 4 if len(part) % 4 > 1 else 0)]
            try:
                yield base64.b64decode(part + "=" * (-len(part) % 4)).decode("latin-1")
            except (ValueError, binascii.Error):
                continue
        if len(run) % 2 == 0 and re.fullmatch(r"[0-9a-fA-F]+", run):
            yield bytes.fromhex(run).decode("latin-1")


def find_marks(text: str) -> set[str]:
    """Name the marks in a text, whatever its letters, spaces, hidden marks and separators are."""
    plain = normalize(text)
    tight = re.sub(r"[\W_]+", "", plain)
    found = set(_MARK.findall(tight)) if WORD in tight else set()
    digits = _BETWEEN.sub("", plain)
    found |= {name for name, mark in DIGITS.items() if mark in digits}
    return found | {f"lahir {day}" for day, pattern in _BIRTHS.items() if pattern.search(plain)}


def normalize(text: str) -> str:
    """Fold case, width and accents, and take hidden and control marks away."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in folded if unicodedata.category(c) not in ("Cf", "Mn"))
    return "".join(kept)


def _write_births() -> Mapping[str, re.Pattern[str]]:
    """Make a pattern for each date of birth: figures in any order, and written with the month."""
    patterns = {}
    for day in BORN:
        y, m, d = day.split("-")
        months = "|".join(_MONTHS)
        gap = r"[\s.,/_-]{0,3}"
        orders = [(y, m, d), (d, m, y), (m, d, y), (y, d, m)]
        forms = [gap.join(f"0?{int(p)}" if len(p) == 2 else p for p in one) for one in orders]
        forms += [f"{d}{gap}(?:{months}){gap}{y}", f"(?:{months}){gap}{d}{gap}{y}"]
        patterns[day] = re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)")
    return patterns


_BIRTHS = _write_births()


if __name__ == "__main__":
    for hit in search_folder(Path(sys.argv[1])):
        print(hit.file, hit.mark, hit.form, sep="\t")  # noqa: T201 - a program that prints
