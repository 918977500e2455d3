"""Counts of the five predikat in each period."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period, order_periods
from kinerja_lib.publish.phrases import ALL, FEW, NEARLY, NONE, name_people
from kinerja_lib.tables.choices import PREDIKAT

CLASSES = {"sb": PREDIKAT[0], "b": PREDIKAT[1], "bp": PREDIKAT[2], "k": PREDIKAT[3]}
CLASSES |= {"sk": PREDIKAT[4]}

_EXTREME = {ALL: NEARLY, NEARLY: NEARLY, NONE: FEW, FEW: FEW}


def name_extreme(part: int, whole: int) -> str:
    """Name a share that would tell of few people, or of all: `NEARLY` or `FEW`; else "".

    Such a share is not printed: with n it gives a count below the public limit back.
    """
    return _EXTREME.get(name_people(part, whole), "")


def count_periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Count per period: periode, nama, urutan, n (settled), classes, belum (open), tanpa predikat.

    `n` is the number of settled results with a predikat; open ones and settled ones without a
    predikat are counted beside it and are in no class.
    """
    records = []
    for place, period in enumerate(order_periods(rows["periode"])):
        own = rows[rows["periode"] == period]
        done = own[~own["terbuka"]]
        counts = {key: int((done["predikat"] == name).sum()) for key, name in CLASSES.items()}
        records.append(
            {
                "periode": period,
                "nama": name_period(period, short=True),
                "urutan": place,
                "n": sum(counts.values()),
                **counts,
                "belum": int(own["terbuka"].sum()),
                "tanpa_predikat": int(done["predikat"].isna().sum()),
            }
        )
    names = ["periode", "nama", "urutan", "n", *CLASSES, "belum", "tanpa_predikat"]
    return pd.DataFrame(records, columns=names)
