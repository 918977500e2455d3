"""A folder of small exports that each test invents, and what the check says of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from kinerja_lib.i18n import clean_text
from kinerja_lib.sources.check import CheckedSource, check_source
from kinerja_lib.sources.staged import SHEET_BITS
from tests.conftest import PROJECT


class Bench:
    """Writes exports into one folder and checks the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def workbook(self, name: str, **sheets: list[list[object]]) -> Path:
        """Write a workbook: sheet name -> rows from the top left cell; None stays blank."""
        path = self.folder / name
        options = {"default_date_format": "dd-mm-yyyy", "strings_to_formulas": False}
        with xlsxwriter.Workbook(path, options) as book:
            for sheet_name, rows in sheets.items():
                sheet = book.add_worksheet(sheet_name)
                for index, row in enumerate(rows):
                    sheet.write_row(index, 0, row)
        return path

    def check(self, **options: object) -> CheckedSource:
        checked = check_source(self.folder, **options)
        loads = checked.loads
        assert (loads["rows_in"] == loads["accepted"] + loads["quarantined"]).all()
        assert (loads["flagged"] <= loads["accepted"]).all()
        assert_explained(checked)
        assert (checked.findings["rule"] != "").all()
        assert (checked.findings["what_to_do"] != "").all()
        return checked

    def faults(self, **options: object) -> list[tuple]:
        """Check, and give row, column, fault and severity of each finding."""
        return list_faults(self.check(**options))


def assert_explained(checked: CheckedSource) -> None:
    """Every row set aside or flagged has a finding of its own, or its whole sheet has one."""
    told = set(
        zip(*(checked.findings[n] for n in ("table", "file", "row", "severity")), strict=True)
    )
    beyond = set(checked.findings["table"][checked.findings["fault"] == "baris_lain"])
    for name, table in ((n, t) for n, t in checked.tables.items() if n not in beyond):
        for sheet in table.sheets:
            if sheet.assignment.absent:
                continue
            for kind, severity in (("out", "quarantine"), ("mark", "flag")):
                rows = checked.connection.execute(
                    f"SELECT _row FROM {sheet.relation} WHERE _line IN (SELECT "
                    f"_id & {(1 << SHEET_BITS) - 1} FROM {kind}_{name} "
                    f"WHERE _id >> {SHEET_BITS} = {sheet.number})"
                ).fetchall()
                file = clean_text(sheet.assignment.sheet.file, 200)
                lost = [r for (r,) in rows if (name, file, r, severity) not in told]
                assert not lost, (name, kind, lost)


def told(checked: CheckedSource) -> pd.DataFrame:
    """Give the findings without those of references to tables that the small source lacks."""
    alone = ("rujukan_tidak_diperiksa", "kartu_iku_tidak_ada")
    return checked.findings[~checked.findings["fault"].isin(alone)]


def list_faults(checked: CheckedSource) -> list[tuple]:
    """Give row (None for a whole file or table), column, fault and severity of each finding.

    References to a table that the small source lacks are left out.
    """
    findings = told(checked)
    rows = [None if row is pd.NA else int(row) for row in findings["row"]]
    names = ("column", "fault", "severity")
    return list(zip(rows, *(findings[name] for name in names), strict=True))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("KINERJA_PROJECT", os.fspath(PROJECT))
    folder = tmp_path / "sumber"
    folder.mkdir()
    return Bench(folder)
