"""Sentences about fairness."""

from __future__ import annotations

from kinerja_lib.competency.fairness.review import FairnessReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, FEWEST, NONE, SOME, make_finding, name_few

NO_PLAN = "belum ada rencana"
FAIR = {
    SOME: _(
        "**Bagian nilai {names} kurang dari {floor} bagian kebutuhannya.** Sebabnya perlu dilihat: "
        "pelatihan yang sesuai, tempat, dan biaya."
    ),
    NONE: _(
        "Tidak ada kelompok yang cukup besar dengan bagian nilai kurang dari {floor} bagian "
        "kebutuhannya."
    ),
    NO_PLAN: _(
        "Belum ada rencana yang dibandingkan: tabel ini menunjukkan bagian pegawai dan bagian "
        "kebutuhan saja."
    ),
    CANNOT: _("Tidak ada kebutuhan yang dapat dibagi menurut kelompok."),
}


def find_fairness(review: FairnessReview) -> Finding:
    """Name the groups whose share of value is far below their share of need."""
    low = review.low
    names = low.loc[low["n"] >= FEWEST, "kelompok"].tolist()
    planned = "nilai" in review.known
    empty = not len(review.amounts) or not review.amounts.to_numpy().any()
    outcome = CANNOT if empty else NO_PLAN if not planned else SOME if names else NONE
    values = {"names": name_few(names), "floor": Quantity(100 * review.floor, "%")}
    n = len(review.amounts) or None
    return make_finding("keadilan", outcome, FAIR, values, n=n)
