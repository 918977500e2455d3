"""What is planted in results, activities and objections is found, in all five invented regions.

The generator works by formulas of its own and imports none of the code that finds it here.
"""

from functools import cache

import pytest

from kinerja_lib.performance.objections.review import review_objections
from kinerja_lib.performance.productivity.review import review_productivity
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.trajectories.review import FALLING, RISING, review_trajectories
from kinerja_lib.stats.outcomes import Outcome
from kinerja_lib.synthetic.feedback import build_feedback
from kinerja_lib.synthetic.goals import build_goals
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.results import build_results
from tests.performance.cycle_evidence import make_evidence

EVERY = pytest.mark.parametrize("slug", REGIONS)


@cache
def region(slug, employees=420):
    """Evidence of a region without faults, and what its builders say they planted."""
    people = build_population(REGIONS[slug], 7, employees)
    results, goals = build_results(people), build_goals(people)
    feedback = build_feedback(people, results.predikat)
    built = (results.built, goals, feedback)
    tables = people.tables | {n: f for part in built for n, f in part.tables.items()}
    return make_evidence(**tables), [part.truth for part in built]


@cache
def results_of(slug, employees=420):
    return review_results(region(slug, employees)[0])


@EVERY
def test_yearly_predikat_that_their_periods_do_not_support_and_no_others(slug):
    truth = region(slug)[1][0]["tahunan_tidak_didukung"]
    found = results_of(slug).unsupported
    assert set(found["nip"]) == set(truth["nip"])
    assert set(found["tahun"]) == {truth["tahun"]}


@EVERY
@pytest.mark.parametrize("rule", ["akhir", "hari"])
def test_units_add_up_to_everyone_under_each_rule(slug, rule):
    found = review_results(region(slug)[0], mover_rule=rule)
    assert found.by_unit["n"].sum() == found.by_period["n"].iloc[-1]
    assert found.by_unit[["sb", "b", "bawah"]].to_numpy().sum() == found.by_unit["n"].sum()
    assert found.moved["tanpa"].sum() == 0


@EVERY
def test_late_units_have_open_results_that_are_left_out(slug):
    late = region(slug)[1][0]["unit_terlambat"]
    found = results_of(slug)
    waiting = found.past[found.past["terbuka"]]
    assert set(waiting["unit_id"]) == set(late["unit_id"])
    assert found.by_period.set_index("periode").loc[late["periode"], "belum"] == len(waiting)


@EVERY
def test_the_costly_unit_and_no_other(slug):
    evidence, truth = region(slug)
    planted = truth[1]["kegiatan"]["biaya_tinggi"]
    (row,) = review_productivity(evidence).costly.itertuples()
    assert row.unit_id == planted["unit_id"]
    assert row.kelompok == f"{planted['jenis']} (dokumen)"
    assert row.rasio == pytest.approx(100 * planted["kali"], rel=0.15)


@EVERY
def test_people_named_as_rising_or_falling_are_few_and_not_the_other_way(slug):
    truth = region(slug)[1][0]
    people = review_trajectories(results_of(slug)).people.set_index("nip")["hasil"]
    assert people.isin([RISING, FALLING]).mean() < 0.02
    assert RISING not in set(people.reindex(truth["menurun"]))
    assert FALLING not in set(people.reindex(truth["membaik"]))


def test_some_planted_declines_are_found_over_all_regions():
    hits = named = 0
    for slug in REGIONS:
        truth = region(slug)[1][0]
        people = review_trajectories(results_of(slug)).people.set_index("nip")["hasil"]
        for way, wanted in ((FALLING, truth["menurun"]), (RISING, truth["membaik"])):
            chosen = set(people.index[people == way])
            hits, named = hits + len(chosen & set(wanted)), named + len(chosen)
    assert hits >= 3 and hits / named >= 0.5


def test_the_rise_of_objections_is_found_where_it_is_planted():
    changes = {slug: review_objections(results_of(slug, 900)).change.outcome for slug in REGIONS}
    assert changes.pop("kotabumi") == Outcome.UP
    assert Outcome.UP not in changes.values()
