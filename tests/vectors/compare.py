"""Compare what the library gives with what a case expects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Number = int | float | Decimal | Fraction
PRINTED = "tercetak"  # what a source prints against its own rule: the answer must not be that
_CLASSES = {
    "sangat baik": "SB",
    "sangat kurang": "SK",
    "butuh perbaikan": "BP",
    "cukup": "BP",
    "baik": "B",
    "kurang": "K",
}
_PARTS = {
    "month": r"bulan (tmt|pengangkatan|cpns)|bulan \d",
    "sex": r"kelamin",
    "birth": r"lahir",
    "age": r"usia|umur",
    "serial": r"urut",
    "length": r"panjang|karakter|digit|18 angka|9 angka",
}


def compare_case(case: Mapping[str, Any], found: Any) -> list[str]:
    """List the differences between a case's expected answer and what was found."""
    expected, tolerance = case["expected"], case.get("tol")
    if isinstance(expected, dict) and case.get("kind") == "published_conflict":
        printed = expected.get(PRINTED)
        expected = {key: value for key, value in expected.items() if key != PRINTED}
        if printed is not None and _repeats(printed, expected, found):
            return [f"gives {printed}, which the source prints against its own rule"]
    return compare_values(expected, found, tolerance=tolerance)


def _repeats(printed: Any, expected: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return any(not compare_values(printed, found.get(key)) for key in expected)


def compare_values(
    expected: Any, found: Any, *, name: str = "", tolerance: Any = None
) -> list[str]:
    """List the differences: every expected key is compared, numbers to the printed decimals."""
    if isinstance(expected, Mapping):
        return _compare_mappings(expected, found, name, tolerance)
    if isinstance(expected, list):
        return _compare_lists(expected, found, name, tolerance)
    if _is_number(expected):
        if isinstance(tolerance, Mapping):
            tolerance = tolerance.get(name, tolerance.get("default"))
        same = _is_number(found) and _same_number(expected, found, tolerance)
    else:
        same = expected == found and isinstance(expected, bool) == isinstance(found, bool)
    return [] if same else [f"{name or 'answer'}: expected {expected!s}, got {_show(found)}"]


def _compare_mappings(expected: Any, found: Any, name: str, tolerance: Any) -> list[str]:
    if not isinstance(found, Mapping):
        return [f"{name or 'answer'}: expected {len(expected)} values, got {_show(found)}"]
    faults = []
    for key, value in expected.items():
        if key not in found:
            faults.append(f"{key}: not given by the rule (it gives {', '.join(map(str, found))})")
        elif key == "pelanggaran":
            faults += _compare_breaches(value, found[key])
        elif key == "alasan" and isinstance(value, str):
            faults += _compare_reasons(value, found[key])
        else:
            faults += compare_values(value, found[key], name=key, tolerance=tolerance)
    return faults


def _compare_lists(expected: Any, found: Any, name: str, tolerance: Any) -> list[str]:
    if not isinstance(found, list | tuple) or len(found) != len(expected):
        return [f"{name or 'answer'}: expected {len(expected)} items, got {_show(found)}"]
    pairs = zip(expected, found, strict=True)
    return [
        fault
        for wanted, given in pairs
        for fault in compare_values(wanted, given, name=name, tolerance=tolerance)
    ]


def _is_number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


def _same_number(expected: Number, found: Number, tolerance: Any) -> bool:
    given = as_decimal(found)
    if not given.is_finite():
        return False
    if tolerance is not None:
        return abs(given - as_decimal(expected)) <= as_decimal(tolerance)
    exponent = min(as_decimal(expected).as_tuple().exponent, 0)
    rounded = given.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP)
    return rounded == as_decimal(expected)


def as_decimal(value: Number) -> Decimal:
    """Turn a number into a decimal by its written text; a fraction is divided to 28 digits."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _show(value: Any) -> str:
    return str(value) if _is_number(value) else repr(value)


def _compare_breaches(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """Compare clauses by meaning (classes, demand, per cent), because their wording is free."""
    if sorted(map(read_breach, expected)) == sorted(map(read_breach, found)):
        return []
    return [f"pelanggaran: expected {list(expected)}, got {list(found)}"]


def _compare_reasons(expected: str, found: str | None) -> list[str]:
    """Compare why a number is refused by the part that is wrong, because its wording is free."""
    if found is not None and read_reason(expected) == read_reason(found):
        return []
    return [f"alasan: expected {expected!r}, got {found!r}"]


def read_reason(text: str) -> tuple[str, ...]:
    """Read which part of an employee number is wrong, with the month or the code of the sex."""
    plain = text.lower()
    for part, words in _PARTS.items():
        if re.search(words, plain):
            shown = re.findall(r"\d+", plain) if part in ("month", "sex") else []
            return (part, *shown)
    return (plain,)


def read_breach(text: str) -> tuple[str, str, str]:
    """Read a clause as (demand, classes, per cent), such as ("max", "SB", "10")."""
    plain = " ".join(text.lower().replace("/", " ").split())
    percent = re.search(r"(\d+)([.,]\d+)? ?%", plain)
    demands = (
        ("none", r"tidak boleh"),
        ("most", r"sebagian besar|mayoritas"),
        ("max", r">|lebih dari|melebihi|maks|paling banyak"),
        ("min", r"<|kurang dari|minim|min\b|paling sedikit"),
    )
    demand = next((name for name, words in demands if re.search(words, plain)), "exist")
    if demand == "min" and percent is None:
        demand = "exist"
    plain = re.sub(r"kurang dari", " ", plain)
    classes = set()
    for words, code in _CLASSES.items():
        if re.search(rf"\b{words}\b", plain):
            classes.add(code)
            plain = re.sub(rf"\b{words}\b", " ", plain)
    classes |= {word.upper() for word in re.findall(r"\b(?:sb|sk|bp|b|k)\b", plain)}
    return demand, "+".join(sorted(classes)), percent.group(1) if percent else ""
