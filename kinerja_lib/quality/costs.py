"""What defects cost downstream: results that cannot be computed, rows and people lost."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.grades import worst_grade
from kinerja_lib.quality.scorecard import title_of
from kinerja_lib.quality.uses import RESULTS, find_office, tables_of
from kinerja_lib.tables.columns import NOT_COMPUTABLE
from kinerja_lib.tables.registry import CONTRACTS

FULL, PART, NOTES = _("tersedia"), _("sebagian"), _("dengan catatan")
COST_SHAPES = {FULL: "ok", NOTES: "warn", PART: "warn", NOT_COMPUTABLE: "bad"}
# Tables in which every employee is expected to stand.
EVERYONE = ("skp", "hasil_penilaian", "penilaian", "kompetensi", "ip_asn", "tpp")


def cost_results(tables: pd.DataFrame, hidden: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Tell of each result whether the tables it needs allow it.

    Parameters
    ----------
    tables : DataFrame
        From `score_tables`.
    hidden : frozenset of str
        Tables whose number of rows may not be worked out.

    Returns
    -------
    DataFrame
        Columns hasil, kesimpulan, dapat and angka (how many of its capability rows have accepted
        rows in all their tables, and how many there are), mutu (worst grade of the tables that
        have rows), terlemah (the table of that grade), kurang (tables without an accepted row,
        joined), kurang_n, hilang (rows quarantined in its tables) and tertutup (whether one of
        its tables is `hidden`).
    """
    have = tables.set_index("table")
    filled = set(have.index[have["accepted"] > 0])
    rows = [_cost_row(name, codes, have, filled) for name, codes in RESULTS.items()]
    frame = pd.DataFrame(rows)
    return frame.assign(tertutup=[not hidden.isdisjoint(names) for names in frame.pop("tabel")])


def _cost_row(
    name: str, codes: tuple[str, ...], have: pd.DataFrame, filled: set[str]
) -> dict[str, object]:
    needed = {code: tables_of(code) for code in codes}
    needed = {code: names for code, names in needed.items() if names}
    able = sum(set(names) <= filled for names in needed.values())
    used = list(dict.fromkeys(table for names in needed.values() for table in names))
    loaded = have.loc[[table for table in used if table in have.index]]
    grade = worst_grade(loaded["mutu"])
    missing = [table for table in used if table not in filled]
    weakest = "" if grade in (NOT_COMPUTABLE, "A") else loaded.index[loaded["mutu"] == grade][0]
    return {
        "hasil": name,
        "kesimpulan": _verdict(able, len(needed), grade),
        "dapat": able,
        "angka": len(needed),
        "mutu": None if grade == NOT_COMPUTABLE else grade,
        "terlemah": title_of(weakest) if weakest else None,
        "kurang": ", ".join(missing) or None,
        "kurang_n": len(missing),
        "hilang": int(loaded["quarantined"].sum()),
        "tabel": used,
    }


def _verdict(able: int, whole: int, grade: str) -> str:
    if able == 0:
        return NOT_COMPUTABLE
    if able < whole:
        return PART
    return FULL if grade in ("A", "B") else NOTES


def list_missing(tables: pd.DataFrame) -> pd.DataFrame:
    """List the tables of the contracts that gave no accepted row, by what their absence costs.

    Returns
    -------
    DataFrame
        Columns table, judul, sebab, penanggung_jawab and hasil (results that need the table).
    """
    have = tables.set_index("table")
    rows = []
    for name, contract in CONTRACTS.items():
        accepted = have.loc[name, "accepted"] if name in have.index else 0
        if accepted:
            continue
        rows_in = have.loc[name, "rows_in"] if name in have.index else 0
        absent = _("tabel tidak ada") if name not in have.index else _("tabel tanpa baris")
        rows.append(
            {
                "table": name,
                "judul": contract.title,
                "sebab": _("semua baris dikarantina") if rows_in else absent,
                "penanggung_jawab": find_office(name),
                "hasil": len(contract.used_by),
            }
        )
    columns = ["table", "judul", "sebab", "penanggung_jawab", "hasil"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values("hasil", ascending=False, kind="stable", ignore_index=True)


def count_people(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the employees that the tables about everyone leave out.

    Parameters
    ----------
    frames : mapping
        Table name -> frame with the column that holds the employee number, accepted rows only;
        `pegawai` with `nip` among them.

    Returns
    -------
    DataFrame
        Columns table, judul, pegawai (distinct employees in `pegawai`), tanpa_baris (those
        without a row in the table); empty without employees.
    """
    columns = ["table", "judul", "pegawai", "tanpa_baris"]
    staff = set(frames["pegawai"]["nip"].dropna()) if "pegawai" in frames else set()
    rows = [
        {
            "table": name,
            "judul": title_of(name),
            "pegawai": len(staff),
            "tanpa_baris": len(staff - set(frames[name][person_column(name)].dropna())),
        }
        for name in EVERYONE
        if staff and name in frames
    ]
    return pd.DataFrame(rows, columns=columns)


def person_column(table: str) -> str:
    """Name the first column of a table that refers to an employee, `nip` for the employees."""
    fields = CONTRACTS[table].fields
    return next((f.name for f in fields if f.references == "pegawai.nip"), "nip")
