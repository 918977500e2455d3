"""Sentences on how the quarantined share moves."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import CANNOT
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.words import VERSION, make_finding
from kinerja_lib.stats.outcomes import Change
from kinerja_lib.tables.columns import NOT_COMPUTABLE

TREND_HEADING = {
    "naik": _("Bagian baris yang dikarantina naik"),
    "turun": _("Bagian baris yang dikarantina turun"),
    "tetap": _("Bagian baris yang dikarantina tidak berubah secara berarti"),
    CANNOT: _("Perkembangan antarperiode tidak dapat dihitung"),
}
_DIRECTIONS = {"naik": "naik", "turun": "turun", str(NOT_COMPUTABLE): CANNOT}


def compare_quarters(review: QualityReview) -> Change:
    """Compare the quarantined share of the last quarter with the same quarter a year before.

    Periods of whole years have no quarter and are not in it.
    """
    together = review.quarters[review.quarters["table"] == ""].set_index("urutan")
    if together.empty:
        return Change(None, None)
    last = int(together.index.max())
    share = together["persen"]
    after = share.get(last)
    before = share.get(last - 4)
    if before is None or pd.isna(before) or pd.isna(after):
        return Change(before, after)
    step = float(after - before)
    n = int(together.loc[[last, last - 4], "rows_in"].sum())
    margin = review.limits.trend_margin
    return Change(float(before), float(after), low=step, high=step, margin=margin, n=n)


def find_trend(review: QualityReview) -> list[Finding]:
    """Say whether more or fewer rows are quarantined than a year before."""
    change = compare_quarters(review)
    heading = _DIRECTIONS.get(str(change.outcome), "tetap")
    what = _("Dibandingkan dengan triwulan yang sama setahun lalu, bagian baris yang dikarantina")
    sentence = Finding.of_change(
        change,
        id="tren-ringkas",
        what=what,
        unit="%",
        decimals=1,
        reason=_("triwulan terakhir atau triwulan yang sama setahun lalu tidak mempunyai baris"),
        place="lead",
        subject="umum",
        rule=VERSION,
    )
    return [make_finding("tren-judul", heading, TREND_HEADING, {}, place="heading"), sentence]
