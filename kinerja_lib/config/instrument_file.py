"""Read instrument files of params/instruments: the codebook comes before the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kinerja_lib.config.declaration import Shape
from kinerja_lib.config.instrument import (
    HIGHEST,
    LOWEST,
    THEMES,
    Codebook,
    Instrument,
    Item,
    Subscale,
    join_instruments,
)
from kinerja_lib.config.parameters import suggest
from kinerja_lib.config.project import find_params_file
from kinerja_lib.config.values import accept_value
from kinerja_lib.config.wording import ONE_LINE, quote
from kinerja_lib.config.yaml_text import YamlTable, read_yaml
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text

FOLDER = "instruments"
ITEM_CODE = r"butir_[A-Za-z0-9_]{1,40}"
SUBSCALE_CODE = r"[a-z][a-z0-9_]{0,39}"
MAX_TEXT = 500  # characters of a text in the file
_LINE = Shape(kind="str", pattern=ONE_LINE)
_FLAG = Shape(kind="bool")
_ANSWER = Shape(kind="int", low=LOWEST, high=HIGHEST)
_HEAD = {"nama": _LINE, "sumber": _LINE, "lisensi": _LINE, "validasi": _LINE}
_KEYS = (*_HEAD, "rentang", "label", "teks_boleh_tampil", "kode_kosong", "subskala")
_SUBSCALE = {
    "nama": _LINE,
    "tema": Shape(kind="choice", choices=THEMES),
    "baik": Shape(kind="choice", choices=("tinggi", "rendah")),
}
_ITEM = {"teks": Shape(kind="str"), "balik": _FLAG}


def read_codebook(
    project: Path, names: Sequence[str], answer_range: Sequence[int] = ()
) -> Codebook:
    """Read the instruments of a questionnaire and join them.

    Parameters
    ----------
    project : Path
        Project folder.
    names : sequence of str
        Files in params/instruments, without folder; ".yaml" may be left out.
    answer_range : sequence of int
        As in `join_instruments`.

    Raises
    ------
    ParameterError
        A file that does not exist or lies elsewhere, wrong content (every problem, with file and
        line), or instruments that do not go together. Nothing is run.
    """
    paths = [find_params_file(project, FOLDER, name) for name in names]
    return join_instruments([read_instrument(path) for path in paths], answer_range)


def read_instrument(path: Path) -> Instrument:
    """Read and check one instrument file; as `read_codebook`."""
    where = clean_text(f"params/{FOLDER}/{path.name}", 120)
    content = read_yaml(path, where=where)
    reader = _Reader(where)
    reader.known(content, _KEYS)
    head = {key: reader.take(content, key, shape) for key, shape in _HEAD.items()}
    low, high = reader.take_range(content)
    subscales = reader.take_subscales(content)
    instrument = Instrument(
        code=path.stem,
        name=str(head["nama"]),
        source=str(head["sumber"]),
        licence=str(head["lisensi"]),
        evidence=str(head["validasi"]),
        low=low,
        high=high,
        labels=reader.take_labels(content, high - low + 1),
        publish_text=bool(reader.take(content, "teks_boleh_tampil", _FLAG, default=False)),
        missing_codes=reader.take_missing(content, low, high),
        subscales=subscales,
    )
    reader.check_codes(content, instrument)
    if reader.problems:
        lines = [problem for _line, problem in sorted(reader.problems)]
        raise ParameterError("\n".join([*lines, _("Tidak ada proses yang dijalankan.")]))
    return instrument


def _say_empty(key: str, shape: Shape) -> str:
    """Say that a key is missing, and what it may hold."""
    if not shape.choices:
        return _("'{key}' belum diisi.").format(key=key)
    problem = _("'{key}' belum diisi. Tulis salah satu dari: {names}.")
    return problem.format(key=key, names=", ".join(map(str, shape.choices)))


class _Reader:
    """Take values from one file and collect what is wrong with it."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[tuple[int, str]] = []

    def add(self, line: int | None, problem: str) -> None:
        place = _("{where}, baris {line}").format(where=self.where, line=line or 1)
        self.problems.append((line or 1, f"{place}: {problem}"))

    def known(self, content: YamlTable, keys: Sequence[str]) -> None:
        for key in content:
            if key not in keys:
                problem = _("Kunci {name} tidak dikenal. {suggestion}")
                found = problem.format(name=quote(key), suggestion=suggest(key, keys))
                self.add(content.lines[key], found)

    def take(
        self, content: YamlTable, key: str, shape: Shape, *, default: object = None, line: int = 1
    ) -> object:
        if key not in content:
            if default is None:
                self.add(line, _say_empty(key, shape))
            return default if default is not None else ""
        try:
            value = accept_value(shape, content[key])
        except ParameterError as error:
            self.add(content.lines[key], f'{_("Kunci")} "{key}" {error}')
            return default if default is not None else ""
        if isinstance(value, str) and (
            len(value) > MAX_TEXT or value != clean_text(value, MAX_TEXT)
        ):
            problem = _("'{key}' harus teks biasa, paling banyak {most} karakter.")
            self.add(content.lines[key], problem.format(key=key, most=MAX_TEXT))
        return value

    def take_list(self, content: YamlTable, key: str, shape: Shape) -> list:
        values = self.take(content, key, Shape(kind="list", item=shape), default=[])
        return list(values)

    def take_range(self, content: YamlTable) -> tuple[int, int]:
        found = self.take_list(content, "rentang", _ANSWER)
        if len(found) == 2 and found[0] < found[1]:
            return found[0], found[1]
        problem = _("'rentang' harus dua bilangan bulat, yang kecil dahulu; misalnya [1, 5].")
        self.add(content.lines.get("rentang"), problem)
        return 1, 5

    def take_labels(self, content: YamlTable, size: int) -> tuple[str, ...]:
        found = [str(text) for text in self.take_list(content, "label", _LINE)]
        if len(found) in (2, size):
            return tuple(found)
        problem = _("'label' harus berisi dua ujung, atau {size} kata menurut rentangnya.")
        self.add(content.lines.get("label"), problem.format(size=size))
        return ("", "")

    def take_missing(self, content: YamlTable, low: int, high: int) -> tuple[int, ...]:
        found = self.take_list(content, "kode_kosong", _ANSWER)
        if any(low <= code <= high for code in found):
            self.add(content.lines["kode_kosong"], _("'kode_kosong' ada di dalam rentang jawaban."))
        return tuple(found)

    def take_subscales(self, content: YamlTable) -> tuple[Subscale, ...]:
        section = content.get("subskala")
        if not isinstance(section, YamlTable) or not section:
            problem = _("'subskala' harus berisi paling sedikit satu subskala dengan butirnya.")
            self.add(content.lines.get("subskala"), problem)
            return ()
        return tuple(self._subscale(code, section) for code in section)

    def _subscale(self, code: str, section: YamlTable) -> Subscale:
        own, line = section[code], section.lines[code]
        if not isinstance(own, YamlTable):
            self.add(
                line, _("'{key}' harus berupa 'nama: nilai'.").format(key=clean_text(code, 60))
            )
            own = YamlTable()
        self.known(own, (*_SUBSCALE, "butir"))
        values = {key: self.take(own, key, shape, line=line) for key, shape in _SUBSCALE.items()}
        items = own.get("butir")
        if not isinstance(items, YamlTable) or not items:
            self.add(
                own.lines.get("butir", line), _("'butir' harus berisi paling sedikit satu butir.")
            )
            items = YamlTable()
        return Subscale(
            code,
            str(values["nama"]),
            tuple(self._item(item, items) for item in items),
            favourable_high=values["baik"] == "tinggi",
            theme=str(values["tema"]),
        )

    def _item(self, code: str, items: YamlTable) -> Item:
        own = items[code]
        if not isinstance(own, YamlTable):
            if not getattr(own, "is_null", False):
                problem = _("Isi butir {name} dengan teks, balik, atau gelombang, atau kosongkan.")
                self.add(items.lines[code], problem.format(name=quote(code)))
            own = YamlTable()
        self.known(own, (*_ITEM, "gelombang"))
        return Item(
            code,
            text=str(self.take(own, "teks", _ITEM["teks"], default="")),
            reverse=bool(self.take(own, "balik", _FLAG, default=False)),
            waves=tuple(map(str, self.take_list(own, "gelombang", _LINE))),
        )

    def check_codes(self, content: YamlTable, instrument: Instrument) -> None:
        """Refuse names that cannot be columns, and items named twice."""
        line = content.lines.get("subskala")
        shapes = ((ITEM_CODE, [item.code for item in instrument.items]),)
        shapes += ((SUBSCALE_CODE, [subscale.code for subscale in instrument.subscales]),)
        for pattern, codes in shapes:
            shape = Shape(kind="str", pattern=pattern)
            for code in codes:
                try:
                    accept_value(shape, code)
                except ParameterError as error:
                    self.add(line, f"{_('Kode')} {error}")
            for code in sorted({code for code in codes if codes.count(code) > 1}):
                self.add(line, _("Butir {name} ditulis dua kali.").format(name=quote(code)))
