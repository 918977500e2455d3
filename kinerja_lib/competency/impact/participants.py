"""Sentences on the participants: who lacks a score, what they thought of the course."""

from __future__ import annotations

from kinerja_lib.competency.impact.findings import write_n
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    FEWEST,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    name_few,
)

MANY_AT_CEILING = 20.0  # per cent of the participants
AFTER = "tanpa nilai sesudah saja"
ABSENT = {
    AFTER: _(
        "Dari {n} kepesertaan pada pelatihan yang dites, {after} tanpa nilai sesudah. Semuanya "
        "dihitung pada tabel peserta."
    ),
    SOME: _(
        "Dari {n} kepesertaan pada pelatihan yang dites, {before} tanpa nilai sebelum, {after} "
        "tanpa nilai sesudah, dan {out} dikeluarkan karena ganda atau tanggalnya terbalik. "
        "Semuanya dihitung pada tabel peserta."
    ),
    NONE: _("Semua dari {n} kepesertaan pada pelatihan yang dites mempunyai kedua nilai."),
}
CEILING = _(
    "Pada {names}, paling sedikit seperlima peserta sudah mencapai {ceiling} poin sebelum "
    "pelatihan, sehingga kenaikan sukar terlihat."
)
LIKED = _(
    "Penilaian peserta paling tinggi ada pada {name}: {value} dari 5 (n = {n}). Kesimpulan "
    "dampaknya: {grade}. Rasa puas dan dampak dibaca terpisah."
)
UNTESTED = {
    SOME: _(
        "{n} pelatihan lain selesai tanpa nilai sebelum dan sesudah; dampaknya tidak dapat "
        "dihitung."
    ),
    NONE: _("Semua pelatihan yang selesai mempunyai nilai."),
}


def find_absent(review: ImpactReview) -> list[Finding]:
    """Count participations without a score, and what the ceiling hides."""
    courses = review.courses
    if courses.empty:
        return []
    total = int(courses["peserta"].sum())
    parts = courses[["tanpa_sebelum", "tanpa_sesudah", "dikeluarkan"]].sum()
    words = dict(zip(("before", "after", "out"), map(count_people, parts), strict=True))
    outcome = SOME if parts.any() else NONE
    outcome = AFTER if parts.any() and parts["tanpa_sesudah"] == parts.sum() else outcome
    values = {"n": count_people(total)} | words
    found = [make_finding("dampak-tanpa-nilai", outcome, ABSENT, values, n=total)]
    high = courses[courses["atap"] >= MANY_AT_CEILING]
    if len(high):
        values = {"names": name_few(high["nama"]), "ceiling": Quantity(review.limits.ceiling)}
        n = int(high["pasangan"].min())
        found.append(make_finding("dampak-atap", SOME, {SOME: CEILING}, values, n=n))
    return found


def find_liked(review: ImpactReview) -> list[Finding]:
    """Set the participants' own judgement beside the effect."""
    judged = review.courses[review.courses["evaluasi_n"] >= FEWEST]
    if judged.empty:
        return []
    best = judged.sort_values(["evaluasi", "nama"], ascending=[False, True]).iloc[0]
    values = {
        "name": best["nama"],
        "value": Quantity(best["evaluasi"], decimals=1),
        "n": write_n(best["evaluasi_n"]),
        "grade": best["hasil"],
    }
    n = int(best["evaluasi_n"])
    return [make_finding("dampak-disukai", SOME, {SOME: LIKED}, values, n=n)]


def find_untested(review: ImpactReview) -> Finding:
    """Count the courses without scores."""
    outcome = SOME if review.unmeasured else NONE
    values = {"n": count_quantity(review.unmeasured)}
    return make_finding("dampak-tanpa-tes", outcome, UNTESTED, values)
