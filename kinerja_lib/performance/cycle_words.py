"""What sentences about alignment, cycle and plans share: outcomes, names, dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.publish import Finding, Quantity

ALL, SOME, NONE, CANNOT = "semua", "sebagian", "tidak satu pun", "tidak dapat dihitung"
FEW, NEARLY = "sedikit", "hampir semua"  # people whose count is too small to print
NAMED = 3
FEWEST = MINIMUM["public"]["kinerja"]
PLAN_OFFICE = _("pengelola indikator kinerja")
CYCLE_OFFICE = _("pengelola e-Kinerja")
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


def percent_quantity(part: float, whole: float) -> Quantity:
    """Write a share in per cent; what is not all or nothing never reads 100,0% or 0,0%."""
    share = 100.0 * part / whole
    decimals = 1
    while decimals < 4 and share not in (0.0, 100.0) and round(share, decimals) in (0.0, 100.0):
        decimals += 1
    return Quantity(share, "%", decimals)


def percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Divide in per cent; of nothing the share is missing."""
    return 100.0 * part.astype(float) / whole.astype(float).where(whole > 0)


def add_days(day: dt.date | str, days: int) -> dt.date:
    """Count days on from a date, which notebooks give as text."""
    return pd.Timestamp(day).date() + dt.timedelta(days=days)


def date_values(day: dt.date) -> dict[str, str]:
    """Give the fields {tanggal} {bulan} {tahun} of a date, the month as a message."""
    return {"tanggal": str(day.day), "bulan": MONTHS[day.month - 1], "tahun": str(day.year)}


def make_finding(
    id: str,
    outcome: str,
    messages: Mapping[str, str],
    values: Mapping[str, object],
    **options: Any,  # noqa: ANN401 - the other fields of Finding
) -> Finding:
    """Keep only the values that the chosen message uses.

    Without `n` a sentence is about goals, indicators, records or units (`umum`); with `n` it is
    about that many people (`kinerja`).
    """
    used = {k: v for k, v in values.items() if "{" + k + "}" in messages[outcome]}
    subject = "umum" if options.get("n") is None else "kinerja"
    return Finding(id, outcome, messages, used, subject=subject, **options)
