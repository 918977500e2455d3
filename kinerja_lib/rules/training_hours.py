"""Training hours (JP) of a year: a floor for PNS, a ceiling for PPPK.

Source: PP 11/2017 article 203 (4), at least 20 JP a year for PNS [P]; PP 49/2018 article 40, at
most 24 JP a year of the contract for PPPK, not for JPT utama and madya [P, both as quoted]. One JP
of 45 minutes is from memory [M].
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, to_decimal
from kinerja_lib.tables.names import squash

RULES: tuple[Rule, ...] = (
    Rule("jp.pns", "2017.1", "PNS paling sedikit 20 JP setahun", "PP 11/2017 Pasal 203", "P"),
    Rule("jp.pppk", "2018.1", "PPPK paling banyak 24 JP setahun", "PP 49/2018 Pasal 40", "P"),
    Rule("jp.konversi", "2018.1", "1 JP klasikal 45 menit", "PerLAN 10/2018", "M"),
)
_WITHOUT_CEILING = ("jptutama", "jptmadya")


class HoursVerdict(StrEnum):
    """What the hours of a year say."""

    MET = "terpenuhi"
    BELOW = "belum terpenuhi"
    WITHIN = "dalam batas"
    ABOVE = "melebihi batas"
    NO_RULE = "tidak berlaku"
    NO_DATA = "tidak ada data"


@dataclass(frozen=True)
class HoursParameters:
    """Floor for PNS and ceiling for PPPK in JP a year, and minutes of one classical JP."""

    floor: Number = 20
    ceiling: Number = 24
    minutes: Number = 45

    def __post_init__(self) -> None:
        if any(to_decimal(value) <= 0 for value in (self.floor, self.ceiling, self.minutes)):
            raise ValueError("floor, ceiling and minutes are over 0")


_DEFAULT = HoursParameters()


def judge_hours(
    hours: Number | None,
    status: str,
    *,
    post: str | None = None,
    parameters: HoursParameters | None = None,
) -> HoursVerdict:
    """Compare the hours of one person and year with what holds for the status.

    Parameters
    ----------
    hours : number or None
        JP of the year. None is no data, which is not 0.
    status : str
        PNS, CPNS, PPPK or PPPK Paruh Waktu. The floor speaks of PNS, so it does not hold for CPNS.
    post : str or None
        Kind of post; a PPPK in JPT utama or madya has no ceiling.
    parameters : HoursParameters, optional
        Floor and ceiling.

    Returns
    -------
    HoursVerdict
        `MET` or `BELOW` for PNS, `WITHIN` or `ABOVE` for PPPK: 24 JP is never a target.

    Raises
    ------
    DataError
        Unknown status, or negative hours.
    """
    chosen, kind = parameters or _DEFAULT, squash(status)
    if kind not in ("pns", "cpns", "pppk", "pppkparuhwaktu"):
        problem = _("Status kepegawaian {status} tidak dikenal. Tulis PNS, CPNS, atau PPPK.")
        raise DataError(problem.format(status=f'"{clean_text(status, 60)}"'))
    if hours is None:
        return HoursVerdict.NO_DATA
    jp = to_decimal(hours)
    if jp < 0:
        raise DataError(_("Jumlah JP bernilai negatif. Periksa data pelatihan."))
    if kind == "pns":
        return HoursVerdict.MET if jp >= to_decimal(chosen.floor) else HoursVerdict.BELOW
    if kind == "cpns" or squash(post or "") in _WITHOUT_CEILING:
        return HoursVerdict.NO_RULE
    return HoursVerdict.WITHIN if jp <= to_decimal(chosen.ceiling) else HoursVerdict.ABOVE


def add_hours(courses: Iterable[Number | None]) -> Decimal | None:
    """Add the JP of a person's courses; None where one has no JP, 0 where there is no course."""
    listed = list(courses)
    if None in listed:
        return None
    return sum((to_decimal(jp) for jp in listed), Decimal(0))


def convert_minutes(minutes: Number, parameters: HoursParameters | None = None) -> Decimal:
    """Turn minutes of classical training into JP, not rounded."""
    return to_decimal(minutes) / to_decimal((parameters or _DEFAULT).minutes)
