"""Read what the name of a file or sheet tells: the table it holds, and the period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.names import squash

MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "pebruari", "february"),
    ("maret", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("agustus", "agu", "agt", "ags", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov", "nop", "nopember"),
    ("desember", "des", "dec", "december"),
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PERIOD_WORDS = {"tw", "triwulan", "s", "smt", "semester", "tahun", "thn", "th", "bulan", "bln"}
_WAVE_WORDS = {"gelombang", "gel", "wave", "putaran", "tahap"}
_TITLE_WORDS = {"bulan", "bln", "periode", "masa", "triwulan", "tw", "semester", "tahun"}
_PLACE_WORDS = {"kab", "kabupaten", "kota", "prov", "provinsi", "pemkab", "pemkot", "pemprov"}
_OFFICE_WORDS = {"bkpsdm", "bkpsdmd", "bkd", "bkn", "bkpp", "bpsdm"}
_COPY_WORDS = {"final", "fix", "rev", "revisi", "v", "salinan", "copy", "baru", "rekaan", "contoh"}
_OPENING = {"data", "rekap", "ekspor", "export", "daftar", "tabel", "lampiran", "unduhan", "lembar"}
_PASSED_OVER = (
    _PERIOD_WORDS | _PLACE_WORDS | _OFFICE_WORDS | _COPY_WORDS | _ROMAN.keys() | MONTH_OF.keys()
)


def split_words(text: str) -> list[str]:
    """Cut a name into runs of letters and runs of digits, in lower case."""
    return re.findall(r"[^\W\d_]+|[0-9]+", unicodedata.normalize("NFKC", text[:300]).lower())


def table_names(
    contracts: Mapping[str, TableContract], mappings: Mapping[str, str]
) -> dict[str, str]:
    """Return every name of a table, squashed -> table.

    Parameters
    ----------
    contracts : mapping
        Table name -> contract.
    mappings : mapping
        Name of a mapping -> its table.
    """
    known = {squash(name): table for name, table in mappings.items()}
    for contract in contracts.values():
        known |= {squash(alias): contract.name for alias in contract.aliases}
    return known | {squash(name): name for name in contracts}


def find_table(text: str, known: Mapping[str, str], region: str = "") -> tuple[str, bool] | None:
    """Return the table a name speaks of, and whether nothing but dates and places is left over.

    Parameters
    ----------
    text : str
        File name without ending, or sheet name.
    known : mapping
        As `table_names` gives it.
    region : str
        Name of the region; its words count as a place.
    """
    words = split_words(text)
    for start in range(len(words)):
        if start and not (words[start - 1] in _OPENING or words[start - 1].isdigit()):
            return None
        for end in range(len(words), start, -1):
            table = known.get("".join(words[start:end]))
            if table:
                return table, _only_dates_and_places(words[end:], region)
    return None


def _only_dates_and_places(words: Iterable[str], region: str) -> bool:
    passed = _PASSED_OVER.union(split_words(region))
    return all(word in passed or word.isdigit() for word in words)


def find_period(text: str, *, year_only: bool = False) -> str:
    """Return the period that a name states, such as 2026-TW3; empty where it states none or two."""
    words = split_words(text)
    years = {word for word in words if re.fullmatch("20[0-9]{2}", word)}
    if len(years) != 1:
        return ""
    year = years.pop()
    parts = {} if year_only else _parts(words, words.index(year))
    return year + next(iter(parts), "") if len(parts) < 2 else ""


def find_wave(text: str) -> str:
    """Return the wave of a survey that a name states: 2026, 2026-S1, or 2026-2; empty for none.

    A single digit right behind the year, or a number behind the word for a wave, is the number of
    the wave.
    """
    words = split_words(text)
    numbers = {
        _ROMAN.get(number, number.lstrip("0"))
        for word, number in pairwise(words)
        if (word in _WAVE_WORDS and (number in _ROMAN or re.fullmatch("0?[1-9]", number)))
        or (re.fullmatch("20[0-9]{2}", word) and re.fullmatch("[1-9]", number))
    }
    year = find_period(text, year_only=True)
    if len(numbers) == 1:
        return "-".join(part for part in (year, *numbers) if part)
    return find_period(text) if not numbers else ""


def combine_period(
    sheet: str, file: str, titles: Sequence[str] = (), *, monthly: bool = False
) -> str:
    """Return the period that the names of a sheet and its file and the title lines state together.

    A sheet called `Juli` in a file called `TPP 2026` is July 2026. A title line counts only if it
    speaks of a period, such as `Bulan : Juli 2026`, not of the day of printing.

    Parameters
    ----------
    sheet, file : str
        Names without folder and ending.
    titles : sequence of str
        Lines above the header.
    monthly : bool
        Whether the table knows months only; a year or a quarter is then no answer.

    Returns
    -------
    str
        Empty where the names state none, several, or not enough.
    """
    lines = [line for line in titles if not _TITLE_WORDS.isdisjoint(split_words(line))]
    own, parts = find_period(sheet), _named_parts(split_words(sheet))
    if not own and parts:
        found = _only({find_period(file, year_only=True)} - {""}) or _only(
            {find_period(line, year_only=True) for line in lines} - {""}
        )
        own = found + next(iter(parts)) if found and len(parts) == 1 else ""
    else:
        stated = (own, find_period(file), _only({find_period(line) for line in lines} - {""}))
        fit = (period for period in stated if period and (not monthly or is_month(period)))
        own = next(fit, "")
    return own if not monthly or is_month(own) else ""


def is_month(period: str) -> bool:
    """Tell whether a period is one month, such as 2026-07."""
    return re.fullmatch("[0-9]{4}-[0-9]{2}", period) is not None


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _parts(words: list[str], at: int) -> dict[str, None]:
    """Return the distinct parts of a year that are named; `at` is the place of the year."""
    found = _named_parts(words)
    beside = [words[place] for place in (at - 1, at + 1) if 0 <= place < len(words)]
    before = words[at - 2] if at > 1 else ""
    months = [w for w in beside if re.fullmatch("0[1-9]|1[0-2]", w)]
    if not found and len(months) == 1 and before not in ("tw", "triwulan", "s", "semester"):
        found[f"-{months[0]}"] = None
    return found


def _named_parts(words: list[str]) -> dict[str, None]:
    """Return the distinct parts of a year that are named in words: TW3, semester 2, Juli."""
    found: dict[str, None] = {}
    for word, following in pairwise([*words, ""]):
        number = _ROMAN.get(following, following.lstrip("0"))
        if word in ("tw", "triwulan") and number in "1234":
            found |= {f"-TW{number}": None} if number else {}
        elif word in ("s", "smt", "semester") and number in "12":
            found |= {f"-S{number}": None} if number else {}
        elif word in MONTH_OF:
            found[f"-{MONTH_OF[word]:02d}"] = None
    return found
