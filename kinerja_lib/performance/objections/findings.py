"""Sentences on objections."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.objections.review import DECIDE, REVISE, REVISED, ObjectionReview
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    CANNOT,
    FEW,
    FEWEST,
    NONE,
    SOME,
    count_people,
    make_finding,
    name_day,
)

SECTION = "keberatan"
DONE, EMPTY = "semua ditindaklanjuti", "belum ada hasil"
HEADING = {
    SOME: _("{revise} keberatan yang diterima menunggu revisi hasil, dan {decide} belum diputus"),
    DONE: _("Semua {all} keberatan sudah diputus dan ditindaklanjuti"),
    NONE: _("Tidak ada keberatan atas hasil sampai periode laporan"),
    CANNOT: _("Keberatan tidak dapat dihitung karena tabelnya tidak ada"),
}
PATH = {
    SOME: _(
        "**Dari {all} keberatan, {revise} diterima tetapi hasilnya belum direvisi pada data ini**, "
        "{revised} sudah direvisi, dan {decide} belum diputus ({overdue} melewati {days} hari)."
    ),
    DONE: _("**Semua {all} keberatan sudah diputus**; {revised} di antaranya mengubah hasil."),
    NONE: _("**Tidak ada keberatan atas hasil sampai periode laporan.**"),
    CANNOT: _("**Keberatan tidak dapat dihitung** karena tabel keberatan tidak ada pada sumber."),
}
MARKED = {
    FEW: _(
        "Hasil yang keberatannya belum selesai belum tetap; daftar pegawai menandainya dengan "
        "nomor keberatan."
    ),
    SOME: _(
        "{contested} hasil belum tetap karena keberatannya belum selesai; daftar pegawai "
        "menandainya dengan nomor keberatan."
    ),
    NONE: _("Tidak ada hasil yang belum tetap karena keberatan."),
    EMPTY: _(
        "Hasil yang belum tetap tidak dapat dihitung karena tidak ada hasil penilaian yang "
        "diajukan keberatan."
    ),
    CANNOT: _("Hasil yang belum tetap tidak dapat ditandai karena tabel keberatan tidak ada."),
}


def _values(review: ObjectionReview) -> dict[str, object]:
    steps = review.steps
    return {
        "all": Quantity(len(review.cases)),
        "revise": count_people(steps[REVISE]),
        "revised": count_people(steps[REVISED]),
        "decide": count_people(steps[DECIDE]),
        "overdue": count_people(review.cases["lewat"].sum()),
        "days": str(review.days),
        "contested": count_people(len(review.contested)),
    }


def _outcome(review: ObjectionReview) -> str:
    if not review.evidence.has("keberatan"):
        return CANNOT
    if review.cases.empty:
        return NONE
    return SOME if review.steps[REVISE] + review.steps[DECIDE] else DONE


def find_objections(review: ObjectionReview) -> Finding:
    """Head the section."""
    n = len(review.cases) or None
    return make_finding(
        "keberatan-judul", _outcome(review), HEADING, _values(review), place="heading", n=n
    )


def find_path(review: ObjectionReview, *, place: str = "text") -> Finding:
    """Say what was upheld, what was revised and what waits."""
    answer, n = place == "answer", len(review.cases) or None
    name = "keberatan-jalur-jawaban" if answer else "keberatan-jalur"
    options = {"place": place, "section": SECTION if answer else ""}
    return make_finding(name, _outcome(review), PATH, _values(review), n=n, **options)


def find_marked(review: ObjectionReview) -> Finding:
    """Say how many results are not settled because of an objection."""
    outcome = SOME if len(review.contested) else NONE
    if len(review.cases) and not review.cases["hasil"].any():
        outcome = EMPTY
    if outcome == SOME and any(0 < review.steps[step] < FEWEST for step in (REVISE, DECIDE)):
        outcome = FEW  # the sum would give the small part back
    outcome = CANNOT if _outcome(review) == CANNOT else outcome
    return make_finding(
        "keberatan-tanda", outcome, MARKED, _values(review), n=len(review.cases) or None
    )


def find_change(review: ObjectionReview) -> Finding:
    """Compare the rate of objections with the same periods a year before."""
    return Finding.of_change(
        review.change,
        id="keberatan-perubahan",
        what=_("Keberatan per 100 hasil, dibandingkan dengan periode yang sama setahun lalu,"),
        unit="%",
        decimals=1,
        reason=_("hasil atau keberatan pada salah satu tahun tidak ada"),
    )


def find_answers(review: ObjectionReview) -> list[Finding]:
    """Answer for the first screen."""
    return [find_path(review, place="answer")]


ASK_REVISE = {
    SOME: _(
        "Pejabat penilai merevisi hasil yang keberatannya diterima ({revise}) pada revisi "
        "berikutnya, lalu mengekspor ulang, paling lambat {day} {month} {year}."
    )
}
ASK_DECIDE = {
    SOME: _(
        "Atasan pejabat penilai memutus keberatan yang belum diputus ({decide}), paling lambat "
        "{day} {month} {year}."
    )
}


def find_requests(review: ObjectionReview, *, days: int = 14) -> list[Finding]:
    """Ask for revisions and decisions, by `days` after the reference date."""
    due = name_day(review.evidence.reference_date + dt.timedelta(days=days))
    values, n = _values(review) | due, len(review.cases)
    asks = []
    if review.steps[REVISE]:
        asks.append(make_finding("minta-revisi", SOME, ASK_REVISE, values, place="ask", n=n))
    if review.steps[DECIDE]:
        asks.append(make_finding("minta-putusan", SOME, ASK_DECIDE, values, place="ask", n=n))
    return asks


def trace(review: ObjectionReview) -> list[TraceLine]:
    """Say how the numbers on objections came about."""
    rows = len(review.cases)
    return [
        TraceLine(
            "keberatan-tahun.persen",
            _("Keberatan per 100 hasil"),
            _("keberatan / hasil yang sudah final pada jenis periode yang sama × 100"),
            "",
            "keberatan.keberatan_id; hasil_penilaian.predikat",
            rows,
            rows,
        ),
        TraceLine(
            "keberatan-jalur.revise",
            _("Keberatan yang diterima dan belum direvisi"),
            _("tanggal hasil lebih awal daripada tanggal putusan"),
            "",
            "keberatan.tanggal_putusan; hasil_penilaian.tanggal",
            rows,
            rows,
        ),
    ]
