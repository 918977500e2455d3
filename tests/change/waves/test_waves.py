import numpy as np
import pytest
from scipy import stats

from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED, judge
from kinerja_lib.change.waves import (
    comparison_findings,
    comparison_tables,
    figures,
    findings,
    tables,
    trace,
)
from kinerja_lib.change.waves.attrition import compare_absent, find_returned
from kinerja_lib.change.waves.limits import WaveLimits
from kinerja_lib.change.waves.outreach import review_outreach
from kinerja_lib.change.waves.review import DIFFERENT, PARTLY, SAME, UNTESTED, review_waves
from kinerja_lib.stats.lack import Lack
from tests.change.evidence import gather_responses, name_book, survey_rows
from tests.change.region_evidence import region

BOOK = name_book({"kesiapan": ("kesiapan", ["butir_01", "butir_02"])})
FIRST = [
    ("A", "U1", 2, 2),
    ("B", "U1", 3, 3),
    ("C", "U2", 4, 4),
    ("D", "U2", 2, 4),
    ("E", "U1", 5, 5),
]
SECOND = [
    ("C", "U2", 5, 5),
    ("A", "U1", 3, 3),
    ("B", "U1", 3, 3),
    ("D", "U2", 5, 5),
    ("Z", "U1", 1, 1),
]


def small(**limits):
    rows = survey_rows({"2025-1": FIRST, "2026-1": SECOND})
    return review_waves(gather_responses(rows, BOOK), WaveLimits(**{"people": 3} | limits))


def test_linked_change_worked_by_hand():
    # A 2>3, B 3>3, C 4>5, D 3>5: changes 1 0 1 2, mean 1, sd .8165, error .40825, t(3) 3.18245
    row = small().changes.iloc[0]
    assert (row.n, row.pertama, row.kedua, row.ubah) == (4, 3.0, 4.0, 1.0)
    assert row.high == pytest.approx(1 + 3.182446 * 0.8164966 / 2)
    assert row.dz == pytest.approx(1 / 0.8164966)
    # variances 2/3 and 4/3: d_av = 1 / sqrt(1)
    assert row.dav == pytest.approx(1.0)
    expected = stats.ttest_rel([3, 3, 5, 5], [2, 3, 4, 3]).pvalue
    assert row.p_holm == row.p == pytest.approx(expected)
    assert row.makna == UNTESTED
    assert row.hasil == OPEN


def test_who_did_not_come_back_is_found_by_code():
    review = small()
    assert find_returned(review).tolist() == [True, True, True, True, False]
    row = compare_absent(review).iloc[0]
    assert (row.n, row.n_kembali, row.ubah) == (1, 4, 2.0)  # E has 5, the others a mean of 3
    assert row.hasil == CANNOT


def test_fewer_linked_people_than_asked_for_are_not_judged():
    row = small(people=5).changes.iloc[0]
    assert row.hasil == CANNOT
    assert row.sebab == Lack.FEW_PEOPLE
    sentence = findings.find_changes(small(people=5))[0].sentence()
    assert sentence.endswith("karena respondennya terlalu sedikit.")


def test_one_wave_says_so_and_shows_nothing_else():
    rows = survey_rows({"2026-1": SECOND})
    review = review_waves(gather_responses(rows, BOOK))
    assert "kurang dari dua gelombang" in findings.find_linked(review).sentence()
    assert findings.find_summary(review).outcome == CANNOT
    assert not findings.find_changes(review) + findings.find_absent(review)
    assert not tables.tabulate_changes(review) + figures.chart_changes(review)
    effects = review_outreach(review)
    assert not comparison_findings.find_outreach(effects) + comparison_tables.tabulate_outreach(
        effects
    )
    assert not trace.trace(review) + trace.trace_outreach(effects)


def test_waves_without_a_common_code_are_compared_as_a_whole_only():
    others = [(f"X{code}", *rest) for code, *rest in SECOND]
    rows = survey_rows({"2025-1": FIRST, "2026-1": others})
    review = review_waves(gather_responses(rows, BOOK), WaveLimits(people=3))
    assert findings.find_linked(review).outcome == "tidak satu pun"
    assert review.changes["hasil"].tolist() == [CANNOT]
    assert review.crosswise["ubah"].iloc[0] == pytest.approx(3.4 - 3.4)
    assert figures.chart_changes(review) == []


@pytest.mark.parametrize(
    ("low", "high", "p", "outcome"),
    [
        (0.3, 0.6, 0.01, ROSE),
        (-0.6, -0.3, 0.01, FELL),
        (0.1, 0.2, 0.001, UNCHANGED),
        (-0.1, 0.6, 0.2, OPEN),
        (0.1, 0.6, 0.08, OPEN),
        (np.nan, np.nan, np.nan, CANNOT),
    ],
)
def test_each_outcome_has_its_case(low, high, p, outcome):
    assert judge(low, high, p, 0.25, 0.05) == outcome


def test_outreach_takes_one_value_per_unit_and_sessions_between_the_waves_only():
    waves = {"2025-1": [], "2026-1": []}
    for unit in range(8):
        for person in range(3):
            code, step = f"R{unit}{person}", 1 if unit < 4 else 0
            wobble = (unit + person) % 2
            waves["2025-1"].append((code, f"U{unit}", 2 + wobble, 3))
            waves["2026-1"].append((code, f"U{unit}", 2 + step + (unit % 2), 3 + step))
    days = ["2025-09-01"] * 4 + ["2024-09-01"] * 4  # the last four before the first wave
    held = [
        {"sosialisasi_id": f"S{u}", "topik": "Manfaat", "unit_id": f"U{u}", "tanggal": day}
        for u, day in enumerate(days)
    ]
    responses = gather_responses(survey_rows(waves), BOOK, sosialisasi=held)
    effects = review_outreach(review_waves(responses))
    row = effects.effects.iloc[0]
    units = effects.units["kesiapan"]
    assert (row.unit, row.unit_lain, row.n) == (4, 4, 24)
    expected = stats.ttest_ind(units.iloc[:4], units.iloc[4:])
    assert row.ubah == pytest.approx(units.iloc[:4].mean() - units.iloc[4:].mean())
    assert row.p == pytest.approx(expected.pvalue)
    assert "tidak dapat diuji dengan dua gelombang" in (
        comparison_findings.find_outreach(effects)[-1].sentence()
    )


def test_the_planted_changes_of_two_regions_are_found():
    responses, _truth = region("kotabumi", 1500)
    schools = review_waves(responses).kinds
    counted = schools[schools["hasil"].isin([ROSE, FELL])]
    found = dict(zip(counted["subskala"], counted["hasil"], strict=True))
    assert set(counted["jenis"]) == {"sekolah"}
    assert found == {"tekanan_penilaian": ROSE, "penerimaan_penilaian": FELL}
    responses, truth = region("jambi", 1500)
    review = review_waves(responses)
    assert (review.changes["makna"] == SAME).all()
    effects = review_outreach(review).effects
    counted = effects[effects["hasil"].isin([ROSE, FELL])]
    topic = truth["topics"][0]["topik"]
    assert set(zip(counted["topik"], counted["subskala"], strict=True)) == {
        (topic, "kesiapan"),
        (topic, "manfaat_sosialisasi"),
    }


def shifted_waves(n=240):
    """Make two waves of four items; in the second everyone rates the last item two points up."""
    random = np.random.default_rng(4)
    factor = random.normal(size=(n, 1))
    waves = {}
    for place, wave in enumerate(("2025-1", "2026-1")):
        answers = 2.6 + 0.8 * factor + 0.6 * random.normal(size=(n, 4))
        answers[:, 3] += 2 * place
        answers = np.clip(np.round(answers), 1, 5).astype(int)
        waves[wave] = [(f"R{i}", f"U{i % 12}", *row) for i, row in enumerate(answers.tolist())]
    return waves


def test_means_of_a_scale_that_changed_its_meaning_are_shown_nowhere():
    book = name_book({"kesiapan": ("kesiapan", [f"butir_0{i}" for i in range(1, 5)])})
    review = review_waves(gather_responses(survey_rows(shifted_waves()), book))
    row = review.changes.iloc[0]
    assert row.makna in (PARTLY, DIFFERENT) and row.n == 240 and row.hasil == CANNOT
    compared = ["pertama", "kedua", "ubah", "low", "high", "p", "dz", "dav", "p_holm"]
    assert row[compared].isna().all() and review.crosswise.iloc[0][compared[:5]].isna().all()
    assert review.kinds[compared[:5]].isna().all(axis=None)
    assert review.reliable.iloc[0][["naik", "turun", "naik_persen"]].isna().all()
    assert figures.chart_changes(review) == []
    shown = tables.tabulate_changes(review)[0]
    assert shown.frame["hasil"].tolist() == [tables.APART] and shown.values["count"] == "0"
    assert "tidak dibandingkan antargelombang" in findings.find_meaning(review)[0].sentence()


def test_the_page_says_how_many_comparisons_a_family_has():
    review = small()
    (table, *_rest) = tables.tabulate_changes(review)
    assert table.values["count"] == "1" == str(review.changes["p_holm"].notna().sum())
    assert comparison_tables.tabulate_absent(review)[0].values["count"] == "0"  # one person only


def test_no_object_names_a_respondent_and_all_have_an_n():
    responses, _truth = region("kotabumi", 1500)
    review = review_waves(responses)
    effects = review_outreach(review)
    shown = [
        *tables.tabulate_changes(review),
        *tables.tabulate_reliable(review),
        *tables.tabulate_meaning(review),
        *comparison_tables.tabulate_absent(review),
        *comparison_tables.tabulate_crosswise(review),
        *comparison_tables.tabulate_kinds(review),
        *comparison_tables.tabulate_outreach(effects),
        *figures.chart_changes(review),
        *figures.chart_outreach(effects),
    ]
    codes = set(responses.given("2026-1").people["resp_id"])
    for one in shown:
        table = getattr(one, "table", one)
        assert table.subject == "sikap"
        assert any(column.role == "n" for column in table.columns.values())
        words = {str(cell) for row in table.to_json()["rows"] for cell in row}
        assert not words & codes
