"""Dots with intervals, drawn layer by layer: equal strokes in a row become one path of the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kinerja_lib.chart_style import MARKS, SMALL, line, mark, write
from kinerja_lib.i18n import format_number

STEPS = (1, 2, 5)
FEWEST, MOST = 3, 6  # values of an axis
LETTER = 0.54 * SMALL  # width that a letter of small text takes at most on average, pixels


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

    Steps are 1, 2 or 5 times a power of ten, as on a ruler; 2.5 where 5 gives too few values and 2
    too many (1 to 140: 50 gives two, 20 seven, 25 five).

    Notes
    -----
    An interval of length L holds floor(L / step) or one more multiples of a step. A step is taken
    when it gives three or more and the step above gave two at most, so that L is below three steps
    above. Where the step above is twice as large, L is below 6 steps: six values at most. From 5 to
    2 it is 2.5 times as large, L is below 7.5 steps, and there may be eight values. If there are
    seven or more, L is at least 6 twos, which is 4.8 steps of 2.5, and below three fives, which is
    6 of them: 2.5 gives four to six.
    """
    power = 10.0 ** math.floor(math.log10(high - low))
    for step in (size * power / scale for scale in (1, 10, 100) for size in reversed(STEPS)):
        values = _multiples(step, low, high)
        if len(values) >= FEWEST:
            return values if len(values) <= MOST else _multiples(1.25 * step, low, high)
    raise ValueError(f"no values between {low} and {high}")


def _multiples(step: float, low: float, high: float) -> list[float]:
    """Give the multiples of a step from `low` to `high`, both ends included."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(place * step, 9) for place in range(first, last + 1)]


def write_values(values: Sequence[float], fewest: int = 0) -> list[str]:
    """Write the values of an axis with as many decimals as the finest needs, `fewest` or more."""
    needed = (n for n in range(fewest, 9) if all(round(v, n) == v for v in values))
    decimals = next(needed, 9)
    return [format_number(value, decimals) for value in values]


def write_inside(axes: Axes, x: float, y: float, text: str, ends: tuple[float, float]) -> None:
    """Write small quiet text centred on `x`, moved as far as it must to stay between two pixels."""
    half = len(text) * LETTER / 2
    x = max(min(x, ends[1] - half), ends[0] + half)
    write(axes, x, y, text, align="center", size=SMALL, color="muted")


def keep_keys(keys: Sequence[tuple[str, str]], kinds: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Keep the symbols of a key whose mark is drawn: a reader looks for what a key names."""
    drawn = set(kinds)
    return tuple(key for key in keys if key[0] in drawn)
