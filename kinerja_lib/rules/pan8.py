"""Capaian and nilai of individual indicators (IKI) and of the SKP, PermenPANRB 8/2021.

In force for the second half of 2021 only; kept for data of that time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, round_half_up, to_decimal
from kinerja_lib.rules.targets import Polarity, Target, achieve_exactly

_ANNEX = "Lampiran PermenPANRB 8/2021"
RULES: tuple[Rule, ...] = (
    Rule("pan8.capaian_iki", "2021.1", "Capaian IKI", f"{_ANNEX}, hlm. 99-101 dan 110", "P"),
    Rule("pan8.nilai_iki", "2021.1", "Kelas dan nilai IKI", f"{_ANNEX}, hlm. 101 dan 363", "P"),
    Rule(
        "pan8.nilai_iki_sangat_baik",
        "2021.1",
        "Nilai IKI untuk capaian 101-110%",
        f"{_ANNEX}; rumus dibaca pada kode publik BKPSDM Bulukumba",
        "S",
    ),
    Rule(
        "pan8.nilai_iki_negatif",
        "2021.1",
        "Capaian negatif mendapat nilai 0",
        "Tidak diatur dalam halaman yang dibaca",
        "D",
    ),
    Rule("pan8.kinerja_tambahan", "2021.1", "Kinerja tambahan", f"{_ANNEX}, hlm. 95-96", "P"),
    Rule("pan8.nilai_periodik", "2021.1", "Nilai kinerja periodik", f"{_ANNEX}, hlm. 75", "P"),
    Rule("pan8.nilai_akhir_skp", "2021.1", "Nilai akhir SKP", f"{_ANNEX}, hlm. 363", "P"),
)
CLASSES = ("Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang")
CONDITIONS = {"normal": Polarity.UP, "khusus": Polarity.DOWN}
_EXACT = Decimal(100)


@dataclass(frozen=True)
class IkiParameters:
    """Values of the classes; capaian in whole per cent.

    Attributes
    ----------
    highest : Decimal
        Value above the top of Sangat Baik, and at 100% of a target that cannot be exceeded.
    exact : Decimal
        Value at exactly 100%.
    bands : tuple of (class, first, last, value at first, value at last)
        Classes where the value grows evenly with the capaian.
    bottom : (class, last, value at last)
        Lowest class, proportional to the capaian from 0.
    """

    highest: Decimal = Decimal(120)
    exact: Decimal = Decimal(109)
    bands: tuple[tuple[str, int, int, int, int], ...] = (
        ("Sangat Baik", 101, 110, 110, 120),
        ("Cukup", 80, 99, 70, 89),
        ("Kurang", 60, 79, 50, 69),
    )
    bottom: tuple[str, int, int] = ("Sangat Kurang", 59, 49)


@dataclass(frozen=True)
class IkiScore:
    """Score of one indicator.

    Attributes
    ----------
    capaian : Decimal
        Whole per cent, rounded half up.
    name : str
        One of `CLASSES`.
    value : Decimal
        0 to 120, unrounded.
    """

    capaian: Decimal
    name: str
    value: Decimal


def compute_capaian(
    condition: str, target: Number | tuple[Number, Number] | None, actual: Number | None
) -> Decimal | None:
    """Compute the capaian of an indicator in per cent.

    Parameters
    ----------
    condition : str
        "normal" (bigger is better) or "khusus" (smaller is better).
    target : number, pair of numbers, or None
        Single target or lower and upper bound, in the indicator's unit. None is missing.
    actual : number or None
        Actual value. None is missing.

    Returns
    -------
    Decimal or None
        Unrounded. None where something is missing, or a ratio has no meaning (target 0,
        negative values).

    Raises
    ------
    ValueError
        Unknown condition, or a range that is upside down.

    Notes
    -----
    normal R / T * 100; khusus (1 + (1 - R / T)) * 100. Above a range its upper bound is T, below
    it the lower one, under both conditions; inside it 100% [D]. The annex prints 113% for 92 on
    80-90; its own rule gives 102.22.
    Source: PermenPANRB 8/2021, annex pp. 99-101, 110 [P].
    """
    if condition not in CONDITIONS:
        raise ValueError(f"condition is one of {sorted(CONDITIONS)}, not {condition!r}")
    if target is None:
        return None
    low, high = target if isinstance(target, tuple) else (target, target)
    single = low == high
    bounds = (float(low), None if single else float(high))
    value = None if actual is None else float(actual)
    return achieve_exactly(value, Target(*bounds, CONDITIONS[condition]))


def score_capaian(
    capaian: Number | None,
    *,
    target_is_highest: bool = False,
    parameters: IkiParameters | None = None,
) -> IkiScore | None:
    """Give the class and value of a capaian, after rounding it to a whole per cent.

    Parameters
    ----------
    capaian : number or None
        Per cent, unrounded. None is missing.
    target_is_highest : bool
        The target is the highest value that can be reached; 100% is then Sangat Baik with 120.
    parameters : IkiParameters, optional
        Values of the classes.

    Returns
    -------
    IkiScore or None
        None where the capaian is missing.

    Notes
    -----
    99.6% becomes 100% and so Baik with 109; 99% is Cukup with 89.
    Source: PermenPANRB 8/2021, annex pp. 101, 363 [P]; 101-110% [S]; negative capaian as 0 [D].
    """
    if capaian is None:
        return None
    chosen, whole = parameters or IkiParameters(), round_half_up(capaian, 0)
    if whole == _EXACT:
        if target_is_highest:
            return IkiScore(whole, CLASSES[0], chosen.highest)
        return IkiScore(whole, CLASSES[1], chosen.exact)
    for name, first, last, low, high in chosen.bands:
        if first <= whole <= last:
            value = low + (high - low) * (whole - first) / (last - first)
            return IkiScore(whole, name, value)
    if whole > _EXACT:
        return IkiScore(whole, CLASSES[0], chosen.highest)
    name, last, high = chosen.bottom
    return IkiScore(whole, name, max(whole, Decimal(0)) * high / last)


@dataclass(frozen=True)
class AdditionalWork:
    """Numbers for additional work (kinerja tambahan).

    Attributes
    ----------
    class_points : mapping
        Points by class, 0 to 100.
    cap : Decimal
        Highest total that counts.
    """

    class_points: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            name: Decimal(points)
            for name, points in zip(CLASSES, (100, 80, 60, 40, 20), strict=True)
        }
    )
    cap: Decimal = Decimal(10)

    def __post_init__(self) -> None:
        object.__setattr__(self, "class_points", MappingProxyType(dict(self.class_points)))


def score_additional(
    name: str, scope_weight: Number, value: Number, parameters: AdditionalWork | None = None
) -> Decimal:
    """Score one piece of additional work.

    Parameters
    ----------
    name : str
        Class, one of `CLASSES`.
    scope_weight : number
        Weight of the scope of the assignment. The annex's weights were not read, so there is no
        default.
    value : number
        Value of the work, 0 to 120.
    parameters : AdditionalWork, optional
        Points of the classes.

    Raises
    ------
    ValueError
        Unknown class.

    Notes
    -----
    points / 100 * scope weight * value / 100.
    Source: PermenPANRB 8/2021, annex pp. 95-96 [P].
    """
    points = (parameters or AdditionalWork()).class_points
    if name not in points:
        raise ValueError(f"class is one of {list(points)}, not {name!r}")
    return points[name] * to_decimal(scope_weight) * to_decimal(value) / 10_000


def compute_periodic(actions: Number | None, main: Number | None) -> Decimal | None:
    """Average the mean of action-plan scores and the mean of measurable main scores.

    None where one is missing. Unrounded.
    Source: PermenPANRB 8/2021, annex p. 75 [P].
    """
    if actions is None or main is None:
        return None
    return (to_decimal(actions) + to_decimal(main)) / 2


def compute_final(
    main: Sequence[Number], additional: Sequence[Number], parameters: AdditionalWork | None = None
) -> Decimal | None:
    """Add the weighted main scores and the additional ones, of which at most 10 count.

    Parameters
    ----------
    main : sequence of number
        Weighted scores of the parts of the main work.
    additional : sequence of number
        Scores of additional work; empty where there was none.
    parameters : AdditionalWork, optional
        The cap.

    Returns
    -------
    Decimal or None
        Unrounded; None without a main score.

    Notes
    -----
    Example of the annex: 59.2 + 43.6 + 0 = 102.8.
    Source: PermenPANRB 8/2021, annex pp. 95-96, 363 [P].
    """
    if not main:
        return None
    extra = sum(map(to_decimal, additional), Decimal(0))
    cap = (parameters or AdditionalWork()).cap
    return sum(map(to_decimal, main), Decimal(0)) + min(extra, cap)
