"""Credit points (angka kredit) of functional posts from the predikat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.predikat import read_predikat
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, round_half_up, to_count, to_decimal
from kinerja_lib.tables.choices import LEVELS, PREDIKAT
from kinerja_lib.tables.names import squash

_BASIS = "PermenPANRB 1/2023 dan Peraturan BKN 3/2023"
RULES: tuple[Rule, ...] = (
    Rule("angka_kredit.tahunan", "2023.1", "Angka kredit setahun", f"{_BASIS}, slide BKN", "S"),
    Rule("angka_kredit.periodik", "2023.1", "Angka kredit periodik", f"{_BASIS}, slide BKN", "S"),
    Rule("angka_kredit.akumulasi", "2023.1", "Angka kredit kumulatif", f"{_BASIS}, slide BKN", "S"),
    Rule(
        "angka_kredit.perpindahan",
        "2023.1",
        "Angka kredit perpindahan dari jabatan lain",
        f"{_BASIS}, slide BKN",
        "S",
    ),
    Rule(
        "angka_kredit.koefisien",
        "2023.1",
        "Koefisien dan kebutuhan angka kredit per jenjang",
        "Lampiran PermenPANRB 1/2023 untuk Ahli Muda dan pangkat; lainnya sumber sekunder",
        "S",
    ),
    Rule(
        "angka_kredit.koefisien_pemula",
        "2023.1",
        "Koefisien Pemula 3,75",
        "PermenPANRB 1/2023, dari ingatan",
        "M",
    ),
    Rule(
        "angka_kredit.pendidikan",
        "2023.1",
        "Tambahan 25% angka kredit pangkat untuk pendidikan lebih tinggi, satu kali",
        "Peraturan BKN 3/2023, dibaca pada sumber sekunder",
        "S",
    ),
)


@dataclass(frozen=True)
class Level:
    """Numbers of one jenjang.

    Attributes
    ----------
    coefficient : Decimal
        Points of a full year with predikat Baik.
    grade_points, level_points : Decimal or None
        Points for the next pangkat and the next jenjang; None where there is no next jenjang.
    mark : str
        Mark of the coefficient, as in `Rule.mark`.
    """

    coefficient: Decimal
    grade_points: Decimal
    level_points: Decimal | None
    mark: str = "S"


def _level(coefficient: str, grade: int, level: int | None, mark: str = "S") -> Level:
    points = None if level is None else Decimal(level)
    return Level(Decimal(coefficient), Decimal(grade), points, mark)


# Terampil: 60 for the jenjang, 40 for a post that starts at II/c (`Terampil II/c`).
LEVEL_TABLE: Mapping[str, Level] = MappingProxyType(
    {
        "pemula": _level("3.75", 15, 15, "M"),
        "terampil": _level("5", 20, 60),
        "mahir": _level("12.5", 50, 100),
        "penyelia": _level("25", 100, None),
        "ahli pertama": _level("12.5", 50, 100),
        "ahli muda": _level("25", 100, 200, "P"),
        "ahli madya": _level("37.5", 150, 450),
        "ahli utama": _level("50", 200, None),
    }
)
TERAMPIL_FROM_II_C = Decimal(40)
GRADE_POINTS_OF_SKILL: Mapping[str, Decimal] = MappingProxyType(
    {"II/a": Decimal(15)}
    | dict.fromkeys(("II/b", "II/c", "II/d"), Decimal(20))
    | dict.fromkeys(("III/a", "III/b"), Decimal(50))
    | {"III/c": Decimal(100)}
)
_LEVELS = {squash(name): name for name in LEVELS}


@dataclass(frozen=True)
class CreditParameters:
    """Percentages and rounding of credit points.

    Attributes
    ----------
    percent : mapping
        Per cent of the coefficient by predikat.
    decimals : int
        Decimals of a printed line (2.0833 is printed 2.08).
    degree_percent : Decimal
        Extra per cent of the pangkat's points for a higher degree, once.
    levels : mapping
        Numbers by jenjang, names as in `kinerja_lib.tables.choices.LEVELS`.

    Raises
    ------
    ValueError
        A predikat without a percentage.
    """

    percent: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            name: Decimal(share)
            for name, share in zip(PREDIKAT, (150, 100, 75, 50, 25), strict=True)
        }
    )
    decimals: int = 2
    degree_percent: Decimal = Decimal(25)
    levels: Mapping[str, Level] = field(default_factory=lambda: LEVEL_TABLE)

    def __post_init__(self) -> None:
        if set(self.percent) != set(PREDIKAT):
            raise ValueError("every predikat needs a percentage")
        object.__setattr__(self, "percent", MappingProxyType(dict(self.percent)))
        object.__setattr__(self, "levels", MappingProxyType(dict(self.levels)))


def find_level(jenjang: str, parameters: CreditParameters | None = None) -> Level:
    """Find the numbers of a jenjang, whatever the case and spaces of its name.

    Raises
    ------
    DataError
        Unknown jenjang.
    """
    levels = (parameters or CreditParameters()).levels
    name = _LEVELS.get(squash(jenjang))
    if name not in levels:
        raise DataError(
            _("Jenjang '{name}' tidak dikenal. Yang dikenal: {accepted}.").format(
                name=clean_text(jenjang, 60), accepted=", ".join(levels)
            )
        )
    return levels[name]


def convert_predikat(
    predikat: str | None,
    coefficient: Number,
    *,
    months: int = 12,
    parameters: CreditParameters | None = None,
) -> Decimal | None:
    """Turn a predikat into credit points.

    Parameters
    ----------
    predikat : str or None
        In any spelling; "Cukup" is Butuh Perbaikan. None is missing.
    coefficient : number
        Yearly coefficient of the jenjang; `find_level` has the table.
    months : int
        Months of the period, 1 to 12.
    parameters : CreditParameters, optional
        Percentages and rounding.

    Returns
    -------
    Decimal or None
        Rounded half up to the printed decimals; None where the predikat is missing.

    Raises
    ------
    DataError
        Unknown predikat.
    ValueError
        Months outside 1 to 12.

    Notes
    -----
    percent(predikat) * coefficient * months / 12.
    Source: PermenPANRB 1/2023, Peraturan BKN 3/2023 [S].
    """
    if predikat is None:
        return None
    chosen = parameters or CreditParameters()
    percent = chosen.percent[read_predikat(predikat)]
    return convert_percent(percent, coefficient, months=months, parameters=chosen)


def convert_percent(
    percent: Number,
    coefficient: Number,
    *,
    months: int = 12,
    parameters: CreditParameters | None = None,
) -> Decimal:
    """Turn a percentage of the coefficient into points for one period of 1 to 12 months.

    Raises
    ------
    ValueError
        Months outside 1 to 12.
    """
    if not 1 <= months <= 12:
        raise ValueError(f"a period has 1 to 12 months, not {months}")
    points = to_decimal(percent) * to_decimal(coefficient) * to_count(months) / 1200
    return round_half_up(points, (parameters or CreditParameters()).decimals)


def convert_transfer(
    percent: Number,
    coefficient: Number,
    *,
    years: Number,
    parameters: CreditParameters | None = None,
) -> Decimal:
    """Compute the points of someone who comes from another post: percent * coefficient * years.

    Parameters
    ----------
    percent : number
        Percentage of the predikat.
    coefficient : number
        Yearly coefficient of the new jenjang.
    years : number
        Years counted, not below 0.
    parameters : CreditParameters, optional
        Rounding.

    Raises
    ------
    ValueError
        Years below 0.

    Notes
    -----
    Source: Peraturan BKN 3/2023, BKN slides [S].
    """
    if to_decimal(years) < 0:
        raise ValueError(f"years are not below 0: {years}")
    points = to_decimal(percent) * to_decimal(coefficient) * to_decimal(years) / 100
    return round_half_up(points, (parameters or CreditParameters()).decimals)


def accumulate_points(lines: Sequence[Number]) -> Decimal | None:
    """Add printed lines of credit points; nothing is rounded again. None where there are none."""
    return sum(map(to_decimal, lines), Decimal(0)) if lines else None


def add_degree(grade_points: Number, parameters: CreditParameters | None = None) -> Decimal:
    """Compute the extra points for a higher degree, given once: 25% of the pangkat's points.

    Source: Peraturan BKN 3/2023 [S].
    """
    chosen = parameters or CreditParameters()
    return round_half_up(to_decimal(grade_points) * chosen.degree_percent / 100, chosen.decimals)
