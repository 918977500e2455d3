"""Accept what a rules file says for one setting, exactly as written: 0.111 is never a float.

Problems are raised as ParameterError whose text continues after 'Kunci "section.key" '.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise
from types import MappingProxyType

from kinerja_lib.config.declaration import Shape
from kinerja_lib.config.parameters import suggest
from kinerja_lib.config.rule_declaration import Declaration
from kinerja_lib.config.values import accept_value
from kinerja_lib.config.wording import quote
from kinerja_lib.config.yaml_text import YamlTable, YamlText
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

MAX_NAME = 120  # characters
SettingValue = Decimal | int | str | bool | tuple | Mapping | None


def accept_setting(declaration: Declaration, content: object) -> SettingValue:
    """Turn YAML content into the value of a setting.

    Returns
    -------
    Decimal, int, str, bool, tuple, read-only mapping or None
        number, whole, choice, flag, numbers or names, table, words or levels; weights in per cent.

    Raises
    ------
    ParameterError
        The content does not fit; the text continues after the name of the setting.
    """
    return _ACCEPT[declaration.kind](declaration, content)


def _number(declaration: Declaration, content: object) -> Decimal | int | None:
    kind = "int" if declaration.kind in ("whole", "levels") else "float"
    shape = Shape(
        kind=kind, low=declaration.low, high=declaration.high, optional=declaration.optional
    )
    accepted = accept_value(shape, content)
    if accepted is None or kind == "int":
        return accepted
    return Decimal(content.text if isinstance(content, YamlText) else str(content))


def _choice(declaration: Declaration, content: object) -> str:
    return accept_value(Shape(kind="choice", choices=declaration.choices), content)


def _flag(_declaration: Declaration, content: object) -> bool:
    return accept_value(Shape(kind="bool"), content)


def _numbers(declaration: Declaration, content: object) -> tuple[Decimal, ...]:
    if not isinstance(content, list) or len(content) != len(declaration.default):
        problem = _("harus berisi daftar {count} angka.")
        raise ParameterError(problem.format(count=len(declaration.default)))
    numbers = tuple(_number(declaration, item) for item in content)
    if declaration.rising and any(later <= earlier for earlier, later in pairwise(numbers)):
        raise ParameterError(_("harus berisi angka yang terus naik."))
    return numbers


def _names(_declaration: Declaration, content: object) -> tuple[str, ...]:
    if not isinstance(content, list):
        raise ParameterError(_("harus berisi daftar nama."))
    return tuple(_name(item) for item in content)


def _name(item: object) -> str:
    text = item.text.strip() if isinstance(item, YamlText) else ""
    if not 0 < len(text) <= MAX_NAME or not text.isprintable():
        raise ParameterError(_("memuat nama yang kosong, terlalu panjang, atau bukan teks."))
    return text


def _table(declaration: Declaration, content: object) -> Mapping[str, Decimal | None]:
    given = _read_entries(declaration, content, declaration.keys, _number)
    merged = _accept_defaults(declaration, _number) | given
    if declaration.sum_100:
        merged = _scale_weights(merged, given)
    return MappingProxyType(merged)


def _words(declaration: Declaration, content: object) -> Mapping[str, str]:
    given = _read_entries(declaration, content, declaration.keys, _choice)
    return MappingProxyType(_accept_defaults(declaration, _choice) | given)


def _levels(declaration: Declaration, content: object) -> Mapping[str, Mapping[str, int]]:
    posts = tuple(declaration.default)
    given = _read_entries(declaration, content, posts, _level_row)
    merged = _accept_defaults(declaration, _level_row)
    for post, row in given.items():
        complete = merged.get(post, {}) | row
        lacking = [name for name in declaration.keys if name not in complete]
        if lacking:
            problem = _("pada isi {post} belum memuat kompetensi {names}.")
            raise ParameterError(problem.format(post=quote(post), names=", ".join(lacking)))
        merged[post] = complete
    return MappingProxyType({post: MappingProxyType(row) for post, row in merged.items()})


def _level_row(declaration: Declaration, content: object) -> dict[str, int]:
    known = declaration.keys
    if isinstance(content, YamlTable):
        own = tuple(name for name in content if name.lower().startswith("teknis "))
        known = (*known, *own)
    return _read_entries(declaration, content, known, _number, closed=True)


def _read_entries(
    declaration: Declaration,
    content: object,
    known: tuple[str, ...],
    accept: Callable[[Declaration, object], object],
    *,
    closed: bool = False,
) -> dict[str, object]:
    """Read names with their values; an unknown name, or one that looks misspelt, is refused."""
    if not isinstance(content, Mapping):
        raise ParameterError(_("harus berupa 'nama: nilai'."))
    entries = {}
    for name, value in content.items():
        near = get_close_matches(name[:MAX_NAME], known, n=1, cutoff=0.85)
        if name not in known and (closed or near or not declaration.open_keys):
            problem = _("memuat nama {name} yang tidak dikenal. {suggestion}")
            raise ParameterError(problem.format(name=quote(name), suggestion=suggest(name, known)))
        try:
            entries[_name(YamlText(name))] = accept(declaration, value)
        except ParameterError as error:
            problem = _("pada isi {label} {problem}")
            raise ParameterError(problem.format(label=quote(name), problem=error)) from None
    return entries


def _accept_defaults(
    declaration: Declaration, accept: Callable[[Declaration, object], object]
) -> dict[str, object]:
    """Accept the default in the same way; nothing is trusted because it is written in code."""
    return {name: accept(declaration, as_content(v)) for name, v in declaration.default.items()}


def as_content(value: object) -> object:
    """Turn a default into what reading a file would give."""
    if isinstance(value, dict):
        return {name: as_content(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_content(item) for item in value]
    return YamlText(str(value))


def _scale_weights(
    weights: Mapping[str, Decimal], given: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Return weights in per cent; they add up to 1 or 100 as written, the given ones in full."""
    total = sum(weights.values())
    if set(given) == set(weights) and total == 1:
        return {name: weight * 100 for name, weight in weights.items()}
    if total != 100:
        problem = _("berjumlah {total}, bukan 1 atau 100. Tulis semua bobot: {names}.")
        raise ParameterError(problem.format(total=total, names=", ".join(weights)))
    return dict(weights)


_ACCEPT: Mapping[str, Callable[[Declaration, object], SettingValue]] = MappingProxyType(
    {
        "number": _number,
        "whole": _number,
        "choice": _choice,
        "flag": _flag,
        "numbers": _numbers,
        "names": _names,
        "table": _table,
        "words": _words,
        "levels": _levels,
    }
)
