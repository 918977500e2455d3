"""Sentences about the habits of raters; none names a person, none calls for a correction."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.calibration.raters import (
    FEWEST,
    FLAT,
    LENIENT,
    NARROW,
    SEVERE,
    UNIFORM,
    RaterReview,
)
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    CANNOT,
    FEW,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
)
from kinerja_lib.publish.phrases import FEWEST as FEW_PEOPLE

POINTS = _("poin")
# Which of both limits binds: whether the spread between raters is larger than the smallest points.
BASIS = {False: _("selisih terkecil yang berarti"), True: _("simpangan baku antarpenilai")}
HABITS = {
    "lenient": _("longgar"),
    "severe": _("ketat"),
    "narrow": _("terpusat"),
    "flat": _("halo"),
    "uniform": _("seragam"),
}
TEST = "model campuran dengan penyusutan, koreksi Holm"
ANSWER = {
    SOME: _(
        "**{flagged} dari {tested} penilai perlu ditinjau bersama** menurut pola nilainya; tidak "
        "ada nilai yang diubah."
    ),
    NONE: _("**Tidak satu pun dari {tested} penilai ditandai** menurut pola nilainya."),
    CANNOT: _(
        "**Pola penilai tidak dapat dihitung** karena belum ada penilai dengan paling sedikit "
        "{least} orang yang dinilai."
    ),
}
TITLE = {
    FEW: _("Longgar atau ketat: kurang dari {few} dari {tested} penilai yang diuji"),
    SOME: _("Dari {tested} penilai yang diuji, {lenient} longgar dan {severe} ketat"),
    NONE: _("Tidak satu pun dari {tested} penilai yang diuji longgar atau ketat"),
    CANNOT: _("Kelonggaran penilai tidak dapat dihitung"),
}
LEAD = {
    SOME: _(
        "**Dari {tested} penilai yang diuji, yang ditandai: longgar {lenient}, ketat {severe}, "
        "terpusat {narrow}, halo {flat}, dan seragam {uniform}.** Batas kelonggaran {margin} dari "
        "penilai lain, menurut {basis}; batas lainnya {other}. Perbandingan: {comparisons}, dengan "
        "koreksi Holm tiap keluarga."
    ),
    FEW: _(
        "**Dari {tested} penilai yang diuji, tiap pola hanya ada pada kurang dari {few} penilai**: "
        "{habits}. Batas kelonggaran {margin} dari penilai lain, menurut {basis}; batas lainnya "
        "{other}. Perbandingan: {comparisons}, dengan koreksi Holm tiap keluarga."
    ),
    NONE: _(
        "**Tidak satu pun dari {tested} penilai yang diuji ditandai.** Batas kelonggaran {margin} "
        "dari penilai lain, menurut {basis}; batas lainnya {other}. Perbandingan: {comparisons}, "
        "dengan koreksi Holm tiap keluarga."
    ),
    CANNOT: ANSWER[CANNOT],
}
KEEP = {
    SOME: _(
        "**Nilai mentah tetap berlaku; nilai disesuaikan hanya pembanding.** Untuk {moved} dari "
        "{rated} penilaian seorang pegawai pada satu putaran, keduanya berbeda {limit} atau lebih. "
        "Penilai yang ditandai dapat saja menilai dengan tepat."
    ),
    NONE: _(
        "**Nilai mentah tetap berlaku; nilai disesuaikan hanya pembanding.** Pada semua {rated} "
        "penilaian seorang pegawai, keduanya berbeda kurang dari {limit}."
    ),
    CANNOT: _("Nilai disesuaikan tidak dapat dihitung; nilai mentah tetap berlaku."),
}


def _values(review: RaterReview) -> dict[str, object]:
    tested = len(review.tested)
    names = {"lenient": LENIENT, "severe": SEVERE, "narrow": NARROW, "flat": FLAT}
    counts = {name: review.count(flag) for name, flag in (names | {"uniform": UNIFORM}).items()}
    # One family of leniency, and three of spread: between people, between aspects, straight lines.
    comparisons = int(review.raters["tested"].sum()) + 3 * tested
    return {
        **{name: count_people(number) for name, number in counts.items()},
        "habits": [word for name, word in HABITS.items() if counts[name]],
        "few": count_quantity(FEW_PEOPLE),
        "flagged": count_people(len(review.flagged)),
        "tested": count_quantity(tested),
        "least": count_quantity(FEWEST),
        "margin": Quantity(review.margin, POINTS, 1),
        "basis": BASIS[review.limits[1] > review.limits[0]],
        "other": Quantity(min(review.limits), POINTS, 1),
        "comparisons": Quantity(comparisons),
    }


def _outcome(review: RaterReview) -> str:
    if review.tested.empty:
        return CANNOT
    return SOME if len(review.flagged) else NONE


def find_rater_answer(review: RaterReview) -> Finding:
    """Say for the first screen how many raters are to be read again."""
    tested = len(review.tested)
    place = {"place": "answer", "section": "kalibrasi"}
    options = {**place, "n": tested or FEWEST * 2, "test": TEST}
    return make_finding("jawaban-penilai", _outcome(review), ANSWER, _values(review), **options)


def find_raters(review: RaterReview) -> Finding:
    """Count the raters flagged, by habit, with the rule; "fewer than ten" is said once."""
    n, outcome = len(review.tested) or FEWEST * 2, _outcome(review)
    habits = (LENIENT, SEVERE, NARROW, FLAT, UNIFORM)
    if outcome == SOME and max(map(review.count, habits)) < FEW_PEOPLE:
        outcome = FEW
    return make_finding("penilai-kalimat", outcome, LEAD, _values(review), n=n, test=TEST)


def find_rater_title(review: RaterReview) -> Finding:
    """Title the figure of leniency."""
    outcome = _outcome(review)
    if outcome == SOME and not review.count(LENIENT) + review.count(SEVERE):
        outcome = NONE
    if outcome == SOME and max(review.count(LENIENT), review.count(SEVERE)) < FEW_PEOPLE:
        outcome = FEW
    place = {"place": "title", "n": len(review.tested) or None, "test": TEST}
    return make_finding("penilai-gambar", outcome, TITLE, _values(review), **place)


def find_no_correction(review: RaterReview) -> Finding:
    """Say that raw ratings hold, and for how many people the adjusted ones would differ."""
    rated = int(review.fit.ratees["adjusted"].notna().sum())
    values = {
        "moved": count_people(review.shifted),
        "rated": Quantity(rated),
        "limit": Quantity(review.rule.smallest, POINTS, 1),
    }
    outcome = CANNOT if rated == 0 else SOME if review.shifted else NONE
    return make_finding("tanpa-koreksi", outcome, KEEP, values, n=rated or None)
