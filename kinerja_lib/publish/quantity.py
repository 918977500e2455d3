"""A number in a sentence or caption, with what is written around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from kinerja_lib.i18n import (
    _,
    clean_text,
    count_words,
    current_language,
    drop_marks,
    format_number,
    format_range,
    is_foreign,
    mark_foreign,
    translate_value,
)

_PLAIN = re.compile(r"\d+\.\d+")
_PAIR = re.compile(r"([^()]+) (?:\(([^()]+)\)|(\d+(?:\.\d+)?)%)")


@dataclass(frozen=True)
class Quantity:
    """Hold one number of a sentence.

    Parameters
    ----------
    value : float
        The number itself, not rounded.
    unit, decimals : str, int
        Message written behind the number (`%` without a space), and digits shown.
    words : bool
        Write a count up to eleven as a word.
    low, high : float or None
        Interval; with both given and `value` NaN the range itself is written.
    quantile : float or None
        For a value picked out of people's values: 0.5 a median, 0.9 a 90th percentile, 0 or 1 the
        least or the greatest. It needs enough people beyond it; see `privacy.withholding`.
    """

    value: float
    unit: str = ""
    decimals: int = 0
    words: bool = False
    low: float | None = None
    high: float | None = None
    quantile: float | None = None

    def text(self) -> str:
        """Write the number in the language in use."""
        if self.value != self.value:
            body = format_range(self.low, self.high, self.decimals)
        elif self.words and self.decimals == 0:
            body = count_words(int(self.value))
        else:
            body = format_number(self.value, self.decimals)
        if not self.unit:
            return body
        return body + ("" if self.unit == "%" else " ") + _(self.unit)


def value_json(value: object) -> object:
    """Give one value of a sentence or a caption as JSON: a `Quantity` keeps its number."""
    if isinstance(value, Quantity):
        known = value.value == value.value
        return {
            "value": float(value.value) if known else None,
            "unit": drop_marks(value.unit),
            "decimals": int(value.decimals),
            "words": value.words,
            "low": _plain(value.low),
            "high": _plain(value.high),
            **({} if value.quantile is None else {"quantile": float(value.quantile)}),
        }
    if isinstance(value, list | tuple):
        return [clean_text(str(item)) for item in value]
    return clean_text(str(value))


def _plain(bound: float | None) -> float | None:
    return float(bound) if bound is not None and math.isfinite(bound) else None


def value_text(value: object, *, mark: bool = False) -> str:
    """Write one value of a finding's JSON in the language in use.

    With `mark`, what stays Indonesian on a page in another language is marked, see
    `kinerja_lib.i18n.mark_foreign`.
    """
    if isinstance(value, dict):
        number = float("nan") if value["value"] is None else value["value"]
        return Quantity(**{**value, "value": number}).text()
    if isinstance(value, list):
        return join_words([value_text(item, mark=mark) for item in value])
    if _PLAIN.fullmatch(value):
        return _write_plain(value)
    return word_text(value, mark=mark).replace("**", "")


def _write_plain(number: str) -> str:
    return number.replace(".", ",") if current_language() == "id" else number


def word_text(value: str, *, mark: bool = False) -> str:
    """Translate a word of the kit or the name of a period; other text is data and stays.

    A share behind a word, as in "atasan 12.5%", is written with the decimal mark of the language;
    words of the kit in brackets behind one are translated too.
    """
    text, pair = translate_value(value), _PAIR.fullmatch(value)
    if pair and text == value and not is_foreign(pair[1]):
        if pair[3]:
            return f"{translate_value(pair[1])} {_write_plain(pair[3])}%"
        inner = pair[2].split(", ")
        if not any(is_foreign(part) for part in inner):
            return f"{translate_value(pair[1])} ({', '.join(map(translate_value, inner))})"
    return mark_foreign(text) if mark and text == value else text


def join_words(items: list[str]) -> str:
    """Join words as a list in prose: "a", "a dan b", "a, b, dan c"."""
    if len(items) < 3:
        return _(" dan ").join(items)
    return ", ".join(items[:-1]) + _(", dan ") + items[-1]
