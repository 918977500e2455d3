"""Which of the five checks a fault belongs to."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.tables.registry import CONTRACTS

COMPLETE, VALID, CONSISTENT, UNIQUE, TIMELY = (
    "kelengkapan",
    "keabsahan",
    "konsistensi",
    "keunikan",
    "ketepatan_waktu",
)
DIMENSIONS = {
    COMPLETE: _("Kelengkapan"),
    VALID: _("Keabsahan"),
    CONSISTENT: _("Konsistensi"),
    UNIQUE: _("Keunikan"),
    TIMELY: _("Ketepatan waktu"),
}
# The same in the middle of a sentence.
DIMENSION_WORDS = {
    COMPLETE: _("kelengkapan"),
    VALID: _("keabsahan"),
    CONSISTENT: _("konsistensi"),
    UNIQUE: _("keunikan"),
    TIMELY: _("ketepatan waktu"),
}
FOOT, COPY = "baris_kaki", "duplikat_sama"
HARMLESS = (FOOT, COPY)  # set aside, but no result loses anything
NO_COLUMN, MORE_ROWS = "kolom_wajib_tidak_ada", "baris_lain"
_BY_RULE = {rule.code: CONSISTENT for c in CONTRACTS.values() for rule in (*c.rules, *c.set_rules)}
# What names neither a rule of a contract nor one of these is a value that cannot be read.
_BY_CODE = {
    "kosong_wajib": COMPLETE,
    NO_COLUMN: COMPLETE,
    "unsur_kosong_semua": COMPLETE,
    "duplikat_sama": UNIQUE,
    "kunci_bentrok": UNIQUE,
    "kunci_pada_karantina": UNIQUE,
    "rujukan_tidak_ada": CONSISTENT,
    "induk_dikarantina": CONSISTENT,
}
_ROW = ["table", "file", "sheet", "row"]


def name_dimension(fault: str) -> str:
    """Name the check that a fault belongs to: rules of contracts are about consistency."""
    return {**_BY_RULE, **_BY_CODE}.get(fault, "" if fault == FOOT else VALID)


def add_dimension(findings: pd.DataFrame) -> pd.DataFrame:
    """Add the column `dimensi` to findings."""
    return findings.assign(dimensi=[name_dimension(str(f)) for f in findings["fault"]])


def count_rows(findings: pd.DataFrame, dimension: str = "") -> pd.Series:
    """Count the distinct rows with a finding that is no mere note, per table.

    Parameters
    ----------
    findings : DataFrame
        Columns table, file, sheet, row, severity, dimensi.
    dimension : str
        One of `DIMENSIONS`; "" for all.
    """
    real = findings[findings["severity"].isin(["quarantine", "flag"])]
    if dimension:
        real = real[real["dimensi"] == dimension]
    real = real.dropna(subset="row")
    return real.drop_duplicates(_ROW).groupby("table").size()


def count_harmless(findings: pd.DataFrame) -> pd.Series:
    """Count the rows per table that are foot lines or identical copies: no result loses them."""
    return findings[findings["fault"].isin(HARMLESS)].drop_duplicates(_ROW).groupby("table").size()


def count_quarantined(findings: pd.DataFrame) -> pd.Series:
    """Count the distinct quarantined rows per table that the findings explain."""
    aside = findings[findings["severity"] == "quarantine"].dropna(subset="row")
    return aside.drop_duplicates(_ROW).groupby("table").size()


def add_sheet_rows(findings: pd.DataFrame, loads: pd.DataFrame) -> pd.DataFrame:
    """Add `baris_lembar`: rows of the sheet that a finding without row number speaks of, else 1.

    A file that could not be read at all has no row count and gives 0.
    """
    sizes = loads.groupby(["table", "file", "sheet"])["rows_in"].sum()
    keys = zip(findings["table"], findings["file"], findings["sheet"], findings["row"], strict=True)
    counts = [int(sizes.get((t, f, s), 0)) if pd.isna(row) else 1 for t, f, s, row in keys]
    return findings.assign(baris_lembar=counts)
