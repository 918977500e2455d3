"""Each line of the trace names a number that is published, with a rule that is registered."""

from functools import cache

from kinerja_lib.basis.method import tabulate_rules, tabulate_trace
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.performance.appraisal import figures as appraisal_figures
from kinerja_lib.performance.appraisal import findings as appraisal_findings
from kinerja_lib.performance.appraisal import labels as appraisal_labels
from kinerja_lib.performance.appraisal import tables as appraisal_tables
from kinerja_lib.performance.appraisal import trace as appraisal_trace
from kinerja_lib.performance.appraisal.review import review_appraisal
from kinerja_lib.performance.calibration import figures as calibration_figures
from kinerja_lib.performance.calibration import findings as calibration_findings
from kinerja_lib.performance.calibration import raters_findings
from kinerja_lib.performance.calibration import tables as calibration_tables
from kinerja_lib.performance.calibration import trace as calibration_trace
from kinerja_lib.performance.calibration.review import review_calibration
from kinerja_lib.rules.register import find_rule
from tests.performance.appraisal_evidence import make_evidence, region


@cache
def reviews():
    evidence = region("wanggar", 260)[0]
    return review_appraisal(evidence), review_calibration(evidence)


def publish(appraisal, calibration):
    raters = calibration.raters
    return [
        *appraisal_findings.find_answers(appraisal),
        *appraisal_tables.tabulate_sources(appraisal),
        *appraisal_tables.tabulate_agreement(appraisal),
        *appraisal_tables.tabulate_quadrants(appraisal),
        *appraisal_figures.chart_views(appraisal),
        appraisal_findings.find_friends(appraisal),
        appraisal_findings.find_views(appraisal),
        appraisal_labels.find_direction(appraisal),
        *calibration_findings.find_answers(calibration),
        *calibration_tables.tabulate_units(calibration),
        *calibration_tables.tabulate_clauses(calibration),
        *calibration_tables.tabulate_habits(calibration),
        *calibration_figures.chart_guide(calibration),
        calibration_findings.find_heads(calibration),
        calibration_findings.find_contradictions(calibration),
        raters_findings.find_no_correction(raters),
    ]


def test_every_line_names_something_published_and_ids_are_unique():
    ids = [item.id for item in publish(*reviews())]
    lines = [*appraisal_trace.trace(reviews()[0]), *calibration_trace.trace(reviews()[1])]
    assert {line.number for line in lines} <= set(ids) and len(ids) == len(set(ids))
    for line in lines:
        assert line.formula and line.tables
        assert all(find_rule(code).version for code in line.rules)


def test_all_rules_that_were_used_are_listed():
    line = TraceLine("x", "isi", "cara", ("iku.capaian", "iku.capaian_batas"), "t.a", 3, 3)
    listed = tabulate_rules([*calibration_trace.trace(reviews()[1]), line])
    assert set(listed.frame["aturan"]) == {
        "predikat.distribusi", "predikat.distribusi_sebagian_besar",
        "predikat.distribusi_longgar", "predikat.distribusi_ukuran", "predikat.kepala_unit",
        "predikat.kepala_unit_padanan", "predikat.matriks", "iku.capaian", "iku.capaian_batas",
    }  # fmt: skip
    row = tabulate_trace([line]).frame.iloc[0]
    assert row["rule"] == "iku.capaian; iku.capaian_batas" and row["versi"].count(";") == 1


def test_rows_and_n_are_those_of_the_data():
    appraisal, calibration = reviews()
    lines = {line.number: line for line in appraisal_trace.trace(appraisal)}
    latest = appraisal.evidence.frame("penilaian")
    assert lines["sumber-penilaian"].rows == (latest["periode"] == "2026").sum()
    assert lines["kuadran"].n == len(appraisal.gaps)
    unit = {line.number: line for line in calibration_trace.trace(calibration)}["predikat-unit"]
    results = calibration.evidence.frame("hasil_penilaian").query("periode == '2026-TW3'")
    assert unit.n == results["predikat"].notna().sum()


def test_an_empty_source_still_has_its_lines():
    evidence = make_evidence()
    assert all(line.rows == 0 for line in appraisal_trace.trace(review_appraisal(evidence)))
    assert all(line.rows == 0 for line in calibration_trace.trace(review_calibration(evidence)))
