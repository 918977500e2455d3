"""Accept one value for one declaration, or say in Indonesian what is accepted instead.

Problems are raised as ParameterError whose text continues after 'Parameter "name" '. A value that
is not text or a plain number is named by its type only, and a NIP is never repeated.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from numbers import Integral, Real
from pathlib import PurePath

from kinerja_lib.config.declaration import JsonValue, Shape
from kinerja_lib.config.wording import LARGEST_EXACT, ONE_LINE, REASON, describe, quote, show_value
from kinerja_lib.config.yaml_text import YamlText
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text, drop_marks

MAX_TEXT_BYTES = 100_000
_FIRST_YEAR = 1900
_INT = re.compile(r"[+-]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[+-]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][+-]?[0-9]{1,4})?")
_SPECIAL = re.compile(r"[+-]?\.?(inf|nan)", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PERIOD = re.compile(r"(19|2[0-9])[0-9]{2}(-(S[12]|TW[1-4]|0[1-9]|1[0-2]))?")
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def accept_value(shape: Shape, value: object) -> JsonValue:
    """Return `value` as the JSON value that the declaration asks for.

    Parameters
    ----------
    shape : Shape
        The declaration. NaN and infinity pass only for float without limits.
    value : object
        YAML content (YamlText, list, YamlTable) or a plain Python value.

    Raises
    ------
    ParameterError
        The value does not fit; the text continues after 'Parameter "name" '.
    """
    if value is None or (isinstance(value, YamlText) and value.is_null):
        if shape.optional:
            return None
        raise _refuse(_("tidak diisi."), shape)
    return _ACCEPT[shape.kind](shape, value)


def _refuse(problem: str, shape: Shape, advice: str = "") -> ParameterError:
    advice = advice or _("Tulis {accepted}.").format(accepted=describe(shape))
    return ParameterError(f"{problem} {advice}")


def _text(shape: Shape, value: object) -> str:
    """Take a value as text, at most 100 kB, without guessing from other types."""
    if not isinstance(value, str | YamlText):
        raise _refuse(show_value(value) + ".", shape)
    text = value.text if isinstance(value, YamlText) else str.__str__(value)
    try:
        size = len(text) if len(text) > MAX_TEXT_BYTES else len(text.encode())
    except UnicodeEncodeError:
        raise _refuse(_("memuat karakter yang bukan Unicode sah."), shape) from None
    if size > MAX_TEXT_BYTES:
        advice = _("Batasnya 100 kB. Simpan isinya dalam berkas sumber.")
        raise _refuse(_("berisi teks terlalu panjang."), shape, advice)
    return text


def _accept_str(shape: Shape, value: object) -> str:
    text = _text(shape, value)
    if shape.pattern is not None and not re.fullmatch(shape.pattern, text):
        raise _refuse(show_value(value) + ".", shape)
    if shape.pattern in (ONE_LINE, REASON) and text != drop_marks(text):
        advice = _("Ketik ulang teks itu, jangan menyalin-tempel.")
        raise _refuse(_("memuat karakter kendali atau tanda yang tidak terlihat."), shape, advice)
    return text


def _accept_code(shape: Shape, value: object) -> str:
    _refuse_number(shape, value)
    text = _accept_str(shape, value)
    if not text or text != clean_text(text, 65) or len(text) > 64:
        advice = _("Tulis kode 1–64 karakter tanpa spasi di tepi atau karakter kendali.")
        raise _refuse(show_value(value) + ".", shape, advice)
    return text


def _refuse_number(shape: Shape, value: object) -> None:
    if isinstance(value, Real):
        problem = _("diberikan sebagai angka, sehingga nol di depan atau angka akhir dapat hilang.")
        raise _refuse(problem, shape)


def _accept_nip(shape: Shape, value: object) -> str:
    _refuse_number(shape, value)
    digits = _text(shape, value).replace(" ", "")
    if not re.fullmatch("[0-9]{18}", digits):
        count = sum(character in "0123456789" for character in digits)
        problem = _("memuat {count} angka dari {length} karakter, bukan NIP.")
        raise _refuse(problem.format(count=count, length=len(digits)), shape)
    return digits


def _accept_path(shape: Shape, value: object) -> str:
    text = value.as_posix() if isinstance(value, PurePath) else _text(shape, value)
    if not text.strip() or text != "".join(c for c in text if c.isprintable()):
        raise _refuse(show_value(value) + ".", shape)
    return text


def _accept_date(shape: Shape, value: object) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = value.isoformat()
    text = _text(shape, value)
    try:
        if not _DATE.fullmatch(text) or dt.date.fromisoformat(text).year < _FIRST_YEAR:
            raise ValueError("not a date in use")
    except ValueError:
        raise _refuse(show_value(value) + ".", shape) from None
    return text


def _accept_period(shape: Shape, value: object) -> str:
    text = _text(shape, value)
    if PERIOD.fullmatch(text):
        return text
    if re.fullmatch("[0-9]{4}-TW[0-9]*", text):
        advice = _("Tulis {year}-TW1 sampai {year}-TW4.").format(year=text[:4])
        raise _refuse(show_value(value) + ".", shape, advice)
    raise _refuse(show_value(value) + ".", shape)


def _accept_bool(shape: Shape, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, YamlText) and not value.quoted and value.text in _BOOLS:
        return _BOOLS[value.text]
    raise _refuse_unquoted(shape, value)


def _refuse_unquoted(shape: Shape, value: object) -> ParameterError:
    """Word the refusal of a value that must stand without quotes."""
    if isinstance(value, str) or (isinstance(value, YamlText) and value.quoted):
        return _refuse(show_value(value) + _(" dalam tanda kutip."), shape)
    return _refuse(show_value(value) + ".", shape)


def _accept_int(shape: Shape, value: object) -> int:
    if isinstance(value, YamlText) and not value.quoted and _INT.fullmatch(value.text):
        number = int(value.text) if len(value.text) < 20 else LARGEST_EXACT + 1
    elif isinstance(value, Integral) and not isinstance(value, bool):
        number = int(value)
    else:
        raise _refuse_unquoted(shape, value)
    if abs(number) > LARGEST_EXACT:
        advice = _("Untuk kode atau NIP, notebook harus menyatakan Code atau Nip.")
        raise _refuse(_("lebih dari 15 angka, terlalu besar sebagai bilangan."), shape, advice)
    return _in_range(shape, number)


def _accept_float(shape: Shape, value: object) -> float:
    try:
        number = _float(shape, value)
    except OverflowError:
        raise _refuse(_("terlalu besar sebagai bilangan."), shape) from None
    if not math.isfinite(number) and shape.ranged:
        raise _refuse(show_value(number) + ".", shape)
    return _in_range(shape, number)


def _float(shape: Shape, value: object) -> float:
    if isinstance(value, Real) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, YamlText) and not value.quoted:
        if _SPECIAL.fullmatch(value.text):
            return float(value.text.replace(".", ""))
        match = _FLOAT.fullmatch(value.text)
        if match and re.search("[0-9]", value.text.lower().partition("e")[0]):
            number = float(value.text)
            if math.isinf(number):
                raise OverflowError(value.text)
            return number
    raise _refuse_unquoted(shape, value)


def _in_range(shape: Shape, number: int | float) -> int | float:
    below = shape.low is not None and number < shape.low
    above = shape.high is not None and number > shape.high
    if below or above:
        raise _refuse(show_value(number) + ".", shape)
    return number


def _accept_choice(shape: Shape, value: object) -> str | int:
    whole = isinstance(shape.choices[0], int)
    chosen = _accept_int(shape, value) if whole else _text(shape, value)
    if chosen in shape.choices:
        return chosen
    near = [] if whole else get_close_matches(chosen[:80], shape.choices, n=1)
    hint = " " + _("Maksud Anda '{name}'?").format(name=near[0]) if near else ""
    raise _refuse(show_value(value) + "." + hint, shape)


def _accept_list(shape: Shape, value: object) -> list[JsonValue]:
    if not isinstance(value, list | tuple):
        raise _refuse(show_value(value) + ".", shape)
    return [_accept_item(shape, item, str(n)) for n, item in enumerate(value, start=1)]


def _accept_dict(shape: Shape, value: object) -> dict[str, JsonValue]:
    if not isinstance(value, Mapping):
        raise _refuse(show_value(value) + ".", shape)
    if not all(isinstance(key, str) for key in value):
        raise _refuse(_("memuat nama yang bukan teks."), shape)
    names = Shape(kind="str")
    return {_text(names, key): _accept_item(shape, item, quote(key)) for key, item in value.items()}


def _accept_item(shape: Shape, item: object, label: str) -> JsonValue:
    try:
        return accept_value(shape.item or Shape(kind="str"), item)
    except ParameterError as error:
        raise ParameterError(
            _("pada isi {label} {problem}").format(label=label, problem=error)
        ) from None


_ACCEPT: dict[str, Callable[[Shape, object], JsonValue]] = {
    "str": _accept_str,
    "int": _accept_int,
    "float": _accept_float,
    "bool": _accept_bool,
    "date": _accept_date,
    "period": _accept_period,
    "code": _accept_code,
    "nip": _accept_nip,
    "path": _accept_path,
    "choice": _accept_choice,
    "list": _accept_list,
    "dict": _accept_dict,
}
