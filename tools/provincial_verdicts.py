"""Judge the real figures of five provinces, 2010 to 2021, as a section of docs/validation.md."""

from __future__ import annotations

import sys

import pandas as pd

from kinerja_lib.performance.areas.indicators import MET, judge_indicators
from kinerja_lib.rules.targets import Verdict
from kinerja_lib.sources.indicators import read_indicators

SOURCE, CARDS = "examples/iku_provinsi.csv", "examples/kartu_iku.csv"
FIRST, LAST, CAP = 2010, 2021, 120.0
REFERENCE = "INDONESIA"
SIGNS = {
    Verdict.MET.value: "met",
    Verdict.BETTER.value: "better",
    Verdict.MISSED.value: "missed",
    Verdict.NOT_COMPUTABLE.value: "·",
}


def write_verdicts() -> str:
    """Write the verdicts of all five provinces and indicators as Markdown.

    Cells: `met`, `better` (than a band), `missed`, `·` (cannot be computed: no target or no value,
    or a derived total).
    """
    data = read_indicators(SOURCE, CARDS)
    judged = judge_indicators(data.figures, data.cards, cap=CAP)
    judged = judged[judged["tahun"].between(FIRST, LAST)]
    provinces = judged[judged["provinsi"] != REFERENCE]
    parts = [
        "## Verdicts on real figures of five provinces",
        f"`{SOURCE}` with the cards of `{CARDS}`, {FIRST} to {LAST}, against the national targets "
        "of each year. `better`: beyond a band on its good side; `·`: cannot be computed.",
        _write_grid(provinces),
        _write_counts(provinces),
        _write_naive(provinces),
        _write_reference(judged),
    ]
    return "\n\n".join(parts) + "\n"


def _write_grid(rows: pd.DataFrame) -> str:
    years = list(range(FIRST, LAST + 1))
    keys = ["urutan_wilayah", "wilayah", "urutan", "nama_pendek"]
    wide = rows.set_index([*keys, "tahun"])["kesimpulan"].map(SIGNS).unstack("tahun")
    wide = wide.reindex(columns=years).fillna("·").sort_index()
    head = ["Province", "Indicator", *map(str, years)]
    lines = [
        [key[1], key[3], *values] for key, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    return _table(head, lines)


def _write_counts(rows: pd.DataFrame) -> str:
    counts = pd.crosstab([rows["urutan"], rows["nama"]], rows["kesimpulan"].map(SIGNS))
    counts = counts.reindex(columns=list(SIGNS.values()), fill_value=0)
    head = ["Indicator", "met", "better", "missed", "cannot be computed"]
    lines = [[key[1], *values] for key, values in zip(counts.index, counts.to_numpy(), strict=True)]
    total = counts.sum()
    return _table(head, [*lines, ["All", *total]])


def _write_naive(rows: pd.DataFrame) -> str:
    """Say how often value / target >= 100 % would have given another verdict."""
    known = rows[rows["kesimpulan"] != Verdict.NOT_COMPUTABLE.value]
    bound = known["target_atas"].fillna(known["target_bawah"])
    naive = known["realisasi"] / bound >= 1
    wrong = int((naive != known["kesimpulan"].isin(MET)).sum())
    negative = int((known["realisasi"] < 0).sum())
    return (
        f"The common ratio value / target >= 100 %, without direction, gives another verdict in "
        f"{wrong} of {len(known)} figures that can be judged. {negative} of them are negative: "
        "they have a difference and no ratio."
    )


def _write_reference(judged: pd.DataFrame) -> str:
    rows = judged[(judged["provinsi"] == REFERENCE) & (judged["tahun"] == LAST)]
    lines = [
        [
            row.nama_pendek,
            "·" if pd.isna(row.realisasi) else f"{row.realisasi:g}",
            _bounds(row),
            SIGNS[row.kesimpulan],
            row.alasan,
        ]
        for row in rows.itertuples()
    ]
    head = ["Indicator", "Value", "Target", "Verdict", "Why not"]
    return f"Indonesia, {LAST}:\n\n" + _table(head, lines)


def _bounds(row: object) -> str:
    bounds = [row.target_bawah, row.target_atas]
    return " to ".join(dict.fromkeys(f"{bound:g}" for bound in bounds if not pd.isna(bound)))


def _table(head: list[str], lines: list[list[object]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)


if __name__ == "__main__":
    sys.stdout.write(write_verdicts())
