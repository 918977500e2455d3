"""Read a rules file: the numbers that an agency sets for the official rules.

Files lie in params/rules; `bawaan.yaml` lists every setting with its default. A file needs only
what differs. Rules never read files: the caller builds their parameters from these plain values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kinerja_lib.config.parameters import suggest
from kinerja_lib.config.project import find_params_file
from kinerja_lib.config.rule_declaration import Declaration
from kinerja_lib.config.rule_defaults_people import COMPETENCE, PAY, PROFESSIONALISM, TALENT
from kinerja_lib.config.rule_defaults_training import TRAINING
from kinerja_lib.config.rule_defaults_work import PERFORMANCE, SERVICE
from kinerja_lib.config.rule_values import SettingValue, accept_setting, as_content
from kinerja_lib.config.wording import quote
from kinerja_lib.config.yaml_text import YamlTable, YamlText, read_yaml
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text

DECLARATIONS: Mapping[str, Declaration] = MappingProxyType(
    {
        declaration.name: declaration
        for declaration in (
            *(*SERVICE, *PERFORMANCE, *PROFESSIONALISM),
            *(*COMPETENCE, *TRAINING, *TALENT, *PAY),
        )
    }
)
SECTIONS = tuple(dict.fromkeys(name.partition(".")[0] for name in DECLARATIONS))
DEFAULT_FILE = "bawaan"
_HEAD = ("nama", "dasar")


@dataclass(frozen=True)
class Setting:
    """One number, choice or table that an agency may set.

    Attributes
    ----------
    name : str
        "section.key".
    value, default : Decimal, int, str, bool, tuple, read-only mapping or None
        What holds, and what would hold without a file.
    meaning : str
        What it is for, in Indonesian; translate with `_`.
    source, mark : str
        Where the value comes from, and P, S, D, M or L. A value that differs from the default
        has the basis of the agency's file as its source and the mark L.
    """

    name: str
    value: SettingValue
    default: SettingValue
    meaning: str
    source: str
    mark: str

    @property
    def differs(self) -> bool:
        """Tell whether the agency chose another value than the default."""
        return self.value != self.default

    @property
    def needs_checking(self) -> bool:
        """Tell whether reports show the setting as "perlu diverifikasi": default from memory."""
        return self.mark == "M"


@dataclass(frozen=True)
class RuleSettings:
    """All settings of one rules file.

    Attributes
    ----------
    name, basis : str
        Name of the set, and the regulation of the agency it rests on.
    settings : mapping
        Every declared setting by name, in the order of the declarations.
    """

    name: str
    basis: str
    settings: Mapping[str, Setting]

    def __getitem__(self, name: str) -> SettingValue:
        """Return the value of a setting; an unknown name is a KeyError."""
        return self.settings[name].value

    def __iter__(self) -> Iterator[Setting]:
        """Go through the settings in the order of the declarations."""
        return iter(self.settings.values())

    @property
    def changed(self) -> tuple[Setting, ...]:
        """Settings that differ from the default."""
        return tuple(setting for setting in self if setting.differs)

    @property
    def to_verify(self) -> tuple[Setting, ...]:
        """Settings whose default is from memory and was not replaced."""
        return tuple(setting for setting in self if setting.needs_checking)


@lru_cache(maxsize=1)
def _defaults() -> Mapping[str, SettingValue]:
    return MappingProxyType(
        {
            name: accept_setting(declaration, as_content(declaration.default))
            for name, declaration in DECLARATIONS.items()
        }
    )


def use_default_settings() -> RuleSettings:
    """Return every setting with its default, without reading a file."""
    return _build({}, "Bawaan", "")


def read_rule_settings(project: Path, name: str = DEFAULT_FILE) -> RuleSettings:
    """Read and check one rules file of the project.

    Parameters
    ----------
    project : Path
        Project folder.
    name : str
        Name of a file in params/rules, without folder; ".yaml" may be left out.

    Raises
    ------
    ParameterError
        A name with a folder, a file that does not exist or lies elsewhere, or any wrong content:
        every problem, with file and line. Nothing is run.
    """
    path = find_params_file(project, "rules", name)
    where = clean_text(f"params/rules/{path.name}", 100)
    content = read_yaml(path, where=where)
    problems: list[tuple[int, str]] = []
    head = {key: _read_text(content, key, where, problems) for key in _HEAD}
    values = dict(_read_sections(content, where, problems))
    if problems:
        lines = [problem for _line, problem in sorted(problems, key=lambda item: item[0])]
        raise ParameterError("\n".join([*lines, _("Tidak ada proses yang dijalankan.")]))
    return _build(values, head["nama"], head["dasar"])


def _place(where: str, line: int | None) -> str:
    return _("{where}, baris {line}").format(where=where, line=line or 1)


def _read_text(content: YamlTable, key: str, where: str, problems: list[tuple[int, str]]) -> str:
    value = content.get(key)
    text = value.text.strip() if isinstance(value, YamlText) else ""
    if 0 < len(text) <= 300 and text == clean_text(text, 301):
        return text
    line = content.lines.get(key, 1)
    problem = _("'{key}' harus berisi teks satu baris.").format(key=key)
    problems.append((line, f"{_place(where, line)}: {problem}"))
    return ""


def _read_sections(
    content: YamlTable, where: str, problems: list[tuple[int, str]]
) -> Iterator[tuple[str, SettingValue]]:
    """Give each setting that the file has; problems are collected with their lines."""
    for section, settings in content.items():
        if section in _HEAD:
            continue
        line = content.lines[section]
        if section not in SECTIONS:
            fault = _unknown(section, (*SECTIONS, *_HEAD))
        elif not isinstance(settings, YamlTable):
            fault = _("'{key}' harus berupa 'nama: nilai'.").format(key=section)
        else:
            yield from _read_section(section, settings, where, problems)
            continue
        problems.append((line, f"{_place(where, line)}: {fault}"))


def _read_section(
    section: str, settings: YamlTable, where: str, problems: list[tuple[int, str]]
) -> Iterator[tuple[str, SettingValue]]:
    known = {name.partition(".")[2] for name in DECLARATIONS if name.startswith(f"{section}.")}
    for key, value in settings.items():
        name, line = f"{section}.{key}", settings.lines[key]
        if name not in DECLARATIONS:
            problems.append((line, f"{_place(where, line)}: {_unknown(key, known)}"))
            continue
        try:
            yield name, accept_setting(DECLARATIONS[name], value)
        except ParameterError as error:
            problems.append((line, f'{_place(where, line)}: {_("Kunci")} "{name}" {error}'))


def _unknown(key: str, known: tuple[str, ...] | set[str]) -> str:
    problem = _("Kunci {name} tidak dikenal. {suggestion}")
    return problem.format(name=quote(key), suggestion=suggest(key, known))


def _build(values: Mapping[str, SettingValue], name: str, basis: str) -> RuleSettings:
    settings = {}
    for key, declaration in DECLARATIONS.items():
        default = _defaults()[key]
        value = values.get(key, default)
        own = value != default
        settings[key] = Setting(
            name=key,
            value=value,
            default=default,
            meaning=declaration.meaning,
            source=basis if own else declaration.source,
            mark="L" if own else declaration.mark,
        )
    return RuleSettings(name, basis, MappingProxyType(settings))
