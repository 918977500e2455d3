"""The first screen of the report on training effects: headline, answers, requests, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.coaching import findings as coaching_findings
from kinerja_lib.competency.coaching.review import CoachingReview
from kinerja_lib.competency.impact import findings as impact_findings
from kinerja_lib.competency.impact import office_findings
from kinerja_lib.competency.impact.grades import GRADES, NOT_SUPPORTED
from kinerja_lib.competency.impact.offices import OfficeReview
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.competency.impact.trace import trace, trace_offices
from kinerja_lib.competency.outreach import findings as outreach_findings
from kinerja_lib.competency.outreach.review import OutreachReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import date_values, make_finding, name_few
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

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
    return impact_findings.find_summary(parts.impact, "judul", "headline")


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
    """Count claims by grade for courses and for the work of offices; missing where none was made.

    Measures that no comparison unit shares are not counted, as in the table of offices.
    """
    compared = parts.offices.compared
    offices = compared["hasil"].value_counts()
    courses = parts.impact.counts
    frame = pd.DataFrame(
        {
            "hasil": list(GRADES),
            "pelatihan": [_count(courses, name, len(parts.impact.courses)) for name in GRADES],
            "unit": [_count(offices, name, len(compared)) for name in GRADES],
        }
    )
    columns = {
        "hasil": Column(_("Kesimpulan"), "key"),
        "pelatihan": Column(_("Pelatihan: nilai tes"), missing=NOT_COMPUTABLE),
        "unit": Column(_("Ukuran kerja unit"), missing=NOT_COMPUTABLE),
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


def _count(counts: Mapping[str, int], grade: str, whole: int) -> float:
    return float(counts.get(grade, 0)) if whole else np.nan


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
    ]
