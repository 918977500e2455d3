import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from kinerja_lib.basis.comparisons import ABOVE, ALIKE, BELOW, OPEN, Family, compare_groups
from kinerja_lib.publish.phrases import CANNOT, count_people, name_share


def rows(**groups):
    """Values of groups of one kind."""
    return pd.DataFrame(
        [("k", name, value) for name, values in groups.items() for value in values],
        columns=["kind", "group", "value"],
    )


def test_two_groups_give_students_test():
    a, b = [1.0, 2.0, 4.0], [3.0, 5.0, 6.0, 9.0]
    found = compare_groups(rows(a=a, b=b), Family(minimum=2)).set_index("group")
    test = stats.ttest_ind(b, a)
    interval = test.confidence_interval()
    assert found.loc["b", "p"] == pytest.approx(test.pvalue)
    assert found.loc["b", ["low", "high"]].tolist() == pytest.approx([interval.low, interval.high])
    assert found.loc["a", "difference"] == pytest.approx(-found.loc["b", "difference"])


def test_more_groups_give_the_contrast_of_a_linear_model():
    table = rows(a=[1.0, 2.0, 3.5], b=[4.0, 4.5, 7.0, 6.0], c=[2.0, 2.5, 1.0], d=[3.0])
    found = compare_groups(table, Family(minimum=3)).set_index("group")
    model = smf.ols("value ~ 0 + C(group)", data=table).fit()
    contrast = model.t_test([-1 / 3, 1, -1 / 3, -1 / 3])
    assert found.loc["b", "difference"] == pytest.approx(float(contrast.effect[0]))
    assert found.loc["b", "p"] == pytest.approx(float(contrast.pvalue))
    assert [found.loc["b", "low"], found.loc["b", "high"]] == pytest.approx(
        contrast.conf_int()[0].tolist()
    )
    assert found.loc["d", "outcome"] == CANNOT and np.isnan(found.loc["d", "p"])


def test_outcomes_use_the_margin_and_holm_over_the_whole_family():
    rng = np.random.default_rng(5)
    spread = rng.normal(0, 0.1, 8)
    far = {"far": spread + 3, "near": spread + 0.05, "low": spread - 3}
    table = pd.concat([rows(**far), rows(x=[0.0, 9.0, 1.0], y=[3.0, 5.0, 0.0]).assign(kind="m")])
    found = compare_groups(table, Family(margin=0.5)).set_index("group")
    assert found["outcome"].to_dict() == {
        "far": ABOVE,
        "near": ALIKE,
        "low": BELOW,
        "x": OPEN,
        "y": OPEN,
    }
    smallest = found["p"].min()
    assert found["p_holm"].min() == pytest.approx(min(smallest * 5, 1))


@pytest.mark.parametrize("table", [rows(), rows(a=[1.0, 2.0, 3.0]), rows(a=[1.0], b=[2.0])])
def test_nothing_is_compared_without_a_second_group_or_a_spread(table):
    assert set(compare_groups(table, Family())["outcome"]) <= {CANNOT}


def test_missing_values_are_not_counted():
    table = rows(a=[1.0, 2.0, np.nan], b=[3.0, 4.0, 5.0])
    assert compare_groups(table, Family(minimum=2))["n"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("part", "whole", "name"),
    [(0, 0, CANNOT), (0, 3, "tidak satu pun"), (2, 3, "sebagian"), (3, 3, "semua")],
)
def test_a_share_has_four_names(part, whole, name):
    assert name_share(part, whole) == name


def test_small_counts_of_people_are_never_written_out():
    assert count_people(0) == "tidak satu pun"
    assert count_people(9) == count_people(1) == "kurang dari sepuluh"
    assert count_people(10).text() == "sepuluh"
