"""What all sentences of the quality report share: outcomes of counts, dates, how one is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity

VERSION = "mutu data 1"
ALL, SOME, NONE, CANNOT = "semua", "sebagian", "tidak satu pun", "tidak dapat dihitung"
NAMED = 3
MONTHS = (
    *(_("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni")),
    *(_("Juli"), _("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember")),
)


def name_share(part: int, whole: int) -> str:
    """Name a share: all, some or none of it; of nothing it cannot be computed."""
    if whole == 0:
        return CANNOT
    if part == whole:
        return ALL
    return NONE if part == 0 else SOME


def name_few(titles: Sequence[str]) -> list[str]:
    """Name at most `NAMED`; from the next on they are "yang lain"."""
    names = list(titles)
    return names if len(names) <= NAMED else [*names[:NAMED], _("yang lain")]


def count_quantity(number: int, unit: str = "") -> Quantity:
    """Write a count as a word where it is small."""
    return Quantity(int(number), unit, words=True)


def date_values(day: dt.date) -> dict[str, str]:
    """Give the fields {tanggal} {bulan} {tahun} of a date, the month as a message."""
    return {"tanggal": str(day.day), "bulan": MONTHS[day.month - 1], "tahun": str(day.year)}


def make_finding(
    id: str, outcome: str, messages: Mapping[str, str], values: Mapping[str, object], **place: str
) -> Finding:
    """Keep only the values that the chosen message uses."""
    used = {k: v for k, v in values.items() if "{" + k + "}" in messages[outcome]}
    return Finding(id, outcome, messages, used, subject="umum", rule=VERSION, **place)
