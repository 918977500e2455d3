"""Achievement of an indicator, raw and capped, or the difference where no ratio exists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.targets import Target, achieve_exactly, distance_to_target, subtract_exactly

RULES: tuple[Rule, ...] = (
    Rule(
        "iku.capaian_negatif",
        "2021.1",
        "Nilai negatif dinyatakan sebagai selisih; target nol tidak dapat dihitung",
        "Tidak diatur; rasio nilai negatif atau terhadap nol tidak bermakna",
        "D",
    ),
    Rule(
        "iku.capaian_batas",
        "2021.1",
        "Batas atas capaian",
        "Tidak diatur dalam teks yang dibaca; dipilih instansi, nilai asli tetap ditampilkan",
        "D",
    ),
)


class Form(StrEnum):
    """In which form an achievement can be stated."""

    RATIO = "rasio"
    DIFFERENCE = "selisih"
    NOT_COMPUTABLE = "tidak dapat dihitung"


@dataclass(frozen=True)
class Achievement:
    """What a value achieved of its target.

    Attributes
    ----------
    form : Form
        `DIFFERENCE` where a negative value or target makes a ratio meaningless,
        `NOT_COMPUTABLE` where value or target is missing or the target is 0.
    raw : Decimal or None
        Per cent of the target, unrounded and without a cap; None without a ratio.
    capped : Decimal or None
        The same within 0 and the agency's cap; equal to `raw` where there is no cap.
    difference : Decimal or None
        Value minus the nearest edge, in the unit; None only where something is missing.
    """

    form: Form
    raw: Decimal | None
    capped: Decimal | None
    difference: Decimal | None


def compute_achievement(
    value: float | None, target: Target, *, cap: Decimal | int | None = None
) -> Achievement:
    """Compute the achievement with its raw and capped value, or the difference instead.

    Parameters
    ----------
    value : float or None
        Actual value in the indicator's unit. None or NaN is missing.
    target : Target
        Single number or band with its polarity.
    cap : Decimal or int, optional
        Highest per cent that counts, such as 100, 110 or 120; the agency's choice. None is no
        cap. With a cap, negative achievements count as 0; the raw value always stays beside it.

    Returns
    -------
    Achievement

    Raises
    ------
    ValueError
        A cap that is not above 0.

    Notes
    -----
    Formulas: `achieve_target`. By `judge_target` 0 of 0 is `tercapai` where less is better, and
    not computable where more is better.
    Source: LKJIP Maluku Tengah 2021, p. III.2 [S].
    """
    if cap is not None and cap <= 0:
        raise ValueError(f"a cap is above 0, not {cap}")
    if distance_to_target(value, target) is None:
        return Achievement(Form.NOT_COMPUTABLE, None, None, None)
    difference = subtract_exactly(value, target.nearest_edge(value))
    raw = achieve_exactly(value, target)
    if raw is None:
        no_base = value >= 0 and target.nearest_edge(value) == 0
        form = Form.NOT_COMPUTABLE if no_base else Form.DIFFERENCE
        return Achievement(form, None, None, difference)
    capped = raw if cap is None else min(max(raw, Decimal(0)), Decimal(cap))
    return Achievement(Form.RATIO, raw, capped, difference)
