"""Statistics of clusters beside scikit-learn, hand calculations and published values."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from kinerja_lib.stats.cluster_shape import share_shape
from kinerja_lib.stats.cluster_stability import compare_sets, measure_stability
from kinerja_lib.stats.gap_statistic import find_gap
from kinerja_lib.stats.kmeans import assign_shapes, compare_partitions, fit_kmeans
from kinerja_lib.stats.latent_classes import find_classes
from kinerja_lib.stats.latent_normal import draw_tables, find_latent_correlation
from kinerja_lib.stats.lloyd import fit_many
from kinerja_lib.stats.nearest_rows import fill_from_nearest
from kinerja_lib.stats.profile_test import compare_profiles, keep_shape


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def three_groups(rng, n=150):
    centre = np.zeros((3, 6))
    centre[0, :2], centre[1, 2:4], centre[2, 4:] = -3, -3, -3
    truth = np.arange(n) % 3
    return np.rint(centre[truth] + 0.5 * rng.standard_normal((n, 6))), truth


def test_many_fits_reach_what_scikit_learn_reaches(rng):
    sets = np.stack([three_groups(rng)[0] for _ in range(4)])
    fits = fit_many(sets, 4, rng, restarts=20)
    for table, within, labels in zip(sets, fits.within, fits.labels, strict=True):
        theirs = KMeans(4, n_init=50, random_state=0).fit(table).inertia_
        assert within == pytest.approx(theirs, rel=0.01)
        own = sum(((g - g.mean(0)) ** 2).sum() for g in (table[labels == k] for k in range(4)))
        assert within == pytest.approx(own, rel=1e-4)


def test_a_weight_counts_a_row_several_times_and_zero_leaves_it_out(rng):
    table, _truth = three_groups(rng, 30)
    counts = rng.integers(0, 4, 30)
    weighted = fit_many(table[None], 3, rng, weights=counts[None], restarts=20).within[0]
    repeated = KMeans(3, n_init=20, random_state=0).fit(np.repeat(table, counts, axis=0)).inertia_
    assert weighted == pytest.approx(repeated, rel=1e-4)


def test_more_clusters_than_distinct_rows_do_no_harm(rng):
    fits = fit_many(np.ones((2, 5, 3)), 4, rng)
    assert fits.within == pytest.approx([0, 0]) and np.isfinite(fits.centres).all()


def test_latent_correlation_of_a_fourfold_table_by_hand():
    # Both columns cut at 0: P(both above) = 1/4 + asin(r) / (2 pi); r = 0.5 gives 1/3.
    table = np.repeat([[0.0, 0], [0, 1], [1, 0], [1, 1]], [2000, 1000, 1000, 2000], axis=0)
    assert find_latent_correlation(table)[0, 1] == pytest.approx(0.5, abs=0.002)


def test_latent_correlation_of_uneven_steps_beside_scipy():
    cuts, r = (-1.2, 0.3), 0.45
    both = multivariate_normal([0, 0], [[1, r], [r, 1]])
    edges = np.array([-8.0, *cuts, 8.0])
    upto = np.array([[both.cdf([a, b]) for b in edges] for a in edges])
    share = np.diff(np.diff(upto, axis=0), axis=1)
    counts = np.rint(share * 200_000).astype(int)
    rows = [(i, j) for i in range(3) for j in range(3)]
    table = np.repeat(np.array(rows, dtype=float), counts.ravel(), axis=0)
    assert find_latent_correlation(table)[0, 1] == pytest.approx(r, abs=0.003)


def test_draws_keep_columns_and_correlation_and_forget_a_constant_one(rng):
    latent = rng.multivariate_normal(np.zeros(3), [[1, 0.6, 0], [0.6, 1, 0], [0, 0, 1]], 4000)
    table = np.column_stack([np.clip(np.rint(latent), -2, 1), np.ones(4000)])
    drawn = draw_tables(table, 2, rng, latent=find_latent_correlation(table))
    assert (np.sort(drawn, axis=1) == np.sort(table, axis=0)).all()
    own, other = np.corrcoef(table[:, :3].T), np.corrcoef(drawn[0, :, :3].T)
    assert other == pytest.approx(own, abs=0.05)
    free = draw_tables(table, 1, rng)[0]
    assert abs(np.corrcoef(free[:, 0], free[:, 1])[0, 1]) < 0.06


@pytest.mark.parametrize("seed", range(5))
def test_one_cluster_is_the_answer_where_there_is_none(seed):
    rng = np.random.default_rng(seed)
    table = rng.integers(-2, 2, (300, 8)).astype(float)
    assert find_gap(table, 8, rng, errors=2.0).best == 1


def test_the_gap_statistic_finds_three_groups_and_a_constant_table_has_one(rng):
    assert find_gap(three_groups(rng)[0], 6, rng).best == 3
    assert find_gap(np.ones((50, 3)), 6, rng).best == 1


def test_profiles_stand_out_and_one_factor_does_not(rng):
    grouped = compare_profiles(three_groups(rng)[0], 5, rng, draws=29)
    assert grouped.largest > 6 and grouped.p == pytest.approx(1 / 30)
    factor = rng.standard_normal((300, 1)) + 0.7 * rng.standard_normal((300, 8))
    single = compare_profiles(np.rint(factor), 5, rng, draws=29)
    assert single.largest < 4
    flat = compare_profiles(np.repeat(rng.standard_normal((50, 1)), 4, axis=1), 5, rng, draws=5)
    assert np.isnan(flat.largest) and flat.p == 1.0


def test_shape_of_known_values_only():
    assert keep_shape(np.array([[1.0, 2, np.nan], [4, 4, 4]])) == pytest.approx(
        np.array([[-0.5, 0.5, np.nan], [0, 0, 0]]), nan_ok=True
    )


def test_shape_share_by_hand():
    # Columns 0 and 1 both rise together: only height. In the second, one rises as the other falls.
    labels = np.array([0, 0, 1, 1])
    assert share_shape(np.array([[0.0, 0], [0, 0], [1, 1], [1, 1]]), labels) == pytest.approx(0)
    assert share_shape(np.array([[0.0, 1], [0, 1], [1, 0], [1, 0]]), labels) == pytest.approx(1)
    # Standardised: column 0 is -1, -1, 1, 1 and column 1 always 0; mean(c)^2 p / |c|^2 = 1/2.
    assert share_shape(np.array([[0.0, 3], [0, 3], [1, 3], [1, 3]]), labels) == pytest.approx(0.5)
    assert np.isnan(share_shape(np.ones((4, 2)), labels))


def test_jaccard_and_rand_beside_hand_and_scikit_learn(rng):
    assert compare_sets(np.ones(10, bool), np.arange(10) > 0) == pytest.approx(0.9)
    assert np.isnan(compare_sets(np.zeros(3, bool), np.zeros(3, bool)))
    for _ in range(20):
        first, second = rng.integers(0, 4, 40), rng.integers(0, 3, 40)
        theirs = adjusted_rand_score(first, second)
        assert compare_partitions(first, second) == pytest.approx(theirs)
    assert compare_partitions(np.zeros(5, int), np.zeros(5, int)) == 1.0


def test_stable_groups_come_back_and_a_cut_through_a_cloud_does_not(rng):
    table, truth = three_groups(rng)
    found = measure_stability(table, 3, rng, samples=20)
    assert found.jaccard.min() > 0.95 and compare_partitions(truth, found.labels) > 0.95
    assert (np.sort(found.matched, axis=1) == np.arange(3)).all()
    cloud = measure_stability(rng.standard_normal((150, 6)), 5, rng, samples=20)
    assert cloud.jaccard.min() < 0.75


def test_rows_with_gaps_go_to_the_centre_of_their_known_values(rng):
    table, _truth = three_groups(rng)
    shapes = keep_shape(table)
    start = fit_many(shapes[None], 3, rng, restarts=5).centres[0].astype(float)
    centres = fit_kmeans(shapes, start)
    nearest = ((shapes[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    assert (assign_shapes(table, centres) == nearest).all()
    holes = table.copy()
    holes[:, 5] = np.nan
    again = assign_shapes(holes, centres)
    assert (again == nearest).mean() > 0.9
    holes[0, :5] = np.nan
    assert assign_shapes(holes, centres)[0] == -1


def test_missing_values_come_from_rows_alike_by_hand(rng):
    table = np.array([[0.0, 0, np.nan], [0, 0, 1], [0, 1, 2], [9, 9, 50]])
    filled = fill_from_nearest(table, rng, neighbours=2)
    assert filled[0, 2] == pytest.approx(1.5) and np.isnan(table[0, 2])
    nothing = fill_from_nearest(np.array([[1.0, np.nan], [2, np.nan]]), rng)
    assert nothing == pytest.approx(np.array([[1.0, 0], [2, 0]]))


def test_latent_classes_find_planted_groups_with_missing_values(rng):
    table, truth = three_groups(rng)
    table[rng.random(table.shape) < 0.1] = np.nan
    found = find_classes(table.clip(-4, 1), 4, seed=1, starts=2)
    assert found.number == 3 and compare_partitions(truth, found.labels) > 0.9
    assert found.certainty.min() >= 1 / 3 and min(found.bic) == 1
    with pytest.raises(ValueError, match="two values"):
        find_classes(np.ones((20, 3)), 2, seed=1)
    with pytest.raises(ValueError, match="at most"):
        find_classes(np.ones((3_001, 3)), 2, seed=1)
