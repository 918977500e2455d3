"""Read YAML without guessing types: every scalar stays the text that was written.

What `007`, `yes` or `2024-01-01` means is decided by the declaration of the parameter, not by YAML.
Anchors, aliases, tags, duplicate keys and anything beyond one plain document are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_NULL_TEXTS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True)
class YamlText:
    """One scalar: its text, whether it was quoted (or a block), and its line from 1."""

    text: str
    quoted: bool = False
    line: int | None = None

    @property
    def is_null(self) -> bool:
        """Tell whether nothing was written: empty, `~` or `null` without quotes."""
        return not self.quoted and self.text in _NULL_TEXTS


class YamlTable(dict[str, object]):
    """A mapping in the order of the file; `lines` has the line of each key."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


def read_yaml(path: Path, *, where: str | None = None) -> YamlTable:
    """Read a YAML file whose top level is a mapping.

    Parameters
    ----------
    path : Path
        UTF-8 file of at most 1 MB; a byte order mark is skipped.
    where : str, optional
        Name of the file in messages; `path.name` if left out.

    Returns
    -------
    YamlTable
        Values are YamlText, list or YamlTable.

    Raises
    ------
    ParameterError
        A file that cannot be read, or YAML outside the plain subset; names file and line.
    """
    where = where or clean_text(path.name, 80)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = explain_os_error(error)
        raise ParameterError(
            _("{where} tidak dapat dibaca ({reason}). Periksa nama dan izin berkas itu.").format(
                where=where, reason=reason
            )
        ) from None
    if len(data) > MAX_BYTES:
        raise _refusal(where, None, _("Berkas melebihi 1 MB. Pindahkan data ke berkas sumber."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(where, line, _("Bukan teks UTF-8. Simpan ulang sebagai UTF-8.")) from None
    return parse_yaml(text, where=where)


def parse_yaml(text: str, *, where: str) -> YamlTable:
    """Read YAML text; as `read_yaml`, without the file."""
    if len(text) > MAX_BYTES:
        raise _refusal(where, None, _("Teks melebihi 1 MB. Pindahkan data ke berkas sumber."))
    try:
        return _read_document(yaml.parse(text, Loader=yaml.SafeLoader), where)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        advice = _(
            "YAML tidak dapat dibaca. Periksa titik dua, tanda kutip, kurung, dan spasi di awal "
            "baris (bukan tab)."
        )
        raise _refusal(where, _error_line(error, text), advice) from None


def _error_line(error: Exception, text: str) -> int | None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.line + 1
    position = getattr(error, "position", None)
    return None if position is None else text.count("\n", 0, position) + 1


def _refusal(where: str, line: int | None, problem: str) -> ParameterError:
    if line is not None:
        where = _("{where}, baris {line}").format(where=where, line=line)
    return ParameterError(f"{where}: {problem} " + _("Tidak ada proses yang dijalankan."))


def _read_document(events: Iterator[yaml.Event], where: str) -> YamlTable:
    content: object = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                line = event.start_mark.line + 1
                raise _refusal(where, line, _("Hanya satu dokumen per berkas. Hapus '---' kedua."))
            content = _read_node(events, next(events), 1, where)
    if not isinstance(content, YamlTable):
        raise _refusal(where, None, _("Isi berkas harus berupa pasangan 'nama: nilai'."))
    return content


def _read_node(events: Iterator[yaml.Event], event: yaml.Event, depth: int, where: str) -> object:
    line = event.start_mark.line + 1
    _refuse_extras(event, line, where)
    if depth > MAX_DEPTH:
        raise _refusal(where, line, _("Susunan lebih dari 20 tingkat. Sederhanakan isinya."))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_read_node(events, event, depth + 1, where))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        return _read_table(events, depth, where)
    return _read_scalar(event, line, where)


def _refuse_extras(event: yaml.Event, line: int, where: str) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        problem = _("Jangkar (&) dan rujukan (*) tidak dipakai. Tulis nilainya, atau beri kutip.")
        raise _refusal(where, line, problem)
    if event.tag is not None:
        problem = _("Tag {tag} tidak dipakai. Tulis nilainya saja, atau beri tanda kutip.")
        raise _refusal(where, line, problem.format(tag=clean_text(event.tag, 60)))


def _read_scalar(event: yaml.Event, line: int, where: str) -> YamlText:
    try:
        event.value.encode()
    except UnicodeEncodeError:
        problem = _("Teks memuat karakter yang bukan Unicode sah. Tulis ulang teks itu.")
        raise _refusal(where, line, problem) from None
    return YamlText(event.value, quoted=event.style is not None, line=line)


def _read_table(events: Iterator[yaml.Event], depth: int, where: str) -> YamlTable:
    table = YamlTable()
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _read_node(events, event, depth + 1, where)
        line = event.start_mark.line + 1
        if not isinstance(key, YamlText):
            raise _refusal(where, line, _("Nama di kiri titik dua harus teks."))
        if key.text in table:
            problem = _("Nama '{name}' ditulis dua kali (pertama pada baris {first}). Hapus satu.")
            name = clean_text(key.text, 60)
            raise _refusal(where, line, problem.format(name=name, first=table.lines[key.text]))
        table[key.text] = _read_node(events, next(events), depth + 1, where)
        table.lines[key.text] = line
    return table
