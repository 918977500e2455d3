"""Change of linked people by kind of unit, all kinds and subscales one family."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.waves.limits import FEW_UNITS, add_outcomes, lay_out
from kinerja_lib.change.waves.review import SAME, UNTESTED, WaveReview
from kinerja_lib.stats.clustered import measure_mean


def compare_kinds(review: WaveReview) -> pd.DataFrame:
    """Measure the change of each kind of unit on each subscale.

    Returns
    -------
    DataFrame
        jenis, subskala, nama, n, unit (units), pertama, kedua, ubah with low, high, p, sebab,
        batas, p_holm, hasil. A kind with fewer than `limits.people` linked people, or a subscale
        whose meaning changed, is not judged and does not count in the family.
    """
    linked = review.linked
    kinds = sorted(linked["jenis"].dropna().unique())
    rows = []
    for subscale in review.subscales:
        first, second = review.pairs(subscale.code)
        both = np.isfinite(first) & np.isfinite(second)
        for kind in kinds:
            own = both & (linked["jenis"] == kind).to_numpy(dtype=bool)
            units = linked.loc[own, "unit_id"]
            change = (second - first)[own]
            rows.append(
                {
                    "jenis": kind,
                    "subskala": subscale.code,
                    "nama": subscale.name,
                    "n": int(own.sum()),
                    "unit": units.nunique(),
                    "pertama": first[own].mean() if own.any() else np.nan,
                    "kedua": second[own].mean() if own.any() else np.nan,
                    **lay_out(measure_mean(change, units.to_numpy(), least=FEW_UNITS)),
                    "batas": review.margin(subscale.code),
                    "makna": review.same_meaning(subscale.code),
                }
            )
    if not rows:
        return pd.DataFrame()
    table = pd.DataFrame(rows)
    known = table["makna"].isin([SAME, UNTESTED]) & (table["n"] >= review.limits.people)
    return add_outcomes(table.assign(boleh=known), review.limits, allowed="boleh")
