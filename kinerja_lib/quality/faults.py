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
_RULES = frozenset(rule.code for c in CONTRACTS.values() for rule in (*c.rules, *c.set_rules)) - {
    "unsur_kosong_semua"
}
# Parts of fault names, tried in order; what names none of them is a value that cannot be read.
_PARTS = (
    (UNIQUE, ("duplikat", "ganda", "kembar", "berulang")),
    (COMPLETE, ("kosong", "tanpa_nilai", "tidak_diisi")),
    (CONSISTENT, ("rujukan", "induk", "yatim", "bertentangan", "konflik")),
)


def name_dimension(fault: str) -> str:
    """Name the check that a fault belongs to: rules of contracts are about consistency."""
    if fault in _RULES:
        return CONSISTENT
    for dimension, parts in _PARTS:
        if any(part in fault for part in parts):
            return dimension
    return VALID


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
    return real.drop_duplicates(["table", "file", "sheet", "row"]).groupby("table").size()
