"""SKP aspects, value and class of the PP 46/2011 era, for data of 2014 to 2021."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, to_decimal
from kinerja_lib.rules.scales import GapRule, Scale, classify, make_bands

RULES: tuple[Rule, ...] = (
    Rule(
        "pp46.aspek_waktu_biaya",
        "2011.1",
        "Nilai aspek waktu dan biaya, penghematan paling banyak 24%",
        "Perka BKN 1/2013, dibaca pada sumber sekunder",
        "S",
    ),
    Rule(
        "pp46.aspek_waktu_biaya_lebih",
        "2011.1",
        "Nilai aspek waktu dan biaya, penghematan lebih dari 24%",
        "Perka BKN 1/2013; cabang ini ada, rumusnya dari ingatan",
        "M",
    ),
    Rule(
        "pp46.aspek_kuantitas_kualitas",
        "2011.1",
        "Nilai aspek kuantitas dan kualitas, dan nilai satu kegiatan",
        "Perka BKN 1/2013, dibaca pada sumber sekunder",
        "S",
    ),
    Rule(
        "pp46.nilai_akhir",
        "2011.1",
        "Nilai prestasi kerja 60% SKP dan 40% perilaku",
        "PP 46/2011, dibaca pada sumber sekunder",
        "S",
    ),
    Rule(
        "pp46.predikat",
        "2011.1",
        "Sebutan nilai prestasi kerja",
        "Surat edaran IP ASN 2020, dibaca pada sumber sekunder",
        "S",
    ),
)
# Whole limits with gaps between them: `gap` says where 90.5 belongs.
CLASSES = Scale(
    "pp46.predikat",
    make_bands(
        {"Sangat Baik": 91, "Baik": 76, "Cukup": 61, "Kurang": 51, "Buruk": None},
        includes_start=True,
    ),
    step=Decimal(1),
)


@dataclass(frozen=True)
class Pp46Parameters:
    """Numbers of Perka BKN 1/2013 and PP 46/2011.

    Attributes
    ----------
    factor : Decimal
        1.76, so that the exact target gives 76 and a saving of 24% gives 100.
    largest_saving : Decimal
        Per cent up to which the first formula holds.
    on_target : Decimal
        76, from which the second formula comes down [M].
    plan_share : Decimal
        Share of the SKP value in the final value, 0 to 1.
    gap : GapRule
        Where a value between two classes belongs.
    """

    factor: Decimal = Decimal("1.76")
    largest_saving: Decimal = Decimal(24)
    on_target: Decimal = Decimal(76)
    plan_share: Decimal = Decimal("0.60")
    gap: GapRule = GapRule.LOWER


@dataclass(frozen=True)
class SavingScore:
    """Score of the aspect time or cost.

    Attributes
    ----------
    saving : Decimal
        100 - R / T * 100 in per cent; negative when more was used than planned.
    value : Decimal
        Score, unrounded; 0 where the task was not carried out.
    code : str
        Rule code of the formula used; the second formula is from memory.
    """

    saving: Decimal
    value: Decimal
    code: str


def score_quantity(target: Number | None, actual: Number | None) -> Decimal | None:
    """Score quantity or quality: R / T * 100; None where a value is missing or the target is 0."""
    if target is None or actual is None or to_decimal(target) == 0:
        return None
    return to_decimal(actual) / to_decimal(target) * 100


def score_saving(
    target: Number | None,
    actual: Number | None,
    *,
    carried_out: bool = True,
    parameters: Pp46Parameters | None = None,
) -> SavingScore | None:
    """Score time or cost by what was saved of the plan.

    Parameters
    ----------
    target, actual : number or None
        Planned and used time or money, in the same unit. None is missing.
    carried_out : bool
        Whether the task was carried out at all; if not the score is 0.
    parameters : Pp46Parameters, optional
        Factor and limit of the saving.

    Returns
    -------
    SavingScore or None
        None where a value is missing or the target is 0.

    Notes
    -----
    Saving up to 24%: (1.76 T - R) / T * 100 [S]. Above it:
    76 - ((1.76 T - R) / T * 100 - 100) [M]. The score so rises to 100 at 24% and drops from 76
    after it, as the rule has it.
    Source: Perka BKN 1/2013.
    """
    if target is None or actual is None or to_decimal(target) == 0:
        return None
    chosen, used = parameters or Pp46Parameters(), to_decimal(actual) / to_decimal(target)
    saving = 100 - used * 100
    value = (chosen.factor - used) * 100
    code = RULES[0].code
    if saving > chosen.largest_saving:
        value, code = chosen.on_target - (value - 100), RULES[1].code
    return SavingScore(saving, value if carried_out else Decimal(0), code)


def score_task(aspects: Sequence[Number | None]) -> Decimal | None:
    """Average the scores of the aspects that a task has; None where it has none.

    Aspects without a target, often cost, are left out and never counted as 0.
    """
    known = [to_decimal(score) for score in aspects if score is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def compute_final_value(
    skp: Number | None, perilaku: Number | None, parameters: Pp46Parameters | None = None
) -> Decimal | None:
    """Weigh SKP 60% and conduct 40%; None where one is missing. Unrounded.

    Source: PP 46/2011 [S].
    """
    if skp is None or perilaku is None:
        return None
    share = (parameters or Pp46Parameters()).plan_share
    return share * to_decimal(skp) + (1 - share) * to_decimal(perilaku)


def classify_value(value: Number | None, parameters: Pp46Parameters | None = None) -> str | None:
    """Give the class of a final value: Sangat Baik, Baik, Cukup, Kurang or Buruk; None if missing.

    Source: 91 and more, 76-90, 61-75, 51-60, 50 and less [S].
    """
    return classify(value, CLASSES, gap=(parameters or Pp46Parameters()).gap)
