"""The lowest element of satisfaction of each unit, with an interval, and what it asks to train."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.rules.training_need import Verdict, judge_interval
from kinerja_lib.stats.intervals import interval_clustered_mean
from kinerja_lib.tables.contracts.service import UNSUR

ITEMS = tuple(f"u{number}" for number in range(1, 10))
LEVEL = 1 - 0.05 / len(ITEMS)  # of the interval: the lowest was picked out of nine
NOT_TRAINING = "tidak ada"


def judge_elements(evidence: Evidence, *, seed: int) -> pd.DataFrame:
    """Find the lowest element of each unit with enough respondents in the report's year to date.

    Returns
    -------
    DataFrame
        unit_id, n (respondents), unsur (name of the lowest), rerata (its mean, 1 to 4), selisih
        (its mean minus that of the other elements, points), bawah, atas, kompetensi (that the rules
        file maps to it, missing where it is no matter of training), hasil (`Verdict`).

    Notes
    -----
    Difference of each respondent between the element and the mean of the others, as far as
    answered; respondents of one counter and day are one cluster. The interval has level 1 - 0.05 /
    9, because the lowest was picked out of nine. A unit with fewer respondents than the setting is
    left out.
    """
    columns = ["unit_id", "loket", "tanggal", *ITEMS]
    rows = evidence.frame("skm", columns)
    start = pd.Timestamp(evidence.year, 1, 1)
    rows = rows[(rows["tanggal"] >= start) & (rows["tanggal"] <= pd.Timestamp(evidence.period_end))]
    rows = rows.dropna(subset=list(ITEMS), how="all")
    least = int(evidence.rules["pelatihan.responden_terkecil"])
    meaning = evidence.rules["pelatihan.kompetensi_unsur"]
    found = [
        _judge_unit(str(unit), own, seed) | {"n": len(own)}
        for unit, own in rows.groupby("unit_id")
        if len(own) >= least
    ]
    names = ["unit_id", "n", "unsur", "rerata", "selisih", "bawah", "atas", "hasil"]
    table = pd.DataFrame(found, columns=names)
    mapped = table["unsur"].map(lambda name: meaning.get(name, NOT_TRAINING)).astype("object")
    return table.assign(kompetensi=mapped.where(mapped != NOT_TRAINING, None))


def _judge_unit(unit: str, rows: pd.DataFrame, seed: int) -> dict[str, object]:
    answers = rows[list(ITEMS)].to_numpy(dtype=float)
    counts = (~np.isnan(answers)).sum(axis=0)
    means = np.divide(np.nansum(answers, axis=0), counts, where=counts > 0, out=np.full(9, np.nan))
    place = int(np.nanargmin(means))
    others = np.delete(answers, place, axis=1)
    known = (~np.isnan(others)).sum(axis=1)
    rest = np.divide(
        np.nansum(others, axis=1), known, where=known > 0, out=np.full(len(rows), np.nan)
    )
    difference = answers[:, place] - rest
    day = rows["tanggal"].dt.strftime("%Y-%m-%d")
    clusters = (rows["loket"].fillna("") + "|" + day).to_numpy(dtype=str)
    interval = interval_clustered_mean(difference, clusters, seed=seed, level=LEVEL)
    low, high = interval.low, interval.high
    swapped = (None, None) if low is None or high is None else (-high, -low)
    verdict = judge_interval(*swapped, 0.0)
    return {
        **{"unit_id": unit, "unsur": UNSUR[place], "rerata": float(means[place])},
        **{"selisih": interval.estimate, "bawah": low, "atas": high, "hasil": str(verdict)},
    }


def find_units(table: pd.DataFrame) -> pd.DataFrame:
    """Return unit and competency of the elements that trigger training."""
    rows = table[(table["hasil"] == str(Verdict.TRIGGERS)) & table["kompetensi"].notna()]
    return rows[["unit_id", "kompetensi"]]
