"""The first screen of the performance review: one headline, three answers, what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kinerja_lib.basis.glance import Checked, tabulate_counts
from kinerja_lib.basis.periods import name_period
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement import tables as achievement_tables
from kinerja_lib.performance.achievement.review import AchievementReview
from kinerja_lib.performance.achievement.words import make_finding
from kinerja_lib.performance.alignment import method as alignment_method
from kinerja_lib.performance.alignment.review import AlignmentReview
from kinerja_lib.performance.appraisal import requests as appraisal_requests
from kinerja_lib.performance.appraisal import trace as appraisal_trace
from kinerja_lib.performance.appraisal.review import AppraisalReview
from kinerja_lib.performance.calibration import findings as calibration_findings
from kinerja_lib.performance.calibration import trace as calibration_trace
from kinerja_lib.performance.calibration.review import CalibrationReview
from kinerja_lib.performance.cycle import findings as cycle_findings
from kinerja_lib.performance.cycle import method as cycle_method
from kinerja_lib.performance.cycle.review import CycleReview
from kinerja_lib.performance.cycle.units import SMALL, UNKNOWN
from kinerja_lib.performance.early_warning import figures as early_warning_figures
from kinerja_lib.performance.early_warning import findings as early_warning_findings
from kinerja_lib.performance.early_warning.review import UNSURE, EarlyWarning
from kinerja_lib.performance.objections import findings as objections_findings
from kinerja_lib.performance.objections.review import ObjectionReview
from kinerja_lib.performance.plans import method as plan_quality_method
from kinerja_lib.performance.plans.review import PlanReview
from kinerja_lib.performance.productivity import findings as productivity_findings
from kinerja_lib.performance.productivity.review import ProductivityReview
from kinerja_lib.performance.register import tables as register_tables
from kinerja_lib.performance.register.review import RegisterReview
from kinerja_lib.performance.results import findings as results_findings
from kinerja_lib.performance.results import trace as results_trace
from kinerja_lib.performance.results.review import ResultsReview
from kinerja_lib.performance.trajectories import findings as trajectories_findings
from kinerja_lib.performance.trajectories.review import TrajectoryReview
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import count_quantity
from kinerja_lib.rules.distribution import GuideVerdict

BOTH, TRACK, GUIDE, GOOD = "jalur dan panduan", "jalur", "panduan", "baik"
YEARLY = "predikat tahunan"
NO_TRACK, NO_GUIDE, CANNOT = "tanpa proyeksi", "tanpa panduan", "tidak dapat dihitung"
HEADLINE = {
    BOTH: _(
        "{off} dari {projected} deret indikator menuju ke luar target, dan sebaran predikat "
        "{outside} dari {judged} unit di luar panduan"
    ),
    TRACK: _(
        "{off} dari {projected} deret indikator menuju ke luar target; sebaran predikat {judged} "
        "unit sesuai panduan"
    ),
    GUIDE: _(
        "Tidak ada deret indikator yang dipastikan menuju ke luar target, tetapi sebaran predikat "
        "{outside} dari {judged} unit di luar panduan"
    ),
    GOOD: _(
        "Tidak ada deret indikator yang dipastikan menuju ke luar target, dan sebaran predikat "
        "{judged} unit sesuai panduan"
    ),
    TRACK + NO_GUIDE: _(
        "{off} dari {projected} deret indikator menuju ke luar target; sebaran predikat belum "
        "dapat dibandingkan dengan panduan"
    ),
    GOOD + NO_GUIDE: _(
        "Tidak ada deret indikator yang dipastikan menuju ke luar target; sebaran predikat belum "
        "dapat dibandingkan dengan panduan"
    ),
    GUIDE + NO_TRACK: _(
        "Sebaran predikat {outside} dari {judged} unit di luar panduan; arah indikator tidak dapat "
        "dihitung"
    ),
    GOOD + NO_TRACK: _(
        "Sebaran predikat {judged} unit sesuai panduan; arah indikator tidak dapat dihitung"
    ),
    YEARLY: _(
        "{share} pegawai mendapat predikat {period} Baik atau lebih; sebaran predikat {outside} "
        "dari {judged} unit di luar panduan, dan {off} dari {projected} deret indikator menuju ke "
        "luar target"
    ),
    CANNOT: _("Arah indikator dan sebaran predikat tidak dapat dihitung dari data yang ada"),
}
# Tables that the report reads.
READ = (
    *("pegawai", "unit", "jabatan", "riwayat_jabatan", "tujuan", "iku", "target_realisasi"),
    *("capaian_unit", "skp", "laporan_kinerja", "kalender", "tahap", "penilaian"),
    *("hasil_penilaian", "dialog_kinerja", "keberatan", "unit_riwayat"),
)
# Sections of the rules settings that the report uses.
SETTINGS = ("capaian", "distribusi", "predikat", "multisumber", "kalibrasi")


@dataclass(frozen=True)
class PerformanceParts:
    """Hold the parts of one performance review, each worked out from the same evidence."""

    register: RegisterReview
    achievement: AchievementReview
    warning: EarlyWarning
    alignment: AlignmentReview
    cycle: CycleReview
    plans: PlanReview
    appraisal: AppraisalReview
    calibration: CalibrationReview
    results: ResultsReview
    trajectories: TrajectoryReview
    productivity: ProductivityReview
    objections: ObjectionReview


def find_headline(parts: PerformanceParts) -> Finding:
    """State the one thing a reader takes away: where results and their rating are heading.

    A yearly report leads with its yearly predikat, where all three parts can be computed.
    """
    warning, calibration, results = parts.warning, parts.calibration, parts.results
    judged = len(calibration.judged)
    outside = len(calibration.pick(GuideVerdict.OUTSIDE))
    values = {
        "off": count_quantity(len(warning.off)),
        "projected": count_quantity(warning.projected),
        "outside": count_quantity(outside),
        "judged": count_quantity(judged),
    }
    outcome = _name_outcome(len(warning.off), warning.projected, outside, judged)
    share = results.share(results.latest)
    if results.yearly_report and share is not None and judged and warning.projected:
        outcome = YEARLY
        values |= {"share": Quantity(share, "%", 1), "period": name_period(results.latest)}
        values |= {k: _("tidak satu pun") for k in ("off", "outside") if not values[k].value}
    n = results.size if outcome == YEARLY else None
    return make_finding("judul", outcome, HEADLINE, values, place="headline", n=n)


def _name_outcome(off: int, projected: int, outside: int, judged: int) -> str:
    if not projected and not judged:
        return CANNOT
    if not projected:
        return (GUIDE if outside else GOOD) + NO_TRACK
    if not judged:
        return (TRACK if off else GOOD) + NO_GUIDE
    return {(True, True): BOTH, (True, False): TRACK, (False, True): GUIDE, (False, False): GOOD}[
        bool(off), bool(outside)
    ]


def find_answers(parts: PerformanceParts) -> list[Finding]:
    """Answer in three sentences: indicators, cycle, calibration.

    A yearly report leads with the yearly predikat, and says nothing of the cycle here: its stages
    are those of the periods within the year.
    """
    indicators = early_warning_findings.find_answers(parts.warning)[0]
    guide = calibration_findings.find_answers(parts.calibration)[0]
    if parts.results.yearly_report:
        return [results_findings.find_answers(parts.results)[0], guide, indicators]
    return [indicators, cycle_findings.find_answers(parts.cycle)[0], guide]


def find_requests(parts: PerformanceParts, deadline: dt.date) -> list[Finding]:
    """Ask for at most three things, one of each part that asks, in the order of the page."""
    asked = (
        early_warning_findings.find_requests(parts.warning, deadline=deadline),
        cycle_findings.find_requests(parts.cycle),
        calibration_findings.find_requests(parts.calibration, deadline),
        appraisal_requests.find_requests(parts.appraisal, deadline),
        objections_findings.find_requests(parts.objections),
        results_findings.find_requests(parts.results),
    )
    return [found[0] for found in asked if found][:3]


def tabulate_glance(parts: PerformanceParts) -> Table:
    """Count what is in order and what needs attention, for the first screen."""
    note = _("Di luar batas berarti perlu dialog; laporan ini tidak mengubah hasil siapa pun.")
    return tabulate_counts(_count_parts(parts), "ringkasan-kinerja", note)


def _count_parts(parts: PerformanceParts) -> list[Checked]:
    """Count what was checked in each part of the report."""
    timed = ~parts.cycle.units["kelas"].isin([SMALL, UNKNOWN])
    outside = len(parts.calibration.pick(GuideVerdict.OUTSIDE))
    warning = parts.warning
    return [
        Checked(_("Deret indikator"), warning.projected, len(warning.off), warning.counts[UNSURE]),
        Checked(_("Unit: tenggat tahap"), int(timed.sum()), len(parts.cycle.late_units)),
        Checked(_("Unit: sebaran predikat"), len(parts.calibration.judged), outside),
    ]


def gather_lines(parts: PerformanceParts) -> list[TraceLine]:
    """Gather how every number of the report was made, in the order of the page."""
    traced: Iterable[list[TraceLine]] = (
        achievement_tables.trace(parts.achievement),
        early_warning_figures.trace(parts.warning),
        register_tables.trace(parts.register),
        alignment_method.trace(parts.alignment),
        cycle_method.trace(parts.cycle),
        plan_quality_method.trace(parts.plans),
        appraisal_trace.trace(parts.appraisal),
        calibration_trace.trace(parts.calibration),
        results_trace.trace(parts.results),
        trajectories_findings.trace(parts.trajectories),
        productivity_findings.trace(parts.productivity),
        objections_findings.trace(parts.objections),
    )
    return [line for lines in traced for line in lines]
