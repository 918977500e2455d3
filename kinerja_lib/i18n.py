"""Words, numbers and dates in the reader's language.

Indonesian text is the message itself; `locale/en/LC_MESSAGES/kinerja.po` translates it. Notebooks
always run in Indonesian and keep message and values apart, so that a page can be rendered in
either language from one run.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("id", "en")
MINUS = "\N{MINUS SIGN}"
_SMALL_WORDS = {
    "id": [
        "tidak satu pun",
        *"satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(),
    ],
    "en": "zero one two three four five six seven eight nine ten eleven".split(),
}
# Control characters, marks that reorder or hide text on screen or are not seen at all (Unicode:
# default ignorable), and code points that neither UTF-8 nor SVG can hold: never wanted in a cell
# or a name.
_UNSAFE_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue010\ue011\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)

# Around a value that stays Indonesian, until the page is written; not part of any language.
FOREIGN = ("\ue010", "\ue011")
_LETTERS = re.compile(r"[^\W\d_]{2}")

_language: ContextVar[str] = ContextVar("kinerja_language", default="id")


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Render text, numbers and dates in `language` ("id" or "en") inside the block."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known: {LANGUAGES}")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def current_language() -> str:
    """Name the language in use, "id" or "en"."""
    return _language.get()


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    from babel.messages.pofile import read_po

    path = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "kinerja.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


def _(message: str) -> str:
    """Translate an Indonesian message into the language in use; Indonesian is returned as it is."""
    return message if _language.get() == "id" or not message else _english().get(message, message)


# Names of periods as values of messages and cells of tables carry them.
PERIOD_NAMES = {
    "triwulan": _("Triwulan {number} {year}"),
    "semester": _("Semester {number} {year}"),
    "tahun": _("tahun {year}"),
}
SHORT_PERIOD_NAMES = {"triwulan": _("TW {number} {year}"), "semester": _("Sem {number} {year}")}
_PERIOD_FORMS = {
    name.split(" ", 1)[0]: name for names in (PERIOD_NAMES, SHORT_PERIOD_NAMES)
    for name in names.values()
}  # fmt: skip
_PERIOD = re.compile(r"(?P<word>[A-Za-z]+) (?:(?P<number>I|II|III|IV) )?(?P<year>\d{4})")
_PERIOD_CODE = re.compile(r"(\d{4})-(?:TW([1-4])|S([12])|(0[1-9]|1[0-2]))")
# A period that stands behind a name or before dates in one cell: "Unit, TW I 2026".
_BESIDE = re.compile(r"((?:.*, )?)((?:TW|Sem) (?:I|II|III|IV) \d{4})((?:: .*)?)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_MONTHS = frozenset(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)


def translate_value(text: str) -> str:
    """Translate what stands in a field or a cell: a message, or the name or code of a period.

    >>> with use_language("en"):
    ...     translate_value("Triwulan III 2026"), translate_value("Agustus 2026")
    ('Q3 2026', 'August 2026')
    """
    if _PERIOD_CODE.fullmatch(text):
        return name_period(text, short=True)
    found = _PERIOD.fullmatch(text) if current_language() != "id" else None
    if not found:
        parts = _BESIDE.fullmatch(text) if current_language() != "id" else None
        return parts[1] + translate_value(parts[2]) + parts[3] if parts else _(text)
    word, number, year = found.group("word", "number", "year")
    if word in _MONTHS and not number:
        return f"{_(word)} {year}"
    form = _PERIOD_FORMS.get(word, "")
    if not form or bool(number) != ("{number}" in form):
        return _(text)
    return _(form).format(number=_ROMAN.get(number, ""), year=year)


def name_period(period: str, *, short: bool = False) -> str:
    """Write a period out: 2026-TW3 as Triwulan III 2026 (short: TW III 2026), 2026-11 by month.

    English writes Q3 2026 and H1 2026.
    """
    match = _PERIOD_CODE.fullmatch(period)
    if not match:
        return period
    year, quarter, half, month = match.groups()
    number = quarter or half
    if number and current_language() == "id":
        number = ("I", "II", "III", "IV")[int(number) - 1]
    if quarter:
        name = _("TW {number} {year}") if short else _("Triwulan {number} {year}")
        return name.format(number=number, year=year)
    if half:
        return _("Semester {number} {year}").format(number=number, year=year)
    first = dt.date(2000, int(month), 1)
    return format_date(first, short=short).split(" ")[1] + " " + year


def is_foreign(text: str) -> bool:
    """Tell whether a value of the data is written as it is on a page in another language.

    Words of the kit are translated and periods are named anew; what is left and has letters is
    Indonesian, and a page says so with `lang`.
    """
    if current_language() == "id" or not _LETTERS.search(text):
        return False
    return text not in _english() and translate_value(text) == text


def mark_foreign(text: str) -> str:
    """Put marks around a value that stays Indonesian, for `split_foreign` to find in a sentence."""
    return text.join(FOREIGN) if is_foreign(text) else text


def split_foreign(text: str) -> list[str]:
    """Cut text at the marks: every second part stays Indonesian."""
    opened, closed = FOREIGN
    return re.split(f"{opened}([^{opened}{closed}]*){closed}", text)


def drop_foreign(text: str) -> str:
    """Take the marks of `mark_foreign` out of text."""
    return text.translate(dict.fromkeys(map(ord, FOREIGN)))


def format_number(value: float | int | Decimal, decimals: int = 0) -> str:
    """Write a number with the separators of the language, rounded half up.

    Parameters
    ----------
    value : float, int or Decimal
        A finite number. A float is taken at its shortest decimal form, so 2.675 rounds to 2.68.
    decimals : int
        Digits after the separator.
    """
    exact = isinstance(value, Decimal | int)
    number = Decimal(value) if exact else Decimal(repr(float(value)))
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if _language.get() == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return MINUS + text if rounded < 0 else text


def format_range(low: float, high: float, decimals: int = 0) -> str:
    """Write a range: an en dash, or the word for "to" next to a minus sign."""
    joiner = _(" sampai ") if low < 0 or high < 0 else "–"
    return format_number(low, decimals) + joiner + format_number(high, decimals)


def count_words(number: int) -> str:
    """Write a small count as a word (up to eleven), larger ones in figures."""
    words = _SMALL_WORDS[_language.get()]
    return words[number] if 0 <= number < len(words) else format_number(number)


def format_date(day: dt.date, *, short: bool = False) -> str:
    """Write a date as 22 November 2026, or 22 Nov 2026 in tables."""
    from babel.dates import format_date as babel_date

    pattern = "d MMM y" if short else "d MMMM y"
    return babel_date(day, pattern, locale=_language.get())


def drop_marks(text: str) -> str:
    """Take control, hidden and reordering marks out of text; spaces and lines stay as they are."""
    return _UNSAFE_TEXT.sub("", text)


def clean_text(text: str, limit: int = 2000) -> str:
    """Make text from a data file safe to show as plain text: no control or reordering marks.

    Line breaks and tabs become spaces. Text over `limit` characters ends in an ellipsis. Escaping
    for HTML or CSV is the writer's work and comes on top.
    """
    spaced = " ".join(text.split())
    flat = " ".join(unicodedata.normalize("NFC", drop_marks(spaced)).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
