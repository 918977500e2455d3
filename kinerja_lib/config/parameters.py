"""Check the parameters of one run against what the notebook declares, all problems at once."""

from __future__ import annotations

import copy
import keyword
import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from kinerja_lib.config.contract import NotebookContract
from kinerja_lib.config.declaration import JsonValue, Parameter
from kinerja_lib.config.secret_names import looks_secret, secret_advice
from kinerja_lib.config.values import accept_value
from kinerja_lib.config.wording import quote
from kinerja_lib.config.yaml_text import YamlTable, YamlText
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

_MOST_SHOWN = 20


def check_parameters(
    contract: NotebookContract, given: Mapping[str, object], *, where: str
) -> dict[str, JsonValue]:
    """Return every declared parameter with its value, ready to be put into the notebook.

    Parameters
    ----------
    contract : NotebookContract
        What the notebook declares.
    given : Mapping
        Name to YAML content (`yaml_text`) or plain Python value. Left-out names take the default.
    where : str
        Where the values were written; opens each line of a message.

    Returns
    -------
    dict
        In the order of the declaration. Only None, bool, int, float, str, list and dict; NaN and
        infinity only where the notebook declares float without limits.

    Raises
    ------
    ParameterError
        One line for each name or value that is refused, then that nothing was run.
    """
    return check_values(contract.parameters, given, where=where)


def check_values(
    declared: Mapping[str, Parameter],
    given: Mapping[str, object],
    *,
    where: str,
    also: Collection[str] = (),
) -> dict[str, JsonValue]:
    """Do the work of `check_parameters` for any declarations; `also` are names to suggest."""
    problems = []
    accepted: dict[str, JsonValue] = {}
    for name, value in given.items():
        place = _place(given, name, value, where)
        try:
            _check_name(name, declared, also)
            accepted[name] = accept_value(declared[name], value)
        except ParameterError as error:
            problems.append(f"{place}: {_('Parameter')} {_quote_name(name)} {error}")
    for name, parameter in declared.items():
        if parameter.required and name not in given:
            missing = _("belum ada. Tambahkan baris '{name}: ...'.").format(name=name)
            problems.append(f"{where}: {_('Parameter')} {quote(name)} {missing}")
    if problems:
        raise refuse_all(problems)
    return {
        name: accepted[name] if name in accepted else copy.deepcopy(parameter.default)
        for name, parameter in declared.items()
    }


def refuse_all(problems: list[str]) -> ParameterError:
    """Put all problems into one error, one line each, and say that nothing was run."""
    lines = problems[:_MOST_SHOWN]
    if len(problems) > _MOST_SHOWN:
        rest = len(problems) - _MOST_SHOWN
        lines.append(_("Masih ada {count} masalah lain.").format(count=rest))
    lines.append(_("Tidak ada proses yang dijalankan."))
    return ParameterError("\n".join(lines))


def suggest(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, or list the known names."""
    names = sorted(known)
    near = get_close_matches(name[:80], names, n=1)
    if near:
        return _("Maksud Anda '{name}'?").format(name=near[0])
    if not names:
        return _("Tidak ada nama yang dapat diisi.")
    return _("Yang dikenal: {names}.").format(names=", ".join(names[:30]))


def _place(given: Mapping[str, object], name: str, value: object, where: str) -> str:
    line = given.lines.get(name) if isinstance(given, YamlTable) else None
    if line is None and isinstance(value, YamlText):
        line = value.line
    return where if line is None else _("{where}, baris {line}").format(where=where, line=line)


def _quote_name(name: object) -> str:
    return quote(name) if isinstance(name, str) else f"({type(name).__name__})"


def _check_name(name: object, declared: Mapping[str, Parameter], also: Collection[str]) -> None:
    """Refuse a name that is not declared; names reach the notebook as code, so form comes first."""
    if not isinstance(name, str) or not re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name):
        problem = _(
            "bukan nama parameter. Nama dimulai dengan huruf, lalu huruf, angka atau garis bawah."
        )
    elif keyword.iskeyword(name):
        problem = _("memakai kata milik bahasa Python. Pilih nama lain.")
    elif name in declared:
        return
    elif looks_secret(name):
        problem = secret_advice()
    else:
        problem = _("tidak dikenal. {suggestion}").format(
            suggestion=suggest(name, [*declared, *also])
        )
    raise ParameterError(problem)
