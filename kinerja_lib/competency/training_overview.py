"""The first screen of the report on training effects: headline, answers, requests, sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.coaching import findings as coaching_findings
from kinerja_lib.competency.coaching.review import CoachingReview
from kinerja_lib.competency.impact import findings as impact_findings
from kinerja_lib.competency.impact import office_findings
from kinerja_lib.competency.impact.findings import ONLY_NOT, ONLY_OPEN, REST_NOT, REST_OPEN
from kinerja_lib.competency.impact.grades import GRADES, NOT_SUPPORTED, OPEN, SUPPORTED
from kinerja_lib.competency.impact.offices import OfficeReview
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.competency.impact.trace import trace, trace_offices
from kinerja_lib.competency.outreach import findings as outreach_findings
from kinerja_lib.competency.outreach.review import OutreachReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    date_values,
    make_finding,
    name_few,
)
from kinerja_lib.tables.columns import Column

HEADLINE = {
    SOME: _(
        "{yes} dari {n} pelatihan yang dites didukung data, {no} tidak didukung, dan {open} belum "
        "cukup bukti"
    ),
    REST_OPEN: _(
        "{yes} dari {n} pelatihan yang dites didukung data; untuk yang lain belum cukup bukti"
    ),
    REST_NOT: _("{yes} dari {n} pelatihan yang dites didukung data; yang lain tidak didukung"),
    ALL: _("Semua dari {n} pelatihan yang dites didukung data"),
    NONE: _(
        "Tidak satu pun dari {n} pelatihan yang dites didukung data; {no} tidak didukung dan "
        "{open} belum cukup bukti"
    ),
    ONLY_OPEN: _("Belum cukup bukti bagi {n} pelatihan yang dites"),
    ONLY_NOT: _("Tidak satu pun dari {n} pelatihan yang dites didukung data"),
    CANNOT: _("Dampak pelatihan belum dapat dihitung karena tidak ada nilai sebelum dan sesudah"),
}
ASK = {
    "tinjau": _(
        "Minta penanggung jawab pelatihan meninjau isi dan cara {names} sebelum diadakan lagi, "
        "paling lambat {tanggal} {bulan} {tahun}."
    ),
    "pembanding": _(
        "Minta penanggung jawab pelatihan mengetes juga mereka yang masih menunggu, seperti pada "
        "{names}, mulai pelatihan berikutnya."
    ),
}
# Tables that the report reads.
READ = (
    *("pegawai", "unit", "pelatihan", "peserta_pelatihan", "proses_admin", "layanan_log", "skm"),
    *("hasil_penilaian", "umpan_balik", "pembinaan", "sosialisasi", "peserta_sosialisasi"),
)


@dataclass(frozen=True)
class TrainingParts:
    """Hold the parts of one report on training effects, each from the same evidence."""

    impact: ImpactReview
    offices: OfficeReview
    coaching: CoachingReview
    outreach: OutreachReview


def find_headline(parts: TrainingParts) -> Finding:
    """State the one thing a reader takes away."""
    counts, n = parts.impact.counts, len(parts.impact.courses)
    values = {
        "n": count_quantity(n),
        "yes": count_quantity(counts[SUPPORTED]),
        "no": count_quantity(counts[NOT_SUPPORTED]),
        "open": count_quantity(counts[OPEN]),
    }
    outcome = impact_findings.name_summary(counts)
    return make_finding("judul", outcome, HEADLINE, values, place="headline")


def find_answers(parts: TrainingParts) -> list[Finding]:
    """Answer in three sentences: offices, coaching, outreach."""
    return [
        office_findings.find_answer(parts.offices),
        coaching_findings.find_coverage(parts.coaching, place="answer", section="bimbingan"),
        outreach_findings.find_reach(parts.outreach, place="answer", section="sosialisasi"),
    ]


def find_requests(parts: TrainingParts, deadline: dt.date) -> list[Finding]:
    """Ask for at most three things, one of each part that asks, in the order of the page."""
    asked = (
        _ask_courses(parts.impact, deadline),
        coaching_findings.find_requests(parts.coaching, deadline),
        outreach_findings.find_requests(parts.outreach, deadline),
    )
    return [found[0] for found in asked if found][:3]


def _ask_courses(review: ImpactReview, deadline: dt.date) -> list[Finding]:
    courses = review.courses
    weak = courses.loc[courses["hasil"] == NOT_SUPPORTED, "nama"]
    alone = courses.loc[courses["alasan"] == impact_findings.NO_COMPARISON, "nama"]
    found = []
    for outcome, names in (("tinjau", weak), ("pembanding", alone)):
        if len(names):
            values = date_values(deadline) | {"names": name_few(names)}
            found.append(make_finding(f"minta-{outcome}", outcome, ASK, values, place="ask"))
    return found


def tabulate_glance(parts: TrainingParts) -> Table:
    """Count claims by grade for courses and for the work of offices."""
    offices = parts.offices.effects["hasil"].value_counts()
    frame = pd.DataFrame(
        {
            "hasil": list(GRADES),
            "pelatihan": [int(parts.impact.counts[name]) for name in GRADES],
            "unit": [int(offices.get(name, 0)) for name in GRADES],
        }
    )
    columns = {
        "hasil": Column(_("Kesimpulan"), "key"),
        "pelatihan": Column(_("Pelatihan: nilai tes")),
        "unit": Column(_("Ukuran kerja unit")),
    }
    return Table(
        frame,
        "ringkasan-dampak",
        _("Kesimpulan tentang dampak"),
        columns,
        subject="umum",
        place="glance",
        note=_("Belum cukup bukti bukan berarti tidak ada dampak."),
    )


def gather_lines(parts: TrainingParts) -> list[TraceLine]:
    """Gather how every number of the report was made, in the order of the page."""
    coaching, outreach = parts.coaching, parts.outreach
    return [
        *trace(parts.impact),
        *trace_offices(parts.offices),
        *_trace_coaching(coaching),
        TraceLine(
            "sosialisasi-pemahaman.ubah",
            _("Perubahan pemahaman"),
            _("rerata (sesudah − sebelum); selang dari penarikan ulang kegiatan"),
            "",
            "peserta_sosialisasi.pemahaman_sebelum; peserta_sosialisasi.pemahaman_sesudah",
            len(outreach.answers),
            int(outreach.gains["n"].sum()),
        ),
    ]


def _trace_coaching(coaching: CoachingReview) -> list[TraceLine]:
    return [
        TraceLine(
            "bimbingan-unit.persen",
            _("Bagian pegawai yang mendapat bimbingan"),
            _("pegawai aktif dengan paling sedikit satu pertemuan dibagi semua pegawai aktif"),
            "",
            "pembinaan.tanggal; pegawai.status_kerja",
            len(coaching.sessions),
            len(coaching.staff),
        ),
        TraceLine(
            "umpan-balik-triwulan.median",
            _("Jeda umpan balik"),
            _("tanggal umpan balik dikurangi tanggal kejadian, hari"),
            "",
            "umpan_balik.tanggal; umpan_balik.tanggal_kejadian",
            len(coaching.feedback),
            int(coaching.delays["n"]),
        ),
        TraceLine(
            "umpan-balik-nada-triwulan.positif",
            _("Nada umpan balik"),
            _("umpan balik menurut nada yang dicatat pemberinya"),
            "",
            "umpan_balik.nada, tanggal",
            len(coaching.feedback),
            len(coaching.staff),
        ),
    ]
