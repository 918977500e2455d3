"""Sentences about predikat of units and their heads; each is chosen by the counts it states."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.offices import CYCLE_OFFICE
from kinerja_lib.basis.period_words import RESULTS, say_choice
from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.calibration.raters_findings import find_rater_answer
from kinerja_lib.performance.calibration.review import (
    HIGHER,
    LOWER,
    NO_PREDIKAT,
    NO_UNIT,
    NOT_FINAL,
    REMARK,
    SAME,
    CalibrationReview,
)
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_people,
    count_quantity,
    date_values,
    make_finding,
    name_few,
)
from kinerja_lib.rules.distribution import GuideVerdict

SECTION = "kalibrasi"
EARLIER, REMARKS = "periode sebelumnya", "catatan"
HEADING = {
    SOME: _("{outside} dari {judged} unit di luar panduan distribusi predikat pada {period}"),
    REMARKS: _(
        "Tidak ada unit di luar panduan distribusi pada {period}; {remarks} dari {judged} dengan "
        "catatan"
    ),
    NONE: _(
        "Semua {judged} unit yang cukup besar sesuai panduan distribusi predikat pada {period}"
    ),
    CANNOT: _("Sebaran predikat {period} tidak dapat dibandingkan dengan panduan"),
}
ALONE = "tanpa periode sebelumnya"
ANSWER = {
    SOME: _(
        "**{outside} dari {judged} unit di luar panduan distribusi** pada {period}: {names}. "
        "Panduan adalah bahan dialog, bukan kuota."
    ),
    REMARKS: _(
        "**Tidak ada dari {judged} unit yang di luar panduan distribusi** pada {period}; catatan "
        "ada pada {names}."
    ),
    EARLIER: _(
        "**Semua {judged} unit yang cukup besar sesuai panduan distribusi** pada {period}; pada "
        "periode sebelumnya tahun ini {names} di luar panduan atau dengan catatan."
    ),
    ALONE: _("**Semua {judged} unit yang cukup besar sesuai panduan distribusi** pada {period}."),
    NONE: _(
        "**Semua {judged} unit yang cukup besar sesuai panduan distribusi** pada {period} dan "
        "periode sebelumnya tahun ini."
    ),
    CANNOT: _(
        "**Sebaran predikat {period} tidak dapat dibandingkan dengan panduan** karena belum ada "
        "unit yang cukup besar dengan predikat dan capaian pada periode itu."
    ),
}


def judge_guide(review: CalibrationReview) -> tuple[str, dict[str, object], int | None]:
    """Return the outcome, the values, and the people of the smallest unit that is named."""
    judged = review.judged
    outside, remarks = review.pick(GuideVerdict.OUTSIDE), review.pick(REMARK)
    outcome = SOME if len(outside) else REMARKS if len(remarks) else NONE
    outcome = outcome if len(judged) else CANNOT
    named = {SOME: outside, REMARKS: remarks}.get(outcome, review.before)
    named = named.sort_values("nama", kind="stable").drop_duplicates("nama")
    values = {
        "judged": count_quantity(len(judged)),
        "outside": count_quantity(len(outside)),
        "remarks": count_quantity(len(remarks)),
        "names": name_few(named["nama"]),
        "period": name_period(review.period),
    }
    smallest = int(named["n"].min()) if len(named) else None
    return outcome, values, smallest or (int(judged["n"].min()) if len(judged) else None)


def find_basis(review: CalibrationReview) -> list[Finding]:
    """Say which period is compared where it is not the report's own."""
    return say_choice(review.evidence.result_period, "kalibrasi-periode-dipakai", RESULTS)


def find_heading(review: CalibrationReview) -> Finding:
    """Head the section."""
    outcome, values, n = judge_guide(review)
    return make_finding(
        "kalibrasi-judul",
        outcome,
        HEADING,
        values,
        place="heading",
        n=n,
        rule="predikat.distribusi",
    )


def find_answers(review: CalibrationReview) -> list[Finding]:
    """Say for the first screen what calibration should look at: units, raters."""
    outcome, values, n = judge_guide(review)
    if outcome == NONE:
        outcome = EARLIER if len(review.before) else NONE if review.earlier else ALONE
    place = {"place": "answer", "section": SECTION, "n": n, "rule": "predikat.distribusi"}
    return [
        make_finding("jawaban-panduan", outcome, ANSWER, values, **place),
        find_rater_answer(review.raters),
    ]


LEFT_OUT = {
    SOME: _(
        "Tidak ikut dibandingkan pada {period}: {left} hasil yang belum disetujui, tanpa predikat, "
        "atau tanpa unit. Tidak diberi kesimpulan: {without} unit yang terlalu kecil atau tanpa "
        "capaian."
    ),
    NONE: _("Semua hasil dan unit pada {period} ikut dibandingkan dengan panduan."),
    CANNOT: _("Yang tidak ikut dibandingkan tidak dapat dihitung: tidak ada hasil pada {period}."),
}


def find_left_out(review: CalibrationReview) -> Finding:
    """Count what is not compared with the guide, and why."""
    own = review.results[review.results["periode"] == review.period]
    counts = {
        "left": sum(review.count_left_out(why) for why in (NOT_FINAL, NO_PREDIKAT, NO_UNIT)),
        "without": len(review.current) - len(review.judged),
    }
    outcome = CANNOT if own.empty else SOME if sum(counts.values()) else NONE
    values = {
        "left": count_people(counts["left"]),
        "without": count_quantity(counts["without"]),
        "period": name_period(review.period),
    }
    return make_finding("kalibrasi-tidak-ikut", outcome, LEFT_OUT, values, n=len(own) or None)


HEADS = {
    SOME: _(
        "**{different} dari {known} kepala unit mempunyai rating hasil kerja yang berbeda dari "
        "capaian unitnya**: {higher} lebih tinggi, {lower} lebih rendah. Padanan capaian dengan "
        "rating perlu diverifikasi."
    ),
    NONE: _(
        "**Rating hasil kerja semua {known} kepala unit sama dengan capaian unitnya.** Padanan "
        "capaian dengan rating perlu diverifikasi."
    ),
    CANNOT: _(
        "**Rating kepala unit tidak dapat dibandingkan** karena rating atau capaian unitnya belum "
        "ada."
    ),
}


def find_heads(review: CalibrationReview) -> Finding:
    """Compare heads of units with the capaian of their units."""
    counts = review.heads["banding"].value_counts()
    higher, lower = int(counts.get(HIGHER, 0)), int(counts.get(LOWER, 0))
    known = higher + lower + int(counts.get(SAME, 0))
    values = {
        "different": count_people(higher + lower),
        "higher": count_people(higher),
        "lower": count_people(lower),
        "known": count_quantity(known),
    }
    outcome = CANNOT if known == 0 else SOME if higher + lower else NONE
    rule = "predikat.kepala_unit_padanan"
    return make_finding("kepala-unit-kalimat", outcome, HEADS, values, n=known or None, rule=rule)


MATRIX = {
    SOME: _(
        "**{rows} baris dikarantina karena predikatnya bertentangan dengan kedua ratingnya** "
        "menurut matriks; tidak ada yang ikut dihitung atau diubah."
    ),
    NONE: _("Tidak ada predikat yang bertentangan dengan kedua ratingnya."),
    CANNOT: _("Predikat tidak dapat dicocokkan dengan matriks karena belum ada hasil penilaian."),
}


def find_contradictions(review: CalibrationReview) -> Finding:
    """Say how many rows the check set aside because predikat and ratings disagree."""
    known = review.evidence.has("hasil_penilaian")
    outcome = SOME if review.contradictions else NONE if known else CANNOT
    values = {"rows": count_people(review.contradictions)}
    return make_finding("predikat-matriks", outcome, MATRIX, values, rule="predikat.matriks")


ASK = {
    ALL: _(
        "Minta pimpinan {names} membahas sebaran predikat dalam dialog kinerja, paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
    SOME: _(
        "Minta {office} mengadakan kalibrasi bersama {flagged} penilai yang ditandai, tanpa "
        "mengubah nilai, paling lambat {tanggal} {bulan} {tahun}."
    ),
}


def find_requests(review: CalibrationReview, deadline: dt.date) -> list[Finding]:
    """Ask for a dialogue in units outside the guide, and for a session with flagged raters."""
    dates, asks = date_values(deadline), []
    outside = review.pick(GuideVerdict.OUTSIDE)
    if len(outside):
        values, n = dates | {"names": name_few(outside["nama"])}, int(outside["n"].min())
        about = {"place": "ask", "section": SECTION, "n": n}
        asks.append(make_finding("minta-dialog", ALL, ASK, values, **about))
    flagged = len(review.raters.flagged)
    if flagged:
        values = dates | {"office": CYCLE_OFFICE, "flagged": count_people(flagged)}
        n = len(review.raters.tested)
        asks.append(make_finding("minta-kalibrasi", SOME, ASK, values, place="ask", n=n))
    return asks
