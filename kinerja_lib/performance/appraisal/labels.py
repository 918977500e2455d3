"""Sentences about labels of raters: which run the wrong way, and what the check set aside."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.data import SUBORDINATE, SUPERIOR
from kinerja_lib.performance.appraisal.review import AppraisalReview
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, SOME, count_quantity, make_finding

MOST = "sebagian besar"

DIRECTION = {
    ALL: _("**Arah hubungan cocok pada semua {checked} pasangan** berlabel atasan atau bawahan."),
    NONE: _(
        "**Arah hubungan cocok pada semua {checked} pasangan** yang dapat diperiksa; {unknown} "
        "pasangan atasan atau bawahan tidak dapat diperiksa."
    ),
    SOME: _(
        "**{wrong} dari {checked} pasangan berlabel terbalik**, misalnya nilai {label} yang "
        "diberikan {rater} kepada {ratee}. Nilainya tidak ikut dihitung; arahnya tidak ditebak."
    ),
    MOST: _(
        "**{wrong} dari {checked} pasangan berlabel terbalik: label atasan dan bawahan tampaknya "
        "bertukar**, misalnya nilai {label} yang diberikan {rater} kepada {ratee}. Nilainya tidak "
        "ikut dihitung; arahnya tidak ditebak."
    ),
    CANNOT: _(
        "**Arah hubungan tidak dapat diperiksa** karena tabel tidak menyebut siapa atasan siapa."
    ),
}


def find_direction(
    review: AppraisalReview, *, id: str = "arah", place: str = "text", section: str = ""
) -> Finding:
    """Say whether labels run the wrong way, with an example by kind of post."""
    labelled = review.labelled[review.labelled["hubungan"].isin([SUPERIOR, SUBORDINATE])]
    checked, wrong = int(labelled["arah"].notna().sum()), len(review.reversed)
    outcome = CANNOT if not checked else NONE if checked < len(labelled) else ALL
    values: dict[str, object] = {
        "checked": count_quantity(checked),
        "unknown": count_quantity(len(labelled) - checked),
        "wrong": count_quantity(wrong),
    }
    if wrong:
        outcome = MOST if 2 * wrong > checked else SOME
        first = review.reversed.iloc[0]
        values |= {
            "label": first["hubungan"],
            "rater": _kind_of_post(review, first["penilai"]),
            "ratee": _kind_of_post(review, first["dinilai"]),
        }
    n = checked or None
    return make_finding(id, outcome, DIRECTION, values, place=place, section=section, n=n)


def _kind_of_post(review: AppraisalReview, nip: str) -> str:
    """Give the kind of a person's post, so that an example names nobody."""
    staff = review.evidence.staff
    posts = review.evidence.frame("jabatan", ["jabatan_id", "jenis"]).dropna()
    kinds = dict(zip(posts["jabatan_id"], posts["jenis"], strict=True))
    post = staff["jabatan_id"].get(nip)
    return kinds.get(post, _("pegawai lain"))


ASIDE = {
    NONE: _("Tidak ada nilai yang dikarantina karena hubungan atau skalanya."),
    1: _("**Dikarantina: {a}.** Semuanya tidak dihitung dan tidak diubah."),
    2: _("**Dikarantina: {a} dan {b}.** Semuanya tidak dihitung dan tidak diubah."),
    3: _("**Dikarantina: {a}, {b}, dan {c}.** Semuanya tidak dihitung dan tidak diubah."),
    4: _("**Dikarantina: {a}, {b}, {c}, dan {d}.** Semuanya tidak dihitung dan tidak diubah."),
    CANNOT: _("Karantina nilai tidak dapat dihitung karena tabel penilaian tidak ada."),
}
REASONS = {
    "menilai_diri_sebagai_lain": _(
        "baris rekan, atasan, atau bawahan yang ternyata menilai diri sendiri"
    ),
    "diri_oleh_orang_lain": _("baris diri oleh orang lain"),
    "bukan_pilihan": _("baris dengan hubungan yang tidak dikenal"),
    "skala_berbeda": _("baris berskala lain"),
}


def find_set_aside(review: AppraisalReview) -> Finding:
    """Say what the check set aside because of relation or scale; only reasons that occurred."""
    counts = {fault: review.count_faults(fault) for fault in REASONS}
    rows = review.set_aside
    unknown = rows[(rows["column"] == "hubungan") & (rows["fault"] == "bukan_pilihan")]["rows"]
    counts["bukan_pilihan"] = int(unknown.sum())
    found = [count_quantity(number, REASONS[why]) for why, number in counts.items() if number]
    outcome = len(found) or (NONE if review.ratings else CANNOT)
    values = dict(zip("abcd", found, strict=False))
    return make_finding("multisumber-karantina", outcome, ASIDE, values)
