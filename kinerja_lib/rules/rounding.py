"""Exact numbers for rules: decimals by their written text, halves rounded away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

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
    try:
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"a rule needs a number, not {type(value).__name__}") from None
    if not exact.is_finite():
        raise ValueError(f"a rule needs a finite number, not {exact}")
    return exact


def round_half_up(value: Number, decimals: int) -> Decimal:
    """Round to a number of decimals; a half goes away from zero, as in the printed tables.

    Never rounds twice: give the exact value.
    """
    return to_decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def to_count(value: Number) -> int:
    """Turn a whole number, of any numeric type, into an int.

    Raises
    ------
    ValueError
        Not finite or not whole: half a person is never cut to a whole one.
    """
    exact = to_decimal(value)
    if exact != int(exact):
        raise ValueError(f"a count is a whole number, not {exact}")
    return int(exact)
