"""Dots with intervals, drawn layer by layer: equal strokes in a row become one path of the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kinerja_lib.chart_style import MARKS, line, mark

STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Dot:
    """One value with its interval, all in pixels, and the kind of its mark."""

    low: float
    high: float
    value: float
    y: float
    kind: str


def draw_dots(axes: Axes, dots: Sequence[Dot], size: float, width: float = 1.75) -> None:
    """Draw every interval, then the marks of `size` on top, one kind after the other."""
    for dot in dots:
        line(axes, [dot.low, dot.high], [dot.y, dot.y], color="line2", width=width)
    for kind in MARKS:
        for dot in dots:
            if dot.kind == kind:
                mark(axes, dot.value, dot.y, kind, size)


def round_values(low: float, high: float) -> list[float]:
    """Give three to six round values from `low` to `high`; `low` is below `high`.

    Steps are 1, 2 or 5 times a power of ten, as on a ruler.
    """
    power = 10.0 ** math.floor(math.log10(high - low))
    for step in (size * power / scale for scale in (1, 10, 100) for size in reversed(STEPS)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first >= 2:
            return [round(place * step, 9) for place in range(first, last + 1)]
    raise ValueError(f"no values between {low} and {high}")


def keep_keys(keys: Sequence[tuple[str, str]], kinds: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Keep the symbols of a key whose mark is drawn: a reader looks for what a key names."""
    drawn = set(kinds)
    return tuple(key for key in keys if key[0] in drawn)
