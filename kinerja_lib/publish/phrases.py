"""What the sentences of all reports share: outcomes of counts, dates, how one is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TypedDict, Unpack

from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.publish.finding import Finding, Quantity

ALL, SOME, NONE, CANNOT = "semua", "sebagian", "tidak satu pun", "tidak dapat dihitung"
FEW, NEARLY = "sedikit", "hampir semua"  # people whose count is too small to print
FEWEST = MINIMUM["public"]["kinerja"]
NAMED = 3
MONTHS = (
    *(_("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni")),
    *(_("Juli"), _("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember")),
)


class FindingOptions(TypedDict, total=False):
    """Name the fields of `Finding` that a sentence may set besides its message and values."""

    place: str
    section: str
    n: int | None
    subject: str
    test: str
    rule: str


def make_finding(
    id: str,
    outcome: str,
    messages: Mapping[str, str],
    values: Mapping[str, object],
    **options: Unpack[FindingOptions],
) -> Finding:
    """Keep only the values that the chosen message uses.

    Without `n` a sentence is about goals, indicators, records or units (`umum`); with `n` it is
    about that many people (`kinerja`), unless `subject` says otherwise.
    """
    used = {k: v for k, v in values.items() if "{" + k + "}" in messages[outcome]}
    subject = "umum" if options.get("n") is None else "kinerja"
    return Finding(id, outcome, messages, used, **{"subject": subject, **options})


def name_share(part: int, whole: int, unknown: int = 0) -> str:
    """Name a share: all, some, none, or cannot be computed; never "all" while some are unknown."""
    if whole == 0:
        return CANNOT
    if part == whole:
        return SOME if unknown else ALL
    return NONE if part == 0 else SOME


def name_people(part: int, whole: int) -> str:
    """Name a share of people; where one side has fewer than `FEWEST` its number is not printed."""
    outcome = name_share(part, whole)
    if outcome != SOME:
        return outcome
    return FEW if part < FEWEST else NEARLY if whole - part < FEWEST else SOME


def name_few(titles: Sequence[str]) -> list[str]:
    """Name at most `NAMED` in the order given; from the next on they are "yang lain"."""
    names = list(titles)
    return names if len(names) <= NAMED else [*names[:NAMED], _("yang lain")]


def count_quantity(number: int, unit: str = "") -> Quantity:
    """Write a count as a word where it is small."""
    return Quantity(int(number), unit, words=True)


def count_people(number: int) -> Quantity | str:
    """Write a count of people or their cases; one below the public limit is never written out.

    A sentence is the same in both editions, so it may not say what a public table withholds; the
    internal lists and tables have the number.
    """
    if not number:
        return _("tidak satu pun")
    return count_quantity(number) if number >= FEWEST else _("kurang dari sepuluh")


def hide_parts(parts: Mapping[str, int]) -> set[str]:
    """Name the parts of a known total whose number may not be said.

    Those from 1 up to the public limit; where that is only one, it would follow from the total, and
    where they are few people together, the total leaves no doubt about each. The least of the
    others above zero goes with them.
    """
    hidden = {name for name, number in parts.items() if 0 < number < FEWEST}
    few = len(hidden) == 1 or 0 < sum(parts[name] for name in hidden) < FEWEST
    others = sorted((number, name) for name, number in parts.items() if number >= FEWEST)
    return hidden | {name for _number, name in others[:1]} if few else hidden


def count_parts(
    parts: Mapping[str, int], hidden: Collection[str] | None = None
) -> dict[str, Quantity | str]:
    """Write the parts of a known total as `count_people`.

    What is hidden beside the small ones reads "most" or "some". `hidden` is that of
    `hide_parts` unless it is given.
    """
    hidden = hide_parts(parts) if hidden is None else hidden
    most = sum(parts.values()) / 2
    return {
        name: (_("sebagian besar") if number > most else _("sejumlah"))
        if name in hidden and number >= FEWEST
        else count_people(number)
        for name, number in parts.items()
    }


def percent_quantity(part: float, whole: float) -> Quantity:
    """Write a share in per cent; what is not all or nothing never reads 100,0% or 0,0%."""
    share = 100.0 * part / whole
    decimals = 1
    while decimals < 4 and share not in (0.0, 100.0) and round(share, decimals) in (0.0, 100.0):
        decimals += 1
    return Quantity(share, "%", decimals)


def limit_quantity(limit: float, unit: str = "") -> Quantity:
    """Write a limit from parameters with the digits it was given, as 12,5 or 30."""
    return Quantity(float(limit), unit, len(f"{limit:g}".partition(".")[2]))


def date_values(day: dt.date) -> dict[str, str]:
    """Give the fields {tanggal} {bulan} {tahun} of a date, the month as a message."""
    return {"tanggal": str(day.day), "bulan": MONTHS[day.month - 1], "tahun": str(day.year)}


def name_day(day: dt.date) -> dict[str, str]:
    """Give the fields {day} {month} {year} of a date, the month as a message."""
    return dict(zip(("day", "month", "year"), date_values(day).values(), strict=True))
