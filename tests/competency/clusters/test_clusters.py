"""What the pipeline promises: nothing forced, no trust in order, sentences that hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.chart_style import to_svg
from kinerja_lib.competency.clusters import figures, findings, gates, tables
from kinerja_lib.competency.clusters.content import name_group
from kinerja_lib.competency.clusters.limits import ClusterLimits
from kinerja_lib.competency.clusters.review import NO_GAP, TOO_LITTLE, WITH_GAP, review_clusters
from kinerja_lib.competency.clusters.second_opinion import ask_second_opinion, find_opinion
from kinerja_lib.competency.clusters.trace import trace
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.figure import draw
from kinerja_lib.stats.kmeans import compare_partitions
from tools.cluster_mechanisms import draw_factors, draw_planted

QUICK = ClusterLimits(gap_draws=10, test_draws=19, samples=20)
NAMES = [f"Kompetensi {letter}" for letter in "ABCDEFGHI"]


def frame(gap):
    return pd.DataFrame(
        gap, columns=NAMES[: gap.shape[1]], index=[f"N{i:04d}" for i in range(len(gap))]
    )


def shown(review):
    """Give every object that a notebook would show."""
    return [
        findings.find_heading(review),
        findings.find_answer(review),
        *findings.find_structure(review),
        *tables.tabulate_tests(review),
        *tables.tabulate_groups(review),
        *tables.tabulate_members(review),
        *figures.chart_profiles(review),
        *figures.chart_space(review),
        *figures.chart_stability(review),
    ]


@pytest.fixture(scope="module")
def planted():
    drawn = draw_planted("clear", 3, 400)
    return drawn, review_clusters(frame(drawn.gap), QUICK)


def test_planted_profiles_are_found_and_named_by_content(planted):
    drawn, review = planted
    rated = (review.members["keadaan"] != TOO_LITTLE).to_numpy()
    own = review.members["kelompok"].fillna(0).to_numpy(dtype=int)
    assert (review.struktur, review.gates.reason) == ("profil", "bentuk")
    assert compare_partitions(drawn.group[rated], own[rated]) > 0.8
    assert review.groups["total"].is_monotonic_decreasing
    assert review.groups["n"].sum() == review.count(WITH_GAP)
    # Largest planted group, number 1 of the mechanism: Kerja sama, Komunikasi, Pelayanan publik.
    largest = review.groups.loc[review.groups["n"].idxmax(), "nama"]
    assert set(largest) == {"Kompetensi B", "Kompetensi C", "Kompetensi E"}
    sure = review.members["keyakinan"].dropna()
    assert len(sure) == review.count(WITH_GAP) and sure.between(0, 1).all()


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("mechanism", "structure"), [("none", "tidak_ada"), ("ladder", "jenjang")])
def test_no_profile_where_none_was_planted(mechanism, structure, seed):
    review = review_clusters(frame(draw_planted(mechanism, seed, 400).gap), QUICK)
    assert review.struktur == structure
    assert review.members["keyakinan"].isna().all()


def test_two_factors_are_no_groups_and_no_ladder():
    review = review_clusters(frame(draw_factors(4, 400).gap), QUICK)
    assert (review.struktur, review.gates.reason) == ("tidak_ada", "berhubungan")
    assert review.groups.empty and review.members["kelompok"].isna().all()


def test_a_ladder_is_cut_at_the_stated_deficits():
    review = review_clusters(frame(draw_planted("ladder", 1, 400).gap), QUICK)
    own = review.members[review.members["keadaan"] == WITH_GAP]
    mean = own["total"] / review.matrix.loc[own.index].notna().sum(axis=1)
    expected = np.where(mean >= 1.0, 1, np.where(mean >= 0.5, 2, 3))
    assert (own["kelompok"].to_numpy(dtype=int) == expected).all()


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_and_columns_changes_nothing(planted, seed):
    review = planted[1]
    rng = np.random.default_rng(seed)
    mixed = review.matrix.iloc[rng.permutation(len(review.matrix)), rng.permutation(9)]
    again = review_clusters(mixed, QUICK)
    pd.testing.assert_frame_equal(again.members.loc[review.members.index], review.members)
    assert again.groups["nama"].tolist() == review.groups["nama"].tolist()


def test_rules_sort_out_people_before_any_algorithm():
    gap = np.array(
        [[0, 0, 1, 0, 0, 0, 0, 0, 2], [0, -1] + [0] * 7, [np.nan] * 3 + [-2] * 6,
         [np.nan] * 4 + [-2] * 5, [np.nan] * 9, [np.inf] * 4 + [0] * 5]
    )  # fmt: skip
    review = review_clusters(frame(gap))
    assert review.members["keadaan"].tolist() == [
        NO_GAP, WITH_GAP, WITH_GAP, TOO_LITTLE, TOO_LITTLE, TOO_LITTLE
    ]  # fmt: skip
    assert review.members["total"].iloc[2] == 12 and np.isnan(review.members["total"].iloc[4])
    assert (review.struktur, review.gates.reason) == ("tidak_ada", "orang kurang")


def bad_inputs():
    rng = np.random.default_rng(5)
    some = np.rint(rng.standard_normal((300, 9)) - 0.5)
    hole = some.copy()
    hole[:, 3] = np.nan
    constant = np.full((300, 9), -1.0)
    steps = constant.copy()
    steps[:150, 0] = -2
    return {
        "nobody": (np.empty((0, 9)), "tanpa data"),
        "no columns": (np.empty((5, 0)), "data kurang"),
        "one person": (some[:1], "orang kurang"),
        "all equal": (constant, "kompetensi kurang"),
        "two columns that differ": (steps, "kompetensi kurang"),
        "all missing": (np.full((300, 9), np.nan), "data kurang"),
        "all met": (np.abs(some), "tanpa kesenjangan"),
        "a column all missing": (hole, "acak"),
        "one column": (some[:, :1], "kompetensi kurang"),
        "the same row again": (np.repeat(some[:3], 100, axis=0), None),
        "infinite": (np.where(some < -1, -np.inf, some), None),
    }


@pytest.mark.parametrize("name", list(bad_inputs()))
def test_bad_input_gives_an_honest_result_and_sentences(name):
    gap, reason = bad_inputs()[name]
    review = review_clusters(frame(gap), QUICK)
    assert reason is None or review.gates.reason == reason
    assert len(review.members) == len(gap)
    assert reason is None or review.struktur == "tidak_ada"
    for item in shown(review):
        for edition in ("internal", "public"):
            withhold_block(item.to_json(), edition)


def test_every_object_can_be_published_without_names(planted):
    for item in shown(planted[1]):
        data = item.to_json()
        public = withhold_block(data, "public")
        assert public is None or "N0001" not in str(public)
        if data["kind"] == "figure":
            for wide in (True, False):
                assert "<svg" in to_svg(draw(data, wide=wide))
    ids = {item.id for item in shown(planted[1])}
    assert {line.number.split(".")[0] for line in trace(planted[1])} <= ids


def test_much_missing_is_said_first():
    drawn = draw_planted("none", 1, 300, missing=0.25)
    first = findings.find_structure(review_clusters(frame(drawn.gap), QUICK))[0]
    assert first.id == "kelompok-hilang" and "tidak dianggap memenuhi" in first.sentence()


def test_the_gates_of_many_people_run_on_a_sample_and_say_so():
    drawn = draw_planted("clear", 2, 900)
    limits = ClusterLimits(gap_draws=5, test_draws=9, samples=10, sample=300)
    review = review_clusters(frame(drawn.gap), limits)
    assert review.sampled and review.gates.need <= 300
    said = findings.find_sample(review)
    assert said is not None and said.n == review.count(WITH_GAP)
    # 1.96 sqrt(p (1 - p) / m (N - m) / (N - 1)) for the share closest to one half
    m, whole = review.gates.need, review.count(WITH_GAP)
    p = min(review.groups["pangsa"], key=lambda share: abs(share - 0.5))
    error = 196 * np.sqrt(p * (1 - p) / m * (whole - m) / (whole - 1))
    assert said.values["error"].value == pytest.approx(error)


def test_the_name_stops_at_the_largest_drop():
    def profile(**short):
        return pd.DataFrame({"kompetensi": list(short), "kekurangan": list(short.values())})

    assert name_group(profile(A=0.1, B=1.9, C=1.7, D=0.2)) == ("B", "C")
    assert name_group(profile(A=0.1, B=0.3)) == ("B",)
    assert name_group(profile(B=1.0, A=1.0, C=1.0, D=1.0)) == ("A",)
    assert name_group(profile()) == ()


def test_an_unstable_partition_gives_no_groups(planted):
    found = planted[1].gates.stabilities
    strict = ClusterLimits(least_jaccard=1.01)
    assert gates.choose_number(found, strict) == 0
    assert gates.choose_number(found, ClusterLimits(smallest=10_000)) == 0


def test_a_second_opinion_says_how_far_it_agrees(planted):
    drawn = draw_planted("clear", 1, 220)
    review = review_clusters(frame(drawn.gap), ClusterLimits(most_clusters=4, test_draws=19))
    opinion = ask_second_opinion(review)
    assert opinion.n == review.count(WITH_GAP) and opinion.classes.number >= 2
    assert "Pendapat kedua" in find_opinion(opinion).sentence()
    nobody = ask_second_opinion(review_clusters(frame(np.zeros((10, 9)))))
    assert nobody.classes is None and find_opinion(nobody).outcome == "tidak dapat dihitung"
