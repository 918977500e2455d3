"""The first screen of competency and training: one headline, the answers, what is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kinerja_lib.basis.glance import Checked, tabulate_counts
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.clusters import findings as cluster_findings
from kinerja_lib.competency.clusters import trace as cluster_trace
from kinerja_lib.competency.clusters.review import ClusterReview
from kinerja_lib.competency.fairness import tables as fairness_tables
from kinerja_lib.competency.fairness.review import FairnessReview
from kinerja_lib.competency.gaps import findings as gap_findings
from kinerja_lib.competency.gaps import trace as gap_trace
from kinerja_lib.competency.gaps.review import GapReview
from kinerja_lib.competency.gaps.summaries import count_missing
from kinerja_lib.competency.needs import findings as need_findings
from kinerja_lib.competency.needs import trace as need_trace
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.competency.plan import findings as plan_findings
from kinerja_lib.competency.plan import trace as plan_trace
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import FEWEST, make_finding, name_few

MISSING, LACKING, COVERED = "belum dinilai", "tanpa pelatihan", "terpasangkan"
NO_GAP, CANNOT = "tanpa kesenjangan", "tidak dapat dihitung"
HEADLINE = {
    MISSING: _(
        "{share} tingkat kompetensi yang disyaratkan belum mempunyai nilai yang berlaku; "
        "kebutuhan pelatihan baru terbaca sebagian"
    ),
    LACKING: _(
        "Kesenjangan paling sering ada pada {frequent}; katalog {year} belum memuat pelatihan "
        "{names}"
    ),
    COVERED: _(
        "Kesenjangan paling sering ada pada {frequent}; katalog {year} memuat pelatihan untuk "
        "setiap kompetensi"
    ),
    NO_GAP: _("Tidak ada kesenjangan kompetensi pada kelompok yang cukup besar"),
    CANNOT: _("Kesenjangan kompetensi tidak dapat dihitung dari data yang ada"),
}
# Tables that the report reads.
READ = (
    *("pegawai", "unit", "jabatan", "kompetensi", "standar_kompetensi", "pelatihan"),
    *("peserta_pelatihan", "kebijakan", "hasil_penilaian", "skm", "iku", "target_realisasi"),
)
# Sections of the rules settings that the report uses.
SETTINGS = ("jpm", "jp", "pelatihan")


@dataclass(frozen=True)
class CompetencyParts:
    """Hold the parts of one report, each worked out from the same evidence."""

    gaps: GapReview
    clusters: ClusterReview
    needs: NeedReview
    plan: PlanReview
    fairness: FairnessReview


def find_headline(parts: CompetencyParts) -> Finding:
    """State the one thing a reader takes away: what is missing, else where gaps are."""
    gaps, frequent = parts.gaps, gap_findings.name_frequent(parts.gaps)
    lacking = need_findings.list_uncovered(parts.needs)
    outcome = LACKING if lacking else COVERED
    if not len(gaps.rated):
        outcome = CANNOT
    elif gap_findings.is_over(gaps):
        outcome = MISSING
    elif not frequent:
        outcome = NO_GAP
    share = gaps.missing_share
    values = {
        "frequent": frequent,
        "names": name_few(lacking),
        "year": str(parts.needs.limits.year),
        "share": "" if share is None else Quantity(share, "%", 1),
    }
    return make_finding("judul", outcome, HEADLINE, values, place="headline")


def find_answers(parts: CompetencyParts) -> list[Finding]:
    """Answer in three sentences: gaps, groups of need, and the plan."""
    return [
        gap_findings.find_people(parts.gaps, place="answer"),
        cluster_findings.find_answer(parts.clusters),
        *plan_findings.find_answers(parts.plan),
    ]


def find_requests(parts: CompetencyParts, deadline: dt.date) -> list[Finding]:
    """Ask for at most three things, in the order of the page."""
    asked = (
        *gap_findings.find_requests(parts.gaps, deadline),
        *need_findings.find_requests(parts.needs, deadline),
    )
    return list(asked)[:3]


def tabulate_glance(parts: CompetencyParts) -> Table:
    """Count what is in order and what needs attention, for the first screen."""
    note = _("Kesenjangan adalah kebutuhan yang perlu didukung, bukan penilaian orang.")
    return tabulate_counts(_count_parts(parts), "ringkasan-kompetensi", note)


def _count_parts(parts: CompetencyParts) -> list[Checked]:
    """Count what was checked in each part of the report."""
    units = count_missing(parts.gaps)
    units = units[units["n"] >= FEWEST]
    over = int((units["hilang"] > parts.gaps.limits.missing_share).sum())
    lacking = len(need_findings.list_uncovered(parts.needs))
    required = parts.gaps.cells["kompetensi"].nunique()
    policies = parts.needs.held
    policies = policies[policies["pelatihan_id"].notna()]
    late = int((policies["belum"] > 0).fillna(False).sum())
    return [
        Checked(_("Unit: kelengkapan penilaian kompetensi"), len(units), over),
        Checked(_("Kompetensi: ada pelatihan"), required, lacking),
        Checked(_("Kebijakan: semua sudah dilatih"), len(policies), late),
    ]


def gather_lines(parts: CompetencyParts) -> list[TraceLine]:
    """Gather how every number of the report was made, in the order of the page."""
    return [
        *gap_trace.trace(parts.gaps),
        *cluster_trace.trace(parts.clusters),
        *need_trace.trace(parts.needs),
        *plan_trace.trace(parts.plan),
        *fairness_tables.trace(parts.fairness),
    ]
