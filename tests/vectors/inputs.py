"""Read the input of a case: names that vary, lists and single values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Case = Mapping[str, Any]
Answer = dict[str, Any]


def first_of(given: Case, *names: str, default: Any = None) -> Any:
    """Take the first of several names that the input has."""
    return next((given[name] for name in names if name in given), default)


def listed(value: Any) -> list[Any]:
    """Make a list of a list, a single value or nothing."""
    return value if isinstance(value, list) else [] if value is None else [value]
