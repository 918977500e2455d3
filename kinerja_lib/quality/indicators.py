"""A grade for each published figure: the indicator and the tables behind it."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd

from kinerja_lib.quality.deadlines import RHYTHM_DAYS, read_span
from kinerja_lib.quality.grades import grade_days, grade_share, percent, worst_grade
from kinerja_lib.quality.limits import Limits
from kinerja_lib.quality.scorecard import title_of
from kinerja_lib.tables.columns import NOT_COMPUTABLE
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

FIGURE_TABLE = "target_realisasi"
COLUMNS = [
    *("iku_id", "nama", "mutu", "angka", "dapat", "tanpa_baris", "tanpa_realisasi"),
    *("tanpa_target", "terakhir", "terlambat", "sumber_tabel", "mutu_sumber"),
]


def grade_indicators(
    cards: pd.DataFrame,
    figures: pd.DataFrame,
    tables: pd.DataFrame,
    *,
    last_day: dt.date,
    reference_date: dt.date,
    limits: Limits,
) -> pd.DataFrame:
    """Grade every indicator and count the figures that cannot be computed.

    Parameters
    ----------
    cards, figures : DataFrame
        Accepted rows of `iku` and `target_realisasi`, as in `judge_feasibility`.
    tables : DataFrame
        From `score_tables`.
    last_day, reference_date : date
        Last day of the report's period; day that ages are counted to.
    limits : Limits
        Limits of the grades.

    Returns
    -------
    DataFrame
        One row per indicator, columns `COLUMNS`. `angka` expects every unit that reports the
        indicator in every period that any unit reported; `dapat` of them have a value and a
        target; the others have no row, no value or no target. `mutu` is the worst of the share
        `dapat`, the days late of the last value, the table of figures, and the table that the
        card names as its source.
    """
    spans = [read_span(period) for period in figures["periode"]]
    ended = figures.assign(selesai=[s[1] if s else None for s in spans])
    ended = ended[np.array([bool(s) and s[1] <= last_day for s in spans], dtype=bool)]
    marks = tables.set_index("table")["mutu"]
    rows = []
    for card in cards.to_dict("records"):
        own = ended[ended["iku_id"] == card["iku_id"]]
        counts = count_figures(own)
        late, latest = _days_late(card, own, reference_date, limits)
        source = find_source(str(card.get("sumber", "")))
        behind = [marks.get(FIGURE_TABLE, ""), marks.get(source, "") if source else ""]
        share = grade_share(percent(counts["dapat"], counts["angka"]), limits)
        grade = worst_grade([share, grade_days(late, limits), *behind])
        rows.append(
            {
                **{"iku_id": card["iku_id"], "nama": card["nama"]},
                **counts,
                "mutu": grade if counts["dapat"] else NOT_COMPUTABLE,
                **{"terakhir": latest, "terlambat": late},
                "sumber_tabel": title_of(source) if source else None,
                "mutu_sumber": marks.get(source, NOT_COMPUTABLE) if source else None,
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def count_figures(rows: pd.DataFrame) -> dict[str, int]:
    """Count the figures of one indicator: expected, computable, and why the others are not."""
    cells = rows.drop_duplicates(["unit_id", "periode"])
    expected = cells["unit_id"].nunique() * cells["periode"].nunique()
    valued = cells["realisasi"].notna()
    aimed = cells[["target_bawah", "target_atas"]].notna().any(axis=1)
    return {
        "angka": int(expected),
        "dapat": int((valued & aimed).sum()),
        "tanpa_baris": int(expected - len(cells)),
        "tanpa_realisasi": int((~valued).sum()),
        "tanpa_target": int((valued & ~aimed).sum()),
    }


def _days_late(
    card: dict[str, object], rows: pd.DataFrame, today: dt.date, limits: Limits
) -> tuple[float, str | None]:
    """Give the days since the next value was due, NaN without a rhythm, and the last period."""
    known = rows[rows["realisasi"].notna()]
    if known.empty:
        return math.nan, None
    end = known["selesai"].max()
    latest = str(known.loc[known["selesai"] == end, "periode"].iloc[0])
    rhythm = RHYTHM_DAYS.get(str(card.get("frekuensi")))
    if rhythm is None:
        return math.nan, latest
    return float(max((today - end).days - rhythm - limits.grace_days, 0)), latest


def find_source(text: str) -> str:
    """Find the table that the source named on a card means; "" when no table has that name."""
    wanted = squash(text)
    names = {squash(name): name for name in CONTRACTS}
    names |= {squash(contract.title): name for name, contract in CONTRACTS.items()}
    found = [name for name in names if name in wanted]
    return names[max(found, key=len)] if found else ""
