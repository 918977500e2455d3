"""Sentences about appraisal from several sources; each is chosen by the counts it states."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.gaps import OVER, UNDER
from kinerja_lib.performance.appraisal.labels import find_direction
from kinerja_lib.performance.appraisal.review import COMPLETE, SHARED, AppraisalReview
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    make_finding,
    name_share,
)

SECTION = "penilaian-multisumber"
LIMIT, SHORT, SPLIT = "batas penilai", "batas penilai, tidak satu pun", "dibagi ulang"
POINTS = _("poin")

HEADING = {
    ALL: _("Nilai gabungan lengkap untuk semua {people} pegawai yang dinilai"),
    SOME: _("Nilai gabungan lengkap untuk {complete} dari {people} pegawai yang dinilai"),
    SPLIT: _(
        "Nilai gabungan ada untuk {counted} dari {people} pegawai, {shared} di antaranya dengan "
        "bobot dibagi ulang"
    ),
    NONE: _("Belum ada nilai gabungan yang lengkap untuk {people} pegawai yang dinilai"),
    CANNOT: _("Penilaian multisumber tidak dapat dihitung: belum ada nilai sampai periode ini"),
}
ANSWER = {
    ALL: _("**Nilai gabungan lengkap untuk semua {people} pegawai** pada putaran {round}."),
    SOME: _(
        "**Nilai gabungan lengkap untuk {complete} dari {people} pegawai** pada putaran {round}; "
        "{lacking} belum lengkap dan tidak diberi nilai."
    ),
    LIMIT: _(
        "**Nilai gabungan lengkap untuk {complete} dari {people} pegawai** pada putaran {round}. "
        "Penilai {source} paling banyak {most} orang, sedangkan batasnya {least}."
    ),
    SHORT: _(
        "**Belum ada nilai gabungan yang lengkap** untuk {people} pegawai pada putaran {round}. "
        "Penilai {source} paling banyak {most} orang, sedangkan batasnya {least}."
    ),
    SPLIT: _(
        "**Nilai gabungan ada untuk {counted} dari {people} pegawai** pada putaran {round}; untuk "
        "{shared} di antaranya bobot sumber yang kosong dibagi ulang."
    ),
    NONE: _(
        "**Belum ada nilai gabungan yang lengkap** untuk {people} pegawai pada putaran {round}."
    ),
    CANNOT: _("**Nilai gabungan tidak dapat dihitung** karena belum ada nilai penilai."),
}


def _values(review: AppraisalReview) -> dict[str, object]:
    state = review.people["keadaan"].value_counts()
    complete, shared = int(state.get(COMPLETE, 0)), int(state.get(SHARED, 0))
    people = len(review.people)
    return {
        "people": count_quantity(people),
        "complete": count_quantity(complete),
        "shared": count_quantity(shared),
        "counted": count_quantity(complete + shared),
        "lacking": count_quantity(people - complete - shared),
        "round": review.round,
    }


def _outcome(review: AppraisalReview) -> str:
    state = review.people["keadaan"].value_counts()
    if state.get(SHARED, 0):
        return SPLIT
    return name_share(int(state.get(COMPLETE, 0)), len(review.people))


def find_short_source(review: AppraisalReview) -> pd.Series | None:
    """Find a weighted source of which nobody has as many raters as the minimum."""
    rows = review.completeness
    short = rows[(rows["bobot"] > 0) & (rows["terbanyak"] < rows["batas"])]
    short = short[short["terbanyak"] > 0]
    return None if short.empty else short.sort_values("pegawai", kind="stable").iloc[-1]


def find_heading(review: AppraisalReview) -> Finding:
    """Head the section."""
    values, n = _values(review), len(review.people) or None
    outcome = _outcome(review)
    return make_finding("multisumber-judul", outcome, HEADING, values, place="heading", n=n)


def find_answers(review: AppraisalReview) -> list[Finding]:
    """Say for the first screen how many have a composite, and whether labels run the wrong way."""
    values, outcome, short = _values(review), _outcome(review), find_short_source(review)
    if short is not None and outcome in (SOME, NONE):
        outcome = LIMIT if outcome == SOME else SHORT
        values |= {
            "source": short["sumber"],
            "most": count_quantity(int(short["terbanyak"])),
            "least": count_quantity(int(short["batas"])),
        }
    place = {"place": "answer", "section": SECTION, "n": len(review.people) or None}
    first = make_finding("jawaban-multisumber", outcome, ANSWER, values, **place)
    wrong = find_direction(review, id="jawaban-arah", place="answer", section=SECTION)
    return [first, wrong] if len(review.reversed) else [first]


ICC = {
    SOME: _(
        "**Penilai paling sejalan pada sumber {best}, paling berbeda pada sumber {worst}**: ICC "
        "satu penilai {low_icc} (selang 95%: {interval}; n = {n})."
    ),
    ALL: _(
        "**Kesepakatan penilai hanya dapat dihitung untuk sumber {worst}**: ICC satu penilai "
        "{low_icc} (selang 95%: {interval}; n = {n})."
    ),
    CANNOT: _(
        "**Kesepakatan penilai tidak dapat dihitung** karena belum ada dua pegawai dengan paling "
        "sedikit dua penilai dari satu sumber."
    ),
}


def find_agreement(review: AppraisalReview) -> Finding:
    """Say where raters of one source agree least."""
    known = {s: one for s, (one, _mean) in review.agreement.items() if one.estimate is not None}
    if not known:
        return make_finding("kesepakatan", CANNOT, ICC, {})
    worst = min(known, key=lambda source: known[source].estimate)
    best = max(known, key=lambda source: known[source].estimate)
    icc = known[worst]
    values = {
        "best": best,
        "worst": worst,
        "low_icc": Quantity(icc.estimate, "", 2),
        "interval": Quantity(float("nan"), "", 2, low=icc.low, high=icc.high),
        "n": Quantity(icc.n),
    }
    outcome = SOME if len(known) > 1 else ALL
    return make_finding("kesepakatan", outcome, ICC, values, n=icc.n, test="ICC(1,1)")


VIEWS = {
    SOME: _(
        "**{over} dari {n} pegawai menilai diri tinggi sedangkan atasannya tidak, dan {under} "
        "sebaliknya.** Rerata nilai diri {gap} {direction} daripada nilai atasan."
    ),
    NONE: _(
        "**Nilai diri dan nilai atasan semua {n} pegawai berada di sisi yang sama** dari batas "
        "{limit}."
    ),
    CANNOT: _(
        "**Nilai diri dan nilai atasan tidak dapat dibandingkan** karena belum ada pegawai dengan "
        "keduanya."
    ),
}


def find_views(review: AppraisalReview) -> Finding:
    """Compare how people see themselves with how their superior sees them."""
    gaps = review.gaps
    if gaps.empty:
        return make_finding("pandangan", CANNOT, VIEWS, {})
    over, under = (int((gaps["kuadran"] == name).sum()) for name in (OVER, UNDER))
    mean = float(gaps["selisih"].mean())
    values = {
        "over": count_quantity(over),
        "under": count_quantity(under),
        "n": Quantity(len(gaps)),
        "gap": Quantity(abs(mean), POINTS, 1),
        "direction": _("lebih tinggi") if mean >= 0 else _("lebih rendah"),
        "limit": Quantity(review.limit, POINTS, 1),
    }
    return make_finding("pandangan", SOME if over + under else NONE, VIEWS, values, n=len(gaps))


FRIENDS = {
    ALL: _(
        "**Semua {both} pasangan rekan yang saling menilai memberi nilai jauh lebih tinggi "
        "daripada penilai lain** (lebih dari {margin}, koreksi Holm). Nilainya ditinjau bersama; "
        "ini bukan bukti bahwa mereka bersepakat."
    ),
    SOME: _(
        "**{pairs} dari {both} pasangan rekan yang saling menilai memberi nilai jauh lebih tinggi "
        "daripada penilai lain** (lebih dari {margin}, koreksi Holm). Nilainya ditinjau bersama; "
        "ini bukan bukti bahwa mereka bersepakat."
    ),
    NONE: _(
        "**Tidak satu pun dari {both} pasangan rekan yang saling menilai** memberi nilai lebih "
        "dari {margin} di atas penilai lain (koreksi Holm)."
    ),
    CANNOT: _(
        "**Nilai timbal balik tidak dapat dihitung** karena tidak ada rekan yang saling menilai."
    ),
}


def find_friends(review: AppraisalReview) -> Finding:
    """Say how many pairs of peers give each other far more than others give them."""
    both, flagged = len(review.reciprocal), len(review.friends)
    values = {
        "pairs": count_quantity(flagged),
        "both": count_quantity(both),
        "margin": Quantity(review.smallest, POINTS, 1),
    }
    outcome = name_share(flagged, both)
    test = "pencilan robust (MAD), koreksi Holm" if both else ""
    return make_finding("timbal-balik", outcome, FRIENDS, values, n=2 * both or None, test=test)
