"""Sentences about fairness."""

from __future__ import annotations

from kinerja_lib.competency.fairness.review import GROUPS, FairnessReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import CANNOT, FEWEST, NONE, SOME, make_finding, name_few

NO_PLAN = "belum ada rencana"
HEADING = {
    SOME: _("Sebagian kelompok menerima kurang dari {floor} bagian menurut kebutuhannya"),
    NONE: _("Tiap kelompok yang cukup besar menerima paling sedikit {floor} bagian kebutuhannya"),
    NO_PLAN: _("Bagian kebutuhan menurut kelompok; rencananya belum ada"),
    CANNOT: _("Tidak ada kebutuhan yang dapat dibagi menurut kelompok"),
}
FAIR = {
    SOME: _("**{kind}: {names}** menerima kurang dari {floor} bagian menurut kebutuhannya."),
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
WHY = _(
    "Sebab bagian yang kecil perlu dilihat: pelatihan yang sesuai, tempat, biaya, dan batas JP."
)


def find_heading(review: FairnessReview) -> Finding:
    """Head the section."""
    return _say(review, "keadilan-judul", HEADING, {}, place="heading")


def find_fairness(review: FairnessReview) -> list[Finding]:
    """Name, kind by kind, the groups whose share of value is far below their share of need."""
    if _name_outcome(review) != SOME:
        return [_say(review, "keadilan", FAIR, {}, place="lead")]
    low = _list_low(review)
    found = []
    for kind, own in low.items():
        values = {"kind": GROUPS[kind], "names": name_few(own)}
        id = f"keadilan-rasio-{kind.replace('_', '-')}"
        found.append(_say(review, id, FAIR, values, place="lead" if not found else "text"))
    return [*found, make_finding("keadilan-sebab", SOME, {SOME: WHY}, {}, place="text")]


def _list_low(review: FairnessReview) -> dict[str, list[str]]:
    """Give the names of low groups that are large enough, by kind in the order of `GROUPS`."""
    low = review.low[review.low["n"] >= FEWEST]
    named = {kind: low.loc[low["dasar"] == kind, "kelompok"].tolist() for kind in GROUPS}
    return {kind: names for kind, names in named.items() if names}


def _name_outcome(review: FairnessReview) -> str:
    if not len(review.amounts) or not review.amounts.to_numpy().any():
        return CANNOT
    if "nilai" not in review.known:
        return NO_PLAN
    return SOME if _list_low(review) else NONE


def _say(
    review: FairnessReview,
    id: str,
    messages: dict[str, str],
    values: dict[str, object],
    *,
    place: str,
) -> Finding:
    given = {"floor": Quantity(100 * review.floor, "%")} | values
    n = len(review.amounts) or None
    return make_finding(id, _name_outcome(review), messages, given, place=place, n=n)
