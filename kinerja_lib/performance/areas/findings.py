"""Sentences of the indicator review; each is chosen by the counts it states."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.performance.areas.review import IndicatorReview
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, SOME, count_quantity, name_share

GAP, REACHED, BOTH, NEITHER = "ada sela", "ada capaian", "keduanya", "tidak ada"

HEADLINE = {
    ALL: _("Semua capaian di {areas} wilayah memenuhi target {scope} atau lebih baik"),
    SOME: _("{met} dari {judged} capaian memenuhi target {scope} atau lebih baik"),
    GAP: _(
        "{met} dari {judged} capaian memenuhi target {scope} atau lebih baik; {indicators} tidak "
        "memenuhinya di satu wilayah pun"
    ),
    NONE: _("Tidak satu pun dari {judged} capaian memenuhi target {scope}"),
    CANNOT: _("Capaian tidak dapat dihitung: target atau realisasi {year} belum ada"),
}
OVERALL = {
    ALL: _("**Semua {judged} capaian memenuhi target {scope} atau lebih baik** pada {year}."),
    SOME: _(
        "**{met} dari {judged} capaian memenuhi target {scope} atau lebih baik** pada {year}; "
        "{missed} tidak memenuhinya."
    ),
    NONE: _("**Tidak satu pun dari {judged} capaian memenuhi target {scope}** pada {year}."),
    CANNOT: _("**Tidak ada capaian yang dapat dinilai** pada {year}."),
}
REACH = {
    BOTH: _(
        "**{gaps} tidak mencapai target {scope} di satu wilayah pun;** {reached} mencapainya atau "
        "lebih baik di semua wilayah."
    ),
    GAP: _("**{gaps} tidak mencapai target {scope} di satu wilayah pun.**"),
    REACHED: _("**{reached} mencapai target {scope} atau lebih baik di semua wilayah.**"),
    NEITHER: _(
        "**Hasil tiap indikator berbeda antarwilayah:** tidak ada indikator yang mencapai target "
        "{scope} di semua wilayah, dan tidak ada yang tidak mencapainya di satu wilayah pun."
    ),
    CANNOT: _("**Indikator tidak dapat dibandingkan** karena target atau realisasi belum ada."),
}
PATH = {
    ALL: _(
        "**Semua {known} deret tercatat membaik** sejak awal seri yang tidak terputus; tanpa "
        "galat baku, perubahan ini belum diuji."
    ),
    SOME: _(
        "**{better} dari {known} deret tercatat membaik** dan {worse} memburuk sejak "
        "awal seri yang tidak terputus; tanpa galat baku, perubahan ini belum diuji."
    ),
    NONE: _(
        "**Tidak satu pun dari {known} deret tercatat membaik** sejak awal seri yang tidak "
        "terputus; tanpa galat baku, perubahan ini belum diuji."
    ),
    CANNOT: _(
        "**Perubahan antartahun tidak dapat dinilai** karena tiap deret memuat kurang dari dua "
        "angka atau bertarget rentang."
    ),
}


def _counts(review: IndicatorReview) -> dict[str, int]:
    table = review.indicators
    met, missed = int(table["tercapai"].sum()), int(table["tidak_tercapai"].sum())
    cells = len(table) * review.own["wilayah"].nunique()
    judged = met + missed
    return {"met": met, "missed": missed, "judged": judged, "unknown": cells - judged}


def _gaps(review: IndicatorReview) -> tuple[list[str], list[str]]:
    """Name the indicators missed in every area, and those reached in every one.

    An indicator that cannot be judged in some area is neither: the sentences speak of all areas.
    """
    table = review.indicators
    areas = review.own["wilayah"].nunique()
    gaps = table[table["tidak_tercapai"] == areas]["nama_pendek"]
    reached = table[table["tercapai"] == areas]["nama_pendek"]
    return list(gaps), list(reached)


def find_headline(review: IndicatorReview) -> Finding:
    """State the one thing a reader takes away."""
    counts = _counts(review)
    outcome = name_share(counts["met"], counts["judged"], counts["unknown"])
    gaps, _reached = _gaps(review)
    if outcome == SOME and gaps:
        outcome = GAP
    values = {
        **{name: count_quantity(number) for name, number in counts.items()},
        "areas": count_quantity(review.own["wilayah"].nunique()),
        "indicators": gaps,
        "year": str(review.year),
        "scope": review.scope,
    }
    return make_finding("judul", outcome, HEADLINE, values, place="headline")


def find_answers(review: IndicatorReview) -> list[Finding]:
    """Answer the question of the report in three sentences."""
    counts = {name: count_quantity(number) for name, number in _counts(review).items()}
    year = {"year": str(review.year), "scope": review.scope}
    overall = name_share(int(counts["met"].value), int(counts["judged"].value))
    gaps, reached = _gaps(review)
    reach = {(True, True): BOTH, (True, False): GAP, (False, True): REACHED}.get(
        (bool(gaps), bool(reached)), NEITHER
    )
    known = review.directed
    better = int((known["arah_perubahan"] == "membaik").sum())
    worse = int((known["arah_perubahan"] == "memburuk").sum())
    path = {
        "known": count_quantity(len(known)),
        "better": count_quantity(better),
        "worse": count_quantity(worse),
    }
    capaian = {"place": "answer", "section": "capaian"}
    perjalanan = {"place": "answer", "section": "perjalanan"}
    reach = CANNOT if overall == CANNOT else reach
    names = {"gaps": gaps, "reached": reached, "scope": review.scope}
    return [
        make_finding("jawaban-capaian", overall, OVERALL, counts | year, **capaian),
        make_finding("jawaban-indikator", reach, REACH, names, **capaian),
        make_finding(
            "jawaban-perjalanan", name_share(better, len(known)), PATH, path, **perjalanan
        ),
    ]


ASK_TARGETS = {
    "ada": _(
        "Ganti target nasional dengan target RPJMD tiap wilayah, agar kesimpulan menjadi "
        "milik wilayah itu sendiri."
    )
}
ASK_GAPS = {GAP: _("Bahas penyebab {gaps} tidak mencapai target di satu wilayah pun.")}
ASK_DERIVED = {
    "ada": _("Mintakan angka resmi pengganti {series}: angka yang ada dihitung dari wilayah lain.")
}


def find_requests(review: IndicatorReview) -> list[Finding]:
    """Ask the leader for at most three decisions that the results call for."""
    gaps, _reached = _gaps(review)
    derived = review.judged[review.judged["turunan"]]
    asks = []
    if gaps:
        asks.append(make_finding("minta-sela", GAP, ASK_GAPS, {"gaps": gaps}, place="ask"))
    if review.scope:
        asks.append(make_finding("minta-target", "ada", ASK_TARGETS, {}, place="ask"))
    if len(derived):
        series = [
            f"{r.nama_pendek} {r.wilayah}"
            for r in derived.drop_duplicates(["indikator", "wilayah"]).itertuples()
        ]
        asks.append(
            make_finding("minta-resmi", "ada", ASK_DERIVED, {"series": series[:5]}, place="ask")
        )
    return asks[:3]


ACHIEVEMENT_HEADING = {
    ALL: _("Semua indikator mencapai target {scope} di semua wilayah"),
    SOME: _("{met} indikator mencapai target {scope} di lebih dari separuh wilayah"),
    NONE: _("Tidak satu pun indikator mencapai target {scope} di lebih dari separuh wilayah"),
    CANNOT: _("Capaian {year} tidak dapat dihitung"),
}
PATH_HEADING = {
    ALL: _("Semua indikator tercatat membaik di lebih dari separuh wilayah"),
    SOME: _("{better} dari {indicators} indikator tercatat membaik di lebih dari separuh wilayah"),
    NONE: _("Tidak satu pun indikator tercatat membaik di lebih dari separuh wilayah"),
    CANNOT: _("Perubahan antartahun tidak dapat dihitung"),
}


def find_achievement(review: IndicatorReview) -> Finding:
    """Head the section on achievement."""
    table = review.indicators
    judged = table["tercapai"] + table["tidak_tercapai"]
    majority = int((table["tercapai"] * 2 > review.own["wilayah"].nunique()).sum())
    not_met = int((table["tercapai"] < review.own["wilayah"].nunique()).sum())
    outcome = name_share(majority, int((judged > 0).sum()), not_met)
    values = {"met": count_quantity(majority), "year": str(review.year), "scope": review.scope}
    return make_finding("capaian-judul", outcome, ACHIEVEMENT_HEADING, values, place="heading")


def find_path(review: IndicatorReview) -> Finding:
    """Head the section on the path over the years."""
    known = review.directed
    share = (known["arah_perubahan"] == "membaik").groupby(known["indikator"]).sum()
    better = int((share * 2 > review.own["wilayah"].nunique()).sum())
    values = {"better": count_quantity(better), "indicators": count_quantity(len(share))}
    outcome = name_share(better, len(share), len(review.indicators) - len(share))
    return make_finding("perjalanan-judul", outcome, PATH_HEADING, values, place="heading")


SCOPE = {
    "nasional": _("Semua target adalah target nasional, bukan target wilayah itu sendiri."),
    "wilayah": _("Semua target ditetapkan untuk wilayah itu sendiri."),
}


def find_scope(review: IndicatorReview) -> Finding:
    """Say whose targets the verdicts are about."""
    return make_finding("acuan", review.target_owner, SCOPE, {}, place="lead")
