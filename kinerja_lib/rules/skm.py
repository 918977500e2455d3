"""Public satisfaction: mean per service element (NRR), index (IKM) and class.

Source: PermenPANRB 14/2017 [S: Kab. Bantul 2023, e-smile Tulang Bawang Barat, GASPUL]; class limits
of KEP/25/M.PAN/2/2004 from memory [M], so "perlu diverifikasi".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, round_half_up, to_decimal
from kinerja_lib.rules.scales import GapRule, Scale, classify, make_bands

WEIGHTS = ("1/9", "0.111", "0.11")  # met in published reports; "1/n" fits any number of elements
KINERJA = {"A": "Sangat Baik", "B": "Baik", "C": "Kurang Baik", "D": "Tidak Baik"}
CENT = Decimal("0.01")  # step of the printed limits: 88.30 is B, 88.31 is A
SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        "2017": Scale(
            "skm.kategori",
            make_bands(
                {"A": Decimal("88.31"), "B": Decimal("76.61"), "C": 65, "D": None},
                includes_start=True,
            ),
            step=CENT,
        ),
        "kep25": Scale(
            "skm.kategori_kep25",
            make_bands(
                {"A": Decimal("81.26"), "B": Decimal("62.51"), "C": Decimal("43.76"), "D": None},
                includes_start=True,
            ),
            step=CENT,
        ),
    }
)
RULES: tuple[Rule, ...] = (
    Rule("skm.nrr", "2017.1", "Nilai rata-rata per unsur", "PermenPANRB 14/2017", "S"),
    Rule(
        "skm.ikm",
        "2017.1",
        "Indeks kepuasan masyarakat (IKM)",
        "PermenPANRB 14/2017; bobot 1/9 menurut hasil terbit Kab. Bantul 2023",
        "S",
    ),
    Rule(
        "skm.kategori",
        "2017.1",
        "Mutu pelayanan",
        "PermenPANRB 14/2017; dibulatkan ke dua desimal sebelum dikelaskan",
        "S",
    ),
    Rule("skm.kategori_kep25", "2004.1", "Mutu pelayanan, batas lama", "KEP/25/M.PAN/2/2004", "M"),
)


@dataclass(frozen=True)
class Nrr:
    """Mean of one service element over the filled answers.

    Attributes
    ----------
    total : Fraction
        Sum of the answers.
    n : int
        Filled answers; empty ones are left out, never counted as 0.
    """

    total: Fraction
    n: int

    @property
    def exact_mean(self) -> Fraction | None:
        """Mean on the scale 1 to 4, not rounded; None where nobody answered."""
        return self.total / self.n if self.n else None

    @property
    def mean(self) -> Decimal | None:
        """Mean on the scale 1 to 4, four decimals."""
        return None if self.exact_mean is None else _round(self.exact_mean, 4)

    @property
    def percent_of_best(self) -> Decimal | None:
        """Mean in per cent of the best answer, 4; two decimals."""
        return None if self.exact_mean is None else _round(self.exact_mean * 25, 2)


@dataclass(frozen=True)
class Mutu:
    """Class of an index: `mutu` A to D and `kinerja`, its name."""

    mutu: str
    kinerja: str


@dataclass(frozen=True)
class Ikm:
    """Index of satisfaction.

    Attributes
    ----------
    value : Decimal or None
        25 to 100, rounded half up to two decimals; None where an element has no answer.
    index : Fraction or None
        The same on the scale 1 to 4, not rounded.
    mutu : Mutu or None
        Class of `value`.
    weight : str
        Weight of each element, as given.
    unanswered : tuple of str
        Elements without any answer, which is why there is no index.
    """

    value: Decimal | None
    index: Fraction | None
    mutu: Mutu | None
    weight: str
    unanswered: tuple[str, ...] = ()


def average_answers(answers: Iterable[Number | None]) -> Nrr:
    """Average the answers to one element; None and NaN are not filled.

    Raises
    ------
    DataError
        An answer outside 1 to 4: another scale is never converted.
    """
    filled = [_fraction(answer) for answer in answers if not _is_missing(answer)]
    _refuse_other_scale(filled)
    return Nrr(sum(filled, Fraction()), len(filled))


def average_counts(counts: Mapping[Number | str, int]) -> Nrr:
    """Average one element from the number of times that each answer 1 to 4 was given."""
    scores = {Fraction(str(answer)): int(count) for answer, count in counts.items()}
    if any(count < 0 or count != int(count) for count in counts.values()):
        raise ValueError("a count is a whole number from 0")
    _refuse_other_scale(list(scores))
    total = sum((score * count for score, count in scores.items()), Fraction())
    return Nrr(total, sum(scores.values()))


def _refuse_other_scale(scores: Sequence[Fraction]) -> None:
    outside = [score for score in scores if not 1 <= score <= 4]
    if outside:
        problem = _(
            "{count} jawaban SKM berada di luar 1–4 (pertama bernilai {value}). Cocokkan dengan "
            "kuesioner asli; skala lain tidak diubah."
        )
        first = clean_text(f"{_round(outside[0], 2).normalize():f}", 60)
        raise DataError(problem.format(count=len(outside), value=first))


def compute_ikm(elements: Mapping[str, Nrr | Number], *, weight: str | Number = "1/9") -> Ikm:
    """Compute the index of a service or unit, with the class of the limits in force since 2017.

    Parameters
    ----------
    elements : mapping of name to Nrr or number
        Mean per element; a number is a mean as published, 1 to 4. Names are only compared by
        `kinerja_lib.rules.unsur`.
    weight : str or number
        Weight of each element: "1/9" (default, not rounded), "0.111", "0.11", or "1/n".

    Raises
    ------
    DataError
        A mean outside 1 to 4, or a weight that does not fit the number of elements: an index of
        eight elements is not made with 1/9.

    Notes
    -----
    IKM = 25 * sum(NRR * weight), exact fractions, rounded half up to two decimals, then classed.
    With 0.11 the best possible index is 99.00 and the lowest 24.75.
    """
    means = {name: _mean(value) for name, value in elements.items()}
    share = _read_weight(weight, len(means))
    unanswered = tuple(name for name, mean in means.items() if mean is None)
    if unanswered:
        return Ikm(None, None, None, str(weight), unanswered)
    index = sum((mean * share for mean in means.values()), Fraction())
    value = _round(index * 25, 2)
    return Ikm(value, index, _name_class(value, "2017"), str(weight))


def _mean(value: Nrr | Number | None) -> Fraction | None:
    if isinstance(value, Nrr):
        return value.exact_mean
    if _is_missing(value):
        return None
    mean = _fraction(value)
    _refuse_other_scale([mean])
    return mean


def _read_weight(weight: str | Number, count: int) -> Fraction:
    if count == 0:
        raise DataError(_("IKM tidak dapat dihitung karena tidak ada unsur yang dinilai."))
    if weight == "1/n":
        return Fraction(1, count)
    share = Fraction(weight.replace(",", ".")) if isinstance(weight, str) else _fraction(weight)
    if abs(share * count - 1) * 2 * count > 1:
        problem = _(
            "IKM tidak dihitung dari {count} unsur dengan bobot {weight}. Ekspor ulang dengan "
            "semua unsur, atau pilih bobot 1/n."
        )
        raise DataError(problem.format(count=count, weight=clean_text(str(weight), 20)))
    return share


def compare_weights(
    elements: Mapping[str, Nrr | Number], *, weight: str = "1/9"
) -> tuple[Ikm, ...]:
    """Compute the index with the other published weights and keep those of another class.

    Returns
    -------
    tuple of Ikm
        Empty where the class does not depend on the weight, an element has no answer, or there
        are not nine elements. A report names each of them beside the index it prints.
    """
    chosen = compute_ikm(elements, weight=weight)
    if len(elements) != 9 or chosen.mutu is None:
        return ()
    others = (compute_ikm(elements, weight=other) for other in WEIGHTS)
    return tuple(other for other in others if other.mutu != chosen.mutu)


def classify_ikm(value: Number, *, limits: str = "2017") -> Mutu:
    """Class an index of 25 to 100 after rounding it half up to two decimals.

    Parameters
    ----------
    value : number
        IKM on the scale 25 to 100.
    limits : str
        "2017" (in force) or "kep25" (KEP/25/M.PAN/2/2004, from memory).

    Raises
    ------
    DataError
        Outside 25 to 100 after rounding.
    ValueError
        Unknown limits.
    """
    if limits not in SCALES:
        raise ValueError(f"limits are one of {tuple(SCALES)}, not {limits!r}")
    rounded = round_half_up(value, 2)
    if not 25 <= rounded <= 100:
        problem = _("IKM {value} berada di luar 25–100. Periksa skala dan bobotnya.")
        raise DataError(problem.format(value=clean_text(str(rounded), 60)))
    return _name_class(rounded, limits)


def classify_nrr(mean: Number, *, limits: str = "2017") -> Mutu:
    """Class a mean of 1 to 4 by its index, 25 times as much."""
    return classify_ikm(to_decimal(mean) * 25, limits=limits)


def _name_class(value: Decimal, limits: str) -> Mutu:
    mutu = classify(value, SCALES[limits], gap=GapRule.ROUND_HALF_UP)
    return Mutu(mutu, KINERJA[mutu])


def _fraction(value: Number) -> Fraction:
    return Fraction(to_decimal(value))


def _round(value: Fraction, decimals: int) -> Decimal:
    """Round a fraction half up; a terminating decimal is divided without loss before."""
    return round_half_up(Decimal(value.numerator) / value.denominator, decimals)


def _is_missing(value: object) -> bool:
    """Tell whether a cell is empty: None, NaN, or the missing mark of a data frame."""
    return value is None or str(value).lower() in ("nan", "<na>")
