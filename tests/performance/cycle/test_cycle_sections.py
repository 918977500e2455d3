"""Both sections can be shown with any table missing, in each edition and both widths."""

import pytest

from kinerja_lib.basis.trace import gather_trace
from kinerja_lib.performance.alignment import figures as alignment_figures
from kinerja_lib.performance.alignment import findings as alignment_findings
from kinerja_lib.performance.alignment import method as alignment_method
from kinerja_lib.performance.alignment import tables as alignment_tables
from kinerja_lib.performance.alignment.review import review_alignment
from kinerja_lib.performance.cycle import figures as cycle_figures
from kinerja_lib.performance.cycle import findings as cycle_findings
from kinerja_lib.performance.cycle import method as cycle_method
from kinerja_lib.performance.cycle import report_findings as cycle_report_findings
from kinerja_lib.performance.cycle import tables as cycle_tables
from kinerja_lib.performance.cycle.review import review_cycle
from kinerja_lib.performance.plans import findings as plan_quality_findings
from kinerja_lib.performance.plans import method as plan_quality_method
from kinerja_lib.performance.plans import tables as plan_quality_tables
from kinerja_lib.performance.plans.review import review_plans
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.figure import draw
from tests.performance.cycle.test_cycle_regions import region
from tests.performance.cycle_evidence import make_evidence

READ = (
    *("pegawai", "unit", "tujuan", "iku", "skp", "laporan_kinerja", "kegiatan", "kalender"),
    *("tahap", "dialog_kinerja", "hasil_penilaian", "riwayat_jabatan"),
)


def blocks(evidence):
    """Everything that the two sections show."""
    aligned, cycle = review_alignment(evidence), review_cycle(evidence)
    plans = review_plans(evidence)
    modules = (
        (aligned, (alignment_findings, alignment_tables, alignment_figures, alignment_method)),
        (cycle, (cycle_findings, cycle_report_findings, cycle_tables, cycle_figures, cycle_method)),
        (plans, (plan_quality_findings, plan_quality_tables, plan_quality_method)),
    )
    for review, parts in modules:
        for part in parts:
            for name, call in vars(part).items():
                shows = name.startswith(("tabulate_", "chart_")) or name in FINDERS
                if shows and call.__module__ == part.__name__:
                    shown = call(review)
                    yield from shown if isinstance(shown, list) else [shown]
    every = (alignment_method.trace(aligned), cycle_method.trace(cycle))
    assert len(gather_trace([*every[0], *every[1], *plan_quality_method.trace(plans)])) == 15


FINDERS = (
    *("find_answers", "find_requests", "find_alignment", "find_items", "find_cycle", "find_order"),
    *("find_dialogue", "find_reports", "find_plans"),
)


@pytest.mark.parametrize("missing", [(), *((name,) for name in READ), READ])
def test_whatever_is_missing_the_rest_is_shown(missing):
    evidence, _truth = region("wanggar", 120)
    tables = {name: evidence.frame(name) for name in READ if name not in missing}
    count = 0
    for block in blocks(make_evidence(**tables)):
        drawn = None
        for edition in ("internal", "public"):
            kept = withhold_block(block.to_json(), edition)
            if kept and kept["kind"] == "figure" and kept != drawn:
                drawn = kept
                assert draw(kept, wide=True) and draw(kept, wide=False)
        count += 1
    assert count > 15


def test_every_sentence_has_its_own_name():
    names = [block.id for block in blocks(region("wanggar", 120)[0])]
    assert len(names) == len(set(names))
