"""Exact numbers for rules: decimals by their written text, halves rounded away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Number = Decimal | int | float


def to_decimal(value: Number) -> Decimal:
    """Turn a number into the decimal that it is written as: 88.305 stays 88.305.

    Raises
    ------
    ValueError
        Not a finite number. Missing values are handled before a rule is applied.
    """
    if isinstance(value, bool):
        raise ValueError("a truth value is not a number")
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"a rule needs a finite number, not {exact}")
    return exact


def round_half_up(value: Number, decimals: int) -> Decimal:
    """Round to a number of decimals; a half goes away from zero, as in the printed tables.

    Never rounds twice: give the exact value.
    """
    return to_decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
