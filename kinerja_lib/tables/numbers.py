"""Read numbers as Indonesian and English exports write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASHES = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-"})
_BODY = r"[+-]?[0-9][0-9.,]*"
# What may follow a number: a unit such as `dokumen`, `%`, `km2` or `/bulan`, or a footnote mark.
# A digit that is not part of a word would be a second number, as in `12 dari 20` or `9,2-9,7`.
_UNIT = r"[^\W\d_%]|[%‰°/(*]"
_UNIT_REST = r"(?:[^\d]|(?<=[^\W\d_])\d)*"
_NUMBER = re.compile(
    rf"(Rp\.?\s*)?({_BODY})\s*((?:{_UNIT}){_UNIT_REST})?", re.IGNORECASE | re.DOTALL
)
_RUPIAH_END = re.compile(r"(?<=[0-9]),\s?[-=]{1,2}(?=\s|$)")  # Rp1.250.000,-
# `5 juta` is a million times what stands there; whether the column counts in millions is a guess.
_SCALES = re.compile(
    r"(?:ratus|ribu|rb|juta|jt|mil(?:iar|yar)|triliun|trilyun|thousand|million|billion)\b",
    re.IGNORECASE,
)
_RUPIAH_SCALES = re.compile(r"(?:k|m|t|b|bn|mn)\b", re.IGNORECASE)
_AT_MOST = r"<=|≤|<|=<|maks(?:imal|imum)?\.?|paling (?:lama|banyak|tinggi|lambat)|tidak lebih dari"
_AT_LEAST = r">=|≥|>|=>|min(?:imal|imum)?\.?|paling (?:sedikit|rendah|kurang)|tidak kurang dari"
_LIMIT = re.compile(rf"(?:({_AT_MOST})|({_AT_LEAST}))\s*(.+)", re.IGNORECASE | re.DOTALL)
_BAND = re.compile(
    rf"({_BODY})\s*(%?)\s*(?:-|s\.?\s?/?d\.?|sampai(?: dengan)?|hingga)\s*({_BODY})\s*([^0-9].*)?",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"[+-]?[0-9]+")
_ID_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_EN_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_EITHER_WAY = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")  # 1.234: 1234 or 1,234?
LARGEST = 1e15


@dataclass(frozen=True)
class NumberText:
    """Hold a number found in text.

    `value` is None where there is none; `unit` is what follows it, `doubtful` tells that another
    reading would be as good.
    """

    value: float | None
    unit: str = ""
    doubtful: bool = False


def read_number(text: str, decimal: str = "", *, whole: bool = False) -> NumberText:
    """Read `1.234,5`, `1,234.5`, `12 dokumen`, `95%` or `Rp1.250.000`.

    Parameters
    ----------
    text : str
        One cell.
    decimal : str
        "," or "." where the other cells of the sheet tell which mark is the decimal one; then
        `1.234` is not doubtful.
    whole : bool
        Whether the column holds whole numbers; `1.234` is then a thousands point.

    Returns
    -------
    NumberText
        Without a value for anything that is not one number: two numbers, scientific notation (it
        has lost digits), and words such as `juta` that multiply the number.
    """
    found = _NUMBER.fullmatch(_tidy(text))
    unit = (found[3] or "").strip() if found else ""
    if found is None or re.match(r"[eE][+-]?[0-9]", unit) or _SCALES.match(unit):
        return NumberText(None)
    if found[1] and is_rupiah_scale(unit):
        return NumberText(None)
    # No price has three decimals: `Rp5.000` is not doubtful.
    value, doubtful = _read_body(found[2], decimal, whole or bool(found[1]))
    return NumberText(value, unit, doubtful)


def is_rupiah_scale(unit: str) -> bool:
    """Tell whether letters behind an amount of money multiply it, such as `M` for miliar."""
    return _RUPIAH_SCALES.match(unit) is not None


def _tidy(text: str) -> str:
    """Write one kind of dash, and leave out the closing mark of `Rp1.250.000,-`."""
    return _RUPIAH_END.sub("", text.strip().translate(_DASHES))


def _read_body(body: str, decimal: str, whole: bool) -> tuple[float | None, bool]:
    if _PLAIN.fullmatch(body):
        return _limited(body), False
    if _EITHER_WAY.fullmatch(body):
        mark = "." if "." in body else ","
        if whole or decimal:
            groups = whole or decimal != mark
            return _limited(body.replace(mark, "" if groups else ".")), False
        return _limited(body.replace(mark, "" if mark == "." else ".")), True
    if _ID_GROUPS.fullmatch(body):
        return _limited(body.replace(".", "").replace(",", ".")), False
    if _EN_GROUPS.fullmatch(body):
        return _limited(body.replace(",", "")), False
    if _COMMA.fullmatch(body):
        return _limited(body.replace(",", ".")), False
    return (_limited(body), False) if _POINT.fullmatch(body) else (None, False)


def _limited(body: str) -> float | None:
    value = float(body)
    return value if abs(value) < LARGEST else None


def read_limit(text: str, side: str, decimal: str = "") -> NumberText:
    """Read a number that may be written as a limit: `<= 5 hari` where `side` is `atas`."""
    found = _LIMIT.fullmatch(text.strip())
    if found is None:
        return read_number(text, decimal)
    given = "atas" if found[1] else "bawah"
    return read_number(found[3], decimal) if given == side else NumberText(None)


def read_band(text: str, decimal: str = "") -> tuple[NumberText, NumberText]:
    """Read a target as its two limits: `9,2-9,7`, `5 sampai 7`, `<= 5 hari`, `95%`.

    A single number is both limits. One side stays empty for `<=` and `>=`.
    """
    plain = text.strip().translate(_DASHES)
    band = _BAND.fullmatch(plain)
    if band is not None:
        unit = band[4] or band[2] or ""
        return (
            read_number(f"{band[1]} {unit}", decimal),
            read_number(f"{band[3]} {unit}", decimal),
        )
    limit = _LIMIT.fullmatch(plain)
    if limit is None:
        value = read_number(plain, decimal)
        return value, value
    value = read_number(limit[3], decimal)
    return (NumberText(None), value) if limit[1] else (value, NumberText(None))


def find_unit(text: str) -> str:
    """Return what is written behind the number or band of a cell; "" for nothing."""
    units = (found.unit for found in read_band(text) if found.value is not None)
    return next((unit for unit in units if unit), "")


def tell_decimal_mark(texts: list[str]) -> str:
    """Tell which decimal mark the cells of a sheet use: "," or "."; "" where they disagree."""
    comma = point = False
    for body in (body for text in texts for body in _bodies(text)):
        if _PLAIN.fullmatch(body) or _EITHER_WAY.fullmatch(body):
            continue
        comma |= bool(_COMMA.fullmatch(body) or _ID_GROUPS.fullmatch(body))
        point |= bool(_EN_GROUPS.fullmatch(body))
        point |= bool(_POINT.fullmatch(body)) and not _ID_GROUPS.fullmatch(body)
    return {(True, False): ",", (False, True): "."}.get((comma, point), "")


def _bodies(text: str) -> list[str]:
    """Return the numbers of a text as they are written, without units: none, one or two."""
    limit = _LIMIT.fullmatch(text.strip())
    plain = _tidy(limit[3] if limit else text)
    band = _BAND.fullmatch(plain)
    if band is not None:
        return [band[1], band[3]]
    found = _NUMBER.fullmatch(plain)
    return [found[2]] if found else []
