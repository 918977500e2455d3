"""Sentences on the achievement of a region's indicators."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.review import AchievementReview
from kinerja_lib.performance.achievement.series import FAR_ABOVE, OVER_100, OVER_ONE
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    name_few,
    name_share,
)

ANSWER = {
    ALL: _("**Semua {judged} angka indikator sesuai rencana** sampai periode ini."),
    SOME: _(
        "**{met} dari {judged} angka indikator sesuai rencana** sampai periode ini; {missed} tidak "
        "mencapai rencananya."
    ),
    NONE: _("**Tidak satu pun dari {judged} angka indikator sesuai rencana** sampai periode ini."),
    CANNOT: _(
        "**Capaian indikator tidak dapat dihitung** karena realisasi atau target sampai periode "
        "ini tidak ada."
    ),
}
LEAD = {
    ALL: _("Semua {due} angka yang jatuh tempo dapat dinilai: satu angka tiap indikator dan unit."),
    SOME: _(
        "{judged} dari {due} angka yang jatuh tempo dapat dinilai: satu angka tiap indikator dan "
        "unit. Yang lain tidak dapat dihitung: {reasons}."
    ),
    NONE: _("Tidak satu pun dari {due} angka yang jatuh tempo dapat dinilai: {reasons}."),
    CANNOT: _("Tidak ada indikator pada tabel IKU, sehingga tidak ada angka yang jatuh tempo."),
}
KEPT = {
    "ada": _(
        "{over} angka berada di atas 100%. Angkanya dipertahankan; pastikan pembilang dan "
        "penyebutnya."
    )
}
PART_KEPT = {
    "ada": _(
        "{over} angka persen di atas 1, padahal rencananya paling banyak 1: tampaknya ditulis "
        "sebagai pecahan. Angkanya dipertahankan; pastikan skalanya dan penyebutnya."
    )
}
FAR_KEPT = {
    "ada": _(
        "{over} angka lebih dari satu setengah kali rencananya. Angkanya dipertahankan; pastikan "
        "nilai dan rencananya."
    )
}
DERIVED = {
    "ada": _(
        "{series} deret dihitung dari unit lain (jumlah atau rerata sederhana) dan tidak ikut "
        "dinilai: {names}."
    )
}
BROKEN = {
    "ada": _(
        "{series} deret terputus karena metode berubah atau unit dibentuk ulang: {names}. "
        "Perubahan dan proyeksi tidak dihitung melintasi putus seri."
    )
}


def find_answers(review: AchievementReview) -> list[Finding]:
    """Answer how many figures are as planned."""
    counts, names = review.counts, ("dinilai", "tercapai", "tidak_tercapai")
    pairs = zip(("judged", "met", "missed"), names, strict=True)
    values = {field: count_quantity(counts[name]) for field, name in pairs}
    outcome = name_share(counts["tercapai"], counts["dinilai"])
    place = {"place": "answer", "section": "indikator"}
    return [make_finding("jawaban-indikator", outcome, ANSWER, values, **place)]


def find_lead(review: AchievementReview) -> Finding:
    """Say how many figures could be judged, and why the others could not."""
    counts, rows = review.counts, review.latest
    reasons = rows.loc[rows["alasan"] != "", "alasan"].value_counts()
    values = {
        "due": count_quantity(counts["jumlah"]),
        "judged": count_quantity(counts["dinilai"]),
        "reasons": list(reasons.index[:3]),
    }
    outcome = name_share(counts["dinilai"], counts["jumlah"])
    return make_finding("capaian-dinilai", outcome, LEAD, values, place="lead")


def find_flags(review: AchievementReview) -> list[Finding]:
    """Name what a reader has to keep in mind: over 100 %, derived totals, series breaks."""
    rows, found = review.latest, []
    for id, mark, messages in (
        ("tanda-lebih", OVER_100, KEPT),
        ("tanda-pecahan", OVER_ONE, PART_KEPT),
        ("tanda-jauh", FAR_ABOVE, FAR_KEPT),
    ):
        over = int((rows["tanda"] == mark).sum())
        if over:
            found.append(make_finding(id, "ada", messages, {"over": count_quantity(over)}))
    for id, own, messages in (
        ("tanda-turunan", rows[rows["turunan"]], DERIVED),
        ("tanda-putus", rows[rows["segmen"] > 0], BROKEN),
    ):
        if len(own):
            names = name_few(list(dict.fromkeys(own["nama"])))
            values = {"series": count_quantity(len(own)), "names": names}
            found.append(make_finding(id, "ada", messages, values))
    return found
