"""Everything planted in plans, work logs and stages is found, in all five invented regions.

The generator works by formulas of its own and imports none of the code that finds it here.
"""

from functools import cache

import pytest

from kinerja_lib.performance.alignment.review import review_alignment
from kinerja_lib.performance.alignment.work import BELOW
from kinerja_lib.performance.cycle.review import review_cycle
from kinerja_lib.performance.plans.review import review_plans
from kinerja_lib.synthetic.cycle import build_cycle
from kinerja_lib.synthetic.feedback import build_feedback
from kinerja_lib.synthetic.goals import build_goals
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.plans import build_plans
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.results import build_results
from tests.performance.cycle_evidence import make_evidence

EVERY = pytest.mark.parametrize("slug", REGIONS)


@cache
def region(slug, employees=420):
    """Evidence of a region without faults, and what its builders say they planted."""
    people = build_population(REGIONS[slug], 7, employees)
    results, goals = build_results(people), build_goals(people)
    parts = {
        "hasil": results.built,
        "sasaran": goals,
        "skp": build_plans(people, goals.tables),
        "tahap": build_cycle(people, results.late),
        "dialog": build_feedback(people, results.predikat),
    }
    tables = people.tables | {n: f for part in parts.values() for n, f in part.tables.items()}
    return make_evidence(**tables), {name: part.truth for name, part in parts.items()}


def planted(truth, name):
    """Ids of a planted finding; none where the region does not have it."""
    every = [item for part in truth.values() for item in part.get("findings", [])]
    return {code for item in every if item["id"] == name for code in item["ids"]}


@EVERY
def test_goals_and_indicators_that_hang_free(slug):
    evidence, truth = region(slug)
    review, wanted = review_alignment(evidence), truth["sasaran"]["tujuan"]
    assert list(review.bare_goals.index) == wanted["tujuan_tanpa_iku"]
    assert list(review.loose_cards.index) == wanted["iku_tanpa_tujuan"]
    assert planted(truth, "misi_tanpa_indikator") <= set(review.bare_missions.index)
    assert review.broken.empty and review.unused_cards.empty


@EVERY
def test_the_overloaded_indicator_and_no_other(slug):
    evidence, truth = region(slug)
    wanted = truth["sasaran"]["kegiatan"]["iku_kelebihan_beban"]["iku_id"]
    assert list(review_alignment(evidence).overloaded.index) == [wanted]


@EVERY
def test_activities_without_an_indicator(slug):
    evidence, truth = region(slug)
    held, facts = review_alignment(evidence).activities, truth["sasaran"]["kegiatan"]
    own = held[held["jenis"] != facts["iku_kelebihan_beban"]["di_luar_jenis"]]
    share, n, wanted = own["iku_id"].isna().mean(), len(own), facts["tanpa_iku"]
    assert abs(share - wanted) < 4 * (wanted * (1 - wanted) / n) ** 0.5


@EVERY
def test_reports_without_a_plan_and_people_without_a_report(slug):
    evidence, truth = region(slug)
    cycle = review_cycle(evidence)
    assert (~review_alignment(evidence).log["ber_skp"]).sum() == truth["skp"]["tanpa_skp"]
    silent = set(cycle.people.index) - cycle.reporters
    assert len(silent) == truth["skp"]["tidak_melapor"]


@EVERY
def test_late_units_and_no_others(slug):
    evidence, truth = region(slug)
    late, wanted = review_cycle(evidence).late_units, truth["tahap"]["unit_terlambat"]
    large = late.index[late["pegawai"] >= 5]
    assert set(large) == set(wanted["unit_id"])
    assert set(late.loc[large, "tahap_awal"]) == {wanted["tahap"]}


@EVERY
def test_dates_out_of_order(slug):
    evidence, truth = region(slug)
    pairs = review_cycle(evidence).reversed
    cases = pairs[["nip", "periode"]].drop_duplicates()
    assert len(cases) == truth["tahap"]["urutan_terbalik"]


@EVERY
def test_units_without_a_dialogue(slug):
    evidence, truth = region(slug)
    wanted = planted(truth, "wanggar_rencana_tanpa_dialog")
    assert set(review_cycle(evidence).silent_units.index) == wanted


@EVERY
def test_weights_and_dates_of_clean_plans_are_right(slug):
    summary = review_plans(region(slug)[0]).summary.set_index("periksa")
    assert (summary.loc[["bobot", "tanggal"], "persen"] == 100).all()


def test_the_agency_of_jambi_whose_work_is_hardly_linked():
    evidence, truth = region("jambi", 2000)
    units = review_alignment(evidence).units
    wanted = planted(truth, "jambi_pekerjaan_tidak_terkait")
    assert set(units.index[units["kelas"] == BELOW]) == wanted and len(wanted) == 2


def test_two_thousand_people_take_a_few_seconds():
    evidence, _truth = region("jambi", 2000)
    cycle = review_cycle(evidence)
    assert len(cycle.people) > 1900 and len(cycle.units) == len(evidence.units)
