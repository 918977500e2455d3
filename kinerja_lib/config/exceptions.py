"""Read signed exceptions: files that let a named cell be shown although a rule withholds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.config.declaration import Parameter, Shape
from kinerja_lib.config.parameters import check_values, refuse_all
from kinerja_lib.config.wording import ONE_LINE, REASON
from kinerja_lib.config.yaml_text import YamlTable, read_yaml
from kinerja_lib.i18n import _

FOLDER = "pengecualian"
KEY = "exceptions"
EDITIONS = ("internal", "public")


@dataclass(frozen=True)
class SignedException:
    """One cell that may be shown: where it stands, why, who signed, and until when."""

    report: str
    period: str
    table: str
    row: tuple[str, ...]  # texts of the key cells of the row, in their order
    column: str
    editions: tuple[str, ...]
    reason: str
    signed_by: str
    date: str  # ISO
    valid_until: str  # ISO

    def as_json(self) -> dict[str, Any]:
        """Return the form that run.json holds."""
        return {**asdict(self), "row": list(self.row), "editions": list(self.editions)}


def find_exceptions(project: Path, region_slug: str) -> Path:
    """Name the file of a region, params/pengecualian/<region>.yaml; it need not exist."""
    return project / "params" / FOLDER / f"{region_slug}.yaml"


def read_exceptions(
    path: Path, report: str, period: str, today: dt.date
) -> tuple[SignedException, ...]:
    """Read the exceptions of a region that hold for one report and period; none without a file.

    Raises
    ------
    ParameterError
        Unreadable YAML, missing or unknown keys anywhere in the file; one of these exceptions is
        signed later than today or has expired. One line for each problem.
    """
    if not path.is_file():
        return ()
    where = f"{FOLDER}/{path.name}"
    content = read_yaml(path, where=where)
    listed = content.get(KEY)
    if set(content) != {KEY} or not isinstance(listed, list):
        problem = _("{where}: isinya harus 'exceptions:' dengan satu daftar di bawahnya.")
        raise refuse_all([problem.format(where=where)])
    found = [_read_one(item, f"{where}, {number}") for number, item in enumerate(listed, start=1)]
    numbered = [
        (number, one)
        for number, one in enumerate(found, start=1)
        if (one.report, one.period) == (report, period)
    ]
    told = [_explain_dates(one, today, f"{where}, {number}") for number, one in numbered]
    problems = [problem for problem in told if problem]
    if problems:
        raise refuse_all(problems)
    return tuple(one for _number, one in numbered)


def _declare() -> dict[str, Parameter]:
    line, day = Shape(kind="str", pattern=ONE_LINE), Shape(kind="date")
    texts = Shape(kind="list", item=Shape(kind="str"))
    editions = Shape(kind="list", item=Shape(kind="choice", choices=EDITIONS))
    shapes = {
        "report": line,
        "period": Shape(kind="period"),
        "table": line,
        "row": texts,
        "column": line,
        "editions": editions,
        "reason": Shape(kind="str", pattern=REASON),
        "signed_by": line,
        "date": day,
        "valid_until": day,
    }
    return {
        name: Parameter(**vars(shape), name=name, default=None, meaning=name, required=True)
        for name, shape in shapes.items()
    }


def _read_one(item: object, where: str) -> SignedException:
    if not isinstance(item, YamlTable):
        problem = _("{where}: tiap pengecualian berisi 'nama: nilai'.")
        raise refuse_all([problem.format(where=where)])
    values: Mapping[str, Any] = check_values(_declare(), item, where=where)
    lists = {name: tuple(values[name]) for name in ("row", "editions")}
    return SignedException(**{**values, **lists})


def _explain_dates(one: SignedException, today: dt.date, where: str) -> str:
    """Say what is wrong with the dates, "" where the exception holds today."""
    if one.valid_until < today.isoformat():
        problem = _(
            "{where}: pengecualian untuk tabel {table}, kolom {column} berakhir pada {date}. "
            "Hapus, atau minta tanda tangan baru."
        )
        return problem.format(where=where, table=one.table, column=one.column, date=one.valid_until)
    if one.date > today.isoformat():
        problem = _("{where}: tanggal tanda tangan {date} belum tiba.")
        return problem.format(where=where, date=one.date)
    return ""
