"""Let nbval take two numbers as the same when they differ by no more than rounding.

Processors add and multiply in another order, so the last digits of a factor analysis are not the
same on two computers. Numbers of the kit's own objects may differ by the relative tolerance of
`kinerja verify`; texts and tables as they are shown must be the same. A plugin of pytest:
`-p tests.notebooks.near`.
"""

import math
from typing import Any

from nbval.plugin import IPyNbCell

from kinerja_lib.reporting.compare.exact import TOLERANCE


class Near(dict):
    """An output that equals another one of the same contents, numbers up to rounding."""

    def __eq__(self, other: object) -> bool:
        return is_near(dict(self), other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None


def is_near(left: Any, right: Any) -> bool:
    """Compare two values as JSON has them, floats by the tolerance."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(is_near(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(is_near, left, right))
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return type(left) is type(right) and left == right


_sanitize = IPyNbCell.sanitize


def pytest_configure() -> None:
    """Give nbval the comparison of this module for every output that is no text."""
    IPyNbCell.sanitize = lambda cell, value: (
        Near(value) if isinstance(value, dict) else _sanitize(cell, value)
    )
