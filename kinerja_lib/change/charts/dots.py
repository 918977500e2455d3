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


def round_ticks(most: float, fewest: int = 2) -> list[float]:
    """Give round values from 0 to at most `most`, at least `fewest` of them above 0.

    Steps are 1, 2 or 5 times a power of ten; `most` is above 0.
    """
    power = 10.0 ** math.floor(math.log10(most))
    steps = [step * power / scale for scale in (1, 10) for step in reversed(STEPS)]
    step = next(step for step in steps if most / step >= fewest)
    return [step * place for place in range(int(most / step + 1e-9) + 1)]


def keep_keys(keys: Sequence[tuple[str, str]], kinds: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Keep the symbols of a key whose mark is drawn: a reader looks for what a key names."""
    drawn = set(kinds)
    return tuple(key for key in keys if key[0] in drawn)
