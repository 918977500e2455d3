import numpy as np
import pandas as pd
import pytest
from scipy import stats

from kinerja_lib.i18n import format_number
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.performance.trajectories.findings import find_power, find_trajectories, trace
from kinerja_lib.performance.trajectories.review import (
    CANNOT,
    FALLING,
    OPEN,
    OUTCOMES,
    RISING,
    STEADY,
    review_trajectories,
)
from kinerja_lib.performance.trajectories.tables import tabulate_outcomes
from kinerja_lib.privacy.withholding import withhold_block
from tests.performance.results_evidence import make_evidence, rate, result

QUARTERS = [f"{year}-TW{n}" for year in (2023, 2024, 2025) for n in range(1, 5)]


def nip(number):
    return f"1990010120{number:08d}"


def review(rows, **options):
    evidence = make_evidence("2025-TW4", hasil_penilaian=rows)
    return review_trajectories(review_results(evidence), **options)


def follow(works, unit="U-1", start=0):
    """One person per text, one letter per quarter; a dot is no result."""
    return [
        rate(nip(place), period, letter, unit)
        for place, text in enumerate(works, start=start)
        for period, letter in zip(QUARTERS, text, strict=False)
        if letter != "."
    ]


@pytest.fixture(scope="module")
def crowd():
    """Two hundred people who vary by chance, one who rises, one who declines, one too new."""
    rng = np.random.default_rng(8)
    texts = ["".join(rng.choice(list("BSSSST"), 12)) for _ in range(200)]
    return review(follow([*texts, "BBBBBSSTTTTT", "TTTTTSSBBBBB", "........SSST"]))


def test_lasting_change_is_told_from_chance(crowd):
    outcome = crowd.people.set_index("nip")["hasil"]
    assert outcome[nip(200)] == RISING
    assert outcome[nip(201)] == FALLING
    assert outcome[nip(202)] == CANNOT
    assert (outcome.iloc[:200].isin([RISING, FALLING])).sum() <= 2
    assert crowd.compared == 202
    assert crowd.counts.sum() == 203


def test_the_slope_is_that_of_the_distance_from_colleagues(crowd):
    people = crowd.people.set_index("nip")
    level = crowd.followed - crowd.followed.mean()  # all are in one unit
    for person in people.index[:20]:
        line = stats.linregress(crowd.years, level.loc[person])
        half = crowd.slopes.bound(0.05) * crowd.slopes.table["error"][people.index.get_loc(person)]
        assert people.loc[person, "kemiringan"] == pytest.approx(line.slope)
        assert people.loc[person, "high"] == pytest.approx(line.slope + half)
        assert people.loc[person, "low"] == pytest.approx(line.slope - half)


def test_a_unit_that_rises_as_a_whole_makes_nobody_rise():
    rng = np.random.default_rng(4)
    texts = ["".join(rng.choice(list("BSSST"), 12)) for _ in range(60)]
    rows = follow(["SSSSSSTTTTTT"] * 12, unit="U-2") + follow(texts, start=100)
    found = review(rows)
    assert (found.standing.iloc[:12] == 0).all(axis=None)
    assert found.counts[RISING] == 0
    few = review(follow(["SSSSSSTTTTTT"] * 4, unit="U-2") + follow(texts, start=100))
    mean = few.followed["2025-TW4"].mean()  # four are too few to be compared with each other
    assert few.standing["2025-TW4"].iloc[0] == pytest.approx(3 - mean)


def test_shuffled_periods_name_almost_nobody(crowd):
    rng = np.random.default_rng(11)
    named = 0
    for _draw in range(10):
        shuffled = rng.permuted(crowd.standing.iloc[:200].to_numpy(), axis=1)
        again = review_trajectories(crowd.results)
        again.__dict__["followed"] = crowd.followed.iloc[:200]
        again.__dict__["standing"] = crowd.standing.iloc[:200].assign(
            **dict(zip(crowd.periods, shuffled.T, strict=True))
        )
        named += again.people["hasil"].isin([RISING, FALLING]).sum()
    assert named <= 2  # of 2,000


def test_a_large_margin_leaves_nothing_to_name(crowd):
    wide = review_trajectories(crowd.results, margin=5)
    assert wide.counts[RISING] == wide.counts[FALLING] == 0
    assert wide.counts[STEADY] > 150


def test_steady_takes_an_interval_of_the_persons_own_inside_the_margin(crowd):
    people = crowd.people
    others = people[people["hasil"].isin([STEADY, OPEN])]
    inside = others[["low", "high"]].abs().max(axis=1) <= crowd.margin
    assert (others["hasil"] == STEADY).equals(inside)
    # one line of residuals 0.6 over 12 quarters has a standard error of 0.2: twice that is 0.4, so
    # inside a margin of 0.5 for slopes up to 0.1, and never inside half that margin
    assert 20 < crowd.counts[STEADY] < 150 and crowd.counts[OPEN] > 50
    assert review_trajectories(crowd.results, margin=0.25).counts[STEADY] == 0


def test_without_ratings_the_predikat_is_followed():
    rows = [result(nip(n), p, "Baik") for n in range(3) for p in QUARTERS[:6]]
    assert review(rows).measure == "tingkat"
    assert review(follow(["SSSSSS"])).measure == "kerja"


def test_return_to_the_mean_uses_the_reliability_of_the_two_periods_before():
    rng = np.random.default_rng(3)
    skill = rng.normal(0, 1, 400)
    classes = ["Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"]
    levels = {
        p: np.digitize(skill + rng.normal(0, 1, 400), [-2.2, -1.2, 0, 1.2]) for p in QUARTERS[:3]
    }
    rows = [result(nip(n), p, classes[v[n]]) for p, v in levels.items() for n in range(400)]
    row = review(rows).returns.set_index("kelompok").loc["bawah"]
    older, first, second = (levels[p] + 1.0 for p in QUARTERS[:3])
    own = first < 4
    reliability = np.corrcoef(older, first)[0, 1]
    expected = second.mean() + reliability * second.std() / first.std() * (first - first.mean())
    assert row["n"] == own.sum()
    assert row["harapan"] == pytest.approx(expected[own].mean())
    share = (expected[own] - first[own]).sum() / (second[own] - first[own]).sum()
    assert row["bagian"] == pytest.approx(100 * share)
    assert 80 < row["bagian"] < 125  # nobody changed: all of it is return to the mean


def test_new_and_lost_people_are_counted():
    rows = follow(["SSS", "SS.", ".SS", "S.S"])
    assert review(rows).members[["present", "new", "lost"]].astype(object).iloc[1:].to_numpy(
        dtype=int
    ).tolist() == [[3, 1, 1], [3, 1, 1]]


@pytest.mark.parametrize("rows", [[], follow(["SSSSSSS"]), follow(["S", "T"])])
def test_too_few_people_or_periods_give_no_verdict(rows):
    found = review(rows)
    assert found.detectable is None and find_power(found) == []
    assert found.counts.drop(CANNOT).sum() == 0
    assert set(found.returns["alasan"]) <= {"periode", "orang"}


@pytest.mark.parametrize(
    ("counts", "hidden", "stated"),
    [
        ((30, 20, 0, 150, 12), (), True),
        ((1, 20, 0, 150, 12), (0, 1), True),  # 171 compared less 20 and 150 would give the 1
        ((1, 0, 0, 150, 1), (0, 3, 4), False),  # 150 of 152 would leave one each
        ((0, 20, 30, 150, 3), (1, 4), False),
        ((3, 4, 30, 150, 12), (0, 1, 2), True),  # 7 people for two outcomes: none is 7 or more
        ((8, 0, 0, 150, 12), (0, 3), True),
        ((8, 0, 0, 0, 200), (0, 4), False),
    ],
)
def test_no_small_number_follows_by_subtraction(crowd, counts, hidden, stated):
    found = review_trajectories(crowd.results)
    number = pd.Series(counts, index=list(OUTCOMES))
    found.__dict__["counts"] = number
    found.__dict__["people"] = pd.DataFrame(index=range(sum(counts)))
    names = {OUTCOMES[place] for place in hidden}
    assert found.hidden == names and (found.stated is not None) == stated
    rows = withhold_block(tabulate_outcomes(found).to_json(), "public")["rows"]
    assert {row[0] for row in rows if row[1] == "tidak ditampilkan"} == names
    sentence = find_trajectories(found).sentence()
    assert (f"dari {sum(counts[:4])} pegawai" in sentence) == stated
    assert ("sebagian besar belum cukup bukti" in sentence) == (OUTCOMES[3] in names)
    assert all(line.n is None for line in trace(found))


def test_the_page_says_what_size_of_change_the_data_can_show(crowd):
    sentence = find_power(crowd)[0].sentence()
    assert sentence.startswith(
        "Dibandingkan 12 periode, dari Triwulan I 2023 sampai Triwulan IV 2025"
    )
    size = format_number(crowd.detectable, 2)
    assert f"perubahan sebesar {size} tingkat setahun adalah 80%" in sentence


def test_a_yearly_report_follows_the_periods_within_the_years():
    rows = follow(["SSSSSSTTTTTT", "TTTTSSSSBBBB", "SSSSSSSSSSSS"])
    rows += [result(nip(n), str(year), "Baik") for n in range(3) for year in (2023, 2024, 2025)]
    found = review_trajectories(review_results(make_evidence("2025", hasil_penilaian=rows)))
    assert found.results.yearly_report and found.periods == QUARTERS and found.compared == 3
