"""Words for what a declaration accepts and for what was given instead."""

from __future__ import annotations

import re

from kinerja_lib.config.declaration import Shape
from kinerja_lib.config.yaml_text import YamlText
from kinerja_lib.i18n import _, clean_text

LARGEST_EXACT = 2**53 - 1  # beyond it a whole number changes in JSON, a browser or a float
ONE_LINE = r"\S(.*\S)?"
REASON = r"\S[\s\S]{8,}\S"  # long enough that "true" or "ya" does not approve by accident
_PERSONAL = re.compile("(?:[0-9] ?){16,}")  # a NIP has 18 digits, a NIK 16


def describe(shape: Shape) -> str:
    """Say in Indonesian what a declaration accepts."""
    words = {
        "str": _("teks"),
        "int": _("bilangan bulat"),
        "float": _("angka dengan titik desimal"),
        "bool": _("true atau false"),
        "date": _("tanggal yang ada di kalender, misalnya 2026-12-31"),
        "period": _('periode seperti "2026", "2026-S1", "2026-TW3" atau "2026-09"'),
        "code": _('kode dalam tanda kutip, misalnya "007"'),
        "nip": _("18 angka dalam tanda kutip"),
        "path": _("jalur berkas atau folder"),
        "choice": _("salah satu dari: {choices}").format(
            choices=", ".join(map(str, shape.choices))
        ),
        "list": _("daftar berisi {item}"),
        "dict": _("pasangan nama dan {item}"),
    }
    named = {
        ONE_LINE: _("teks satu baris tanpa spasi di tepi"),
        REASON: _("alasan dengan paling sedikit 10 karakter"),
    }
    text = named.get(shape.pattern or "", words[shape.kind])
    if shape.item is not None:
        text = text.format(item=describe(shape.item))
    if shape.pattern is not None and shape.pattern not in named:
        text += _(" yang cocok dengan pola {pattern}").format(pattern=shape.pattern)
    return text + _describe_range(shape) + (_(", atau null") if shape.optional else "")


def _describe_range(shape: Shape) -> str:
    if shape.low is not None and shape.high is not None:
        return _(" dari {low} sampai {high}").format(low=shape.low, high=shape.high)
    if shape.low is not None:
        return _(" paling sedikit {low}").format(low=shape.low)
    return _(" paling banyak {high}").format(high=shape.high) if shape.high is not None else ""


def quote(value: str, limit: int = 60) -> str:
    """Show a text in a message: cleaned, shortened, in double quotes, without NIP or NIK."""
    return '"' + clean_text(_PERSONAL.sub("…", value[: 4 * limit]), limit) + '"'


def show_value(value: object) -> str:
    """Say what was given; anything but text and plain numbers by its type only."""
    if isinstance(value, YamlText):
        return _("bernilai {value}").format(value=quote(value.text))
    if isinstance(value, str):
        return _("bernilai {value}").format(value=quote(value))
    if type(value) in (bool, float) or (type(value) is int and abs(value) < 10**15):
        return _("bernilai {value}").format(value=value)
    kinds = {list: _("daftar"), dict: _("pasangan nama dan nilai")}
    kind = next((word for base, word in kinds.items() if isinstance(value, base)), None)
    return _("berisi {kind}").format(kind=kind or clean_text(type(value).__name__, 60))
