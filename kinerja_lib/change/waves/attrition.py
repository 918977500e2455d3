"""Who of the first wave did not come back, compared on the first scores."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import FEW_UNITS
from kinerja_lib.change.outcomes import add_outcomes
from kinerja_lib.change.waves.limits import lay_out
from kinerja_lib.change.waves.review import WaveReview
from kinerja_lib.stats.clustered import difference_clustered


def find_returned(review: WaveReview) -> np.ndarray:
    """Mark who of the first wave filled in the second, usable or not; bool, shape (first,)."""
    again = review.responses.given(review.responses.wave).people["resp_id"].dropna()
    return review.everyone[0].people["resp_id"].isin(again).to_numpy(dtype=bool)


def compare_absent(review: WaveReview) -> pd.DataFrame:
    """Compare first scores of those who did not come back with those who did.

    Returns
    -------
    DataFrame
        One row per subscale: subskala, nama, n (not back), n_kembali, tidak, kembali (means),
        ubah = tidak - kembali with low, high, p, sebab, batas, p_holm, hasil; one family.
    """
    first, returned = review.everyone[0], find_returned(review)
    units = first.people["unit_id"].to_numpy(dtype=object)
    rows = []
    for subscale in review.subscales:
        scores = first.scores[subscale.code].to_numpy(dtype=float)
        known = [scores[own & np.isfinite(scores)] for own in (returned, ~returned)]
        found = difference_clustered(scores, ~returned, units, least=FEW_UNITS)
        rows.append(
            {
                "subskala": subscale.code,
                "nama": subscale.name,
                "n": len(known[1]),
                "n_kembali": len(known[0]),
                "tidak": known[1].mean() if len(known[1]) else np.nan,
                "kembali": known[0].mean() if len(known[0]) else np.nan,
                **lay_out(found),
                "batas": review.margin(subscale.code),
            }
        )
    table = pd.DataFrame(rows)
    enough = (table[["n", "n_kembali"]] >= review.limits.people).all(axis=1)
    return add_outcomes(table.assign(boleh=enough), review.limits.level, allowed="boleh")
