"""What to repair first, with file and rows, ordered by the effect on results."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.faults import HARMLESS, MORE_ROWS
from kinerja_lib.quality.scorecard import title_of
from kinerja_lib.quality.uses import SENDER, find_office, uses_of
from kinerja_lib.tables.columns import NO_DATA
from kinerja_lib.tables.registry import CONTRACTS

SHOWN_ROWS = 12
WHOLE_ROW = _("seluruh baris")
SHOWN_COLUMNS = 3
SHOWN_FILES = 2
_GROUP = ["table", "fault", "severity", "rule", "what_to_do", "dimensi"]
COLUMNS = [
    *_GROUP,
    *("column", "judul", "baris", "hasil", "pengaruh", "penanggung_jawab", "urutan"),
]
# Values of these kinds cannot hold a name.
_PLAIN_KINDS = frozenset({"whole", "number", "date", "time", "year", "period", "choice", "flag"})


def rank_repairs(
    findings: pd.DataFrame, tables: pd.DataFrame, focus: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Group the findings by fault and order them by what they cost.

    Parameters
    ----------
    findings : DataFrame
        Columns table, file, sheet, row, column, fault, severity, rule, what_to_do, dimensi,
        baris_lembar. Missing texts are "". Notes, foot lines and identical copies ask for no
        repair and are left out.
    tables : DataFrame
        From `score_tables`.
    focus : tuple of str
        Tables whose repairs come before those of others.

    Returns
    -------
    DataFrame
        One row per table and fault, columns `COLUMNS`. `column` joins the columns it was found
        in, "seluruh baris" where it names none; `baris` counts distinct rows, all rows of a sheet
        where a finding speaks of the whole sheet; `hasil` counts the capability rows that use the
        table or one that refers to it; `pengaruh` is the share of the table's rows times `hasil`.
        A file that no table was read from belongs to its sender. Quarantined rows come before
        flagged ones, `focus` before other tables, and what changes no result last.
    """
    real = findings[findings["severity"].isin(["quarantine", "flag"])]
    real = real[~real["fault"].isin([*HARMLESS, MORE_ROWS])]
    if real.empty:
        return pd.DataFrame(columns=COLUMNS)
    distinct = real.drop_duplicates([*_GROUP, "file", "sheet", "row"])
    groups = distinct.groupby(_GROUP, sort=False)["baris_lembar"].sum().rename("baris")
    names = real.groupby(_GROUP, sort=False)["column"].agg(_write_columns)
    groups = pd.concat([groups, names], axis=1).reset_index()
    rows_in = groups["table"].map(tables.set_index("table")["rows_in"]).fillna(0)
    groups = groups.assign(
        judul=[title_of(name) for name in groups["table"]],
        hasil=[len(uses_of(name)) for name in groups["table"]],
        penanggung_jawab=[find_office(name) if name else SENDER for name in groups["table"]],
        flagged=groups["severity"] == "flag",
        other=~groups["table"].isin(focus),
    )
    share = groups["baris"] / rows_in.where(rows_in > 0, groups["baris"])
    lost = share.fillna(0.0).clip(upper=1)
    groups = groups.assign(pengaruh=lost * groups["hasil"], idle=lost == 0)
    order = ["flagged", "idle", "other", "pengaruh", "baris", "table", "column", "fault"]
    ascending = [True, True, True, False, False, True, True, True]
    ranked = groups.sort_values(order, ascending=ascending, ignore_index=True, kind="stable")
    return ranked.assign(urutan=range(1, len(ranked) + 1))[COLUMNS]


def _write_columns(columns: pd.Series) -> str:
    names = sorted({name for name in columns if name})
    more = ["…"] if len(names) > SHOWN_COLUMNS else []
    return ", ".join([*names[:SHOWN_COLUMNS], *more]) or WHOLE_ROW


def locate_repairs(findings: pd.DataFrame, repairs: pd.DataFrame) -> pd.DataFrame:
    """Say where each repair is needed; for the internal edition only.

    Returns
    -------
    DataFrame
        One row per repair, file, sheet and column; columns urutan, file, sheet, column, nomor_baris
        (numbers as a spreadsheet shows them, runs joined, at most `SHOWN_ROWS` parts),
        baris_lain (rows not named), contoh (a value; only of columns that cannot hold a name or
        tell of a person, otherwise missing).
    """
    columns = ["urutan", "file", "sheet", "column", "nomor_baris", "baris_lain", "contoh"]
    if repairs.empty:
        return pd.DataFrame(columns=columns)
    keyed = findings.merge(repairs[[*_GROUP, "urutan"]], on=_GROUP, how="inner")
    rows = []
    for place, part in keyed.groupby(["urutan", "file", "sheet", "table", "column"], sort=True):
        urutan, file, sheet, table, column = place
        text, others = write_rows(part["row"].dropna())
        rows.append(
            {
                "urutan": urutan,
                "file": file,
                "sheet": sheet,
                "column": column or WHOLE_ROW,
                "nomor_baris": text,
                "baris_lain": others,
                "contoh": _example(table, column, part["value"]),
            }
        )
    return pd.DataFrame(rows, columns=columns)


def name_places(findings: pd.DataFrame, repairs: pd.DataFrame) -> pd.Series:
    """Write file, sheet and rows of each repair in one text, by `urutan`; internal only.

    Files beyond `SHOWN_FILES` and rows beyond `SHOWN_ROWS` parts are cut off with "…".
    """
    keyed = findings.merge(repairs[[*_GROUP, "urutan"]], on=_GROUP, how="inner")
    texts: dict[int, list[str]] = {}
    for (urutan, file, sheet), part in keyed.groupby(["urutan", "file", "sheet"], sort=True):
        numbers, others = write_rows(part["row"].dropna())
        name = f"{file}, {sheet}" if sheet else str(file)
        text = f"{name}: {numbers}" if numbers else name
        texts.setdefault(urutan, []).append(f"{text} …" if others else text)
    cut = {n: [*t[:SHOWN_FILES], "…"] if len(t) > SHOWN_FILES else t for n, t in texts.items()}
    return pd.Series({urutan: "; ".join(parts) for urutan, parts in cut.items()}, dtype=object)


def write_rows(rows: Iterable[float]) -> tuple[str, int]:
    """Write row numbers with runs joined, and count the rows that did not fit."""
    numbers = sorted({int(row) for row in rows})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = runs[:SHOWN_ROWS]
    parts = [str(low) if low == high else f"{low}–{high}" for low, high in shown]
    named = sum(high - low + 1 for low, high in shown)
    return ", ".join(parts), len(numbers) - named


def _example(table: str, column: str, values: pd.Series) -> str | None:
    """Give the first value of a column that cannot tell of a person."""
    known = values.dropna().astype(str)
    if known.empty or table not in CONTRACTS:
        return None
    try:
        field = CONTRACTS[table].field(column)
    except KeyError:
        return None
    safe = field.kind in _PLAIN_KINDS and not field.personal
    # A value that is not what the column is for may be anything, a name in a column of dates too.
    plain = known.iloc[0] if safe and not any(mark.isalpha() for mark in known.iloc[0]) else None
    if plain is not None and not plain.strip():
        return NO_DATA
    return plain if plain is None or sum(mark.isdigit() for mark in plain) < 12 else None
