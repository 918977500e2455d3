"""The class of a value on a printed scale, with a stated rule for values between two classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _
from kinerja_lib.rules.rounding import Number, to_decimal


class GapRule(StrEnum):
    """What happens to a value between the printed end of a band and the start of the next."""

    LOWER = "lower"
    ROUND_HALF_UP = "round_half_up"
    UPPER = "upper"


@dataclass(frozen=True)
class Band:
    """One class of a scale.

    Attributes
    ----------
    name : str
        Official name of the class.
    start : Decimal or None
        Printed lower limit; None for the lowest class without one.
    includes_start : bool
        Whether the limit itself belongs to this class (">=" rather than ">").
    """

    name: str
    start: Decimal | None
    includes_start: bool = True


@dataclass(frozen=True)
class Scale:
    """Classes of a scale, the best first, with limits falling.

    Attributes
    ----------
    code : str
        Rule code.
    bands : tuple of Band
        The best first; only the last may be without a start.
    step : Decimal or None
        Step of the printed limits (1 for whole numbers: 76-90, 91-100), which leaves gaps between
        classes; None where classes follow each other without a gap.
    lowest, highest : Decimal or None
        Values outside are refused; None is open.

    Raises
    ------
    ValueError
        Limits that do not fall, or a class without a start that is not the last.
    """

    code: str
    bands: tuple[Band, ...]
    step: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None

    def __post_init__(self) -> None:
        starts = [band.start for band in self.bands[:-1]]
        if not self.bands or None in starts:
            raise ValueError("only the lowest class of a scale may be without a limit")
        last = self.bands[-1].start
        limits = [*starts, last] if last is not None else starts
        if any(upper <= lower for upper, lower in pairwise(limits)):
            raise ValueError("the limits of a scale fall from class to class")

    def rename(self, names: tuple[str, ...]) -> Scale:
        """Give the same limits other names of classes, the best first."""
        pairs = zip(self.bands, names, strict=True)
        return replace(self, bands=tuple(replace(band, name=name) for band, name in pairs))


def make_bands(limits: Mapping[str, Number | None], *, includes_start: bool) -> tuple[Band, ...]:
    """Make the bands of a scale from class and printed lower limit, the best first."""
    return tuple(
        Band(name, None if limit is None else to_decimal(limit), includes_start)
        for name, limit in limits.items()
    )


def classify(
    value: Number | None, scale: Scale, *, gap: GapRule | str = GapRule.LOWER
) -> str | None:
    """Give the class of a value.

    Parameters
    ----------
    value : number or None
        On the scale's own unit, not rounded before. None is missing.
    scale : Scale
        Classes and limits.
    gap : GapRule
        For scales with a step only: a value in a gap takes the lower class, is rounded half up to
        the step first, or takes the upper class.

    Returns
    -------
    str or None
        Name of the one class; None where the value is missing.

    Raises
    ------
    DataError
        Value outside the scale.
    """
    if value is None:
        return None
    exact = to_decimal(value)
    _check_range(exact, scale)
    rule = GapRule(gap)
    if scale.step is not None and rule is GapRule.ROUND_HALF_UP:
        exact = (exact / scale.step).quantize(Decimal(1), ROUND_HALF_UP) * scale.step
    widen = scale.step if scale.step is not None and rule is GapRule.UPPER else Decimal(0)
    for band in scale.bands[:-1]:
        if _reaches(exact, band, widen):
            return band.name
    return scale.bands[-1].name


def _reaches(value: Decimal, band: Band, widen: Decimal) -> bool:
    """Tell whether a value is in a band or above; `widen` opens it down to the end of the next."""
    if widen:
        return value > band.start - widen
    return value >= band.start if band.includes_start else value > band.start


def _check_range(value: Decimal, scale: Scale) -> None:
    low, high = scale.lowest, scale.highest
    if (low is not None and value < low) or (high is not None and value > high):
        raise DataError(
            _("Nilai {value} berada di luar skala {low}–{high}. Periksa nilai di data.").format(
                value=value, low="−∞" if low is None else low, high="∞" if high is None else high
            )
        )
