import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DataError
from kinerja_lib.rules import pp46
from kinerja_lib.rules.achievement_classes import AKIP, MALUKU_TENGAH, PERMENDAGRI_86
from kinerja_lib.rules.scales import Band, GapRule, Scale, classify

# Printed classes of whole per cents: (first, last) inclusive.
PERMENDAGRI = {
    "Sangat Tinggi": (91, math.inf),
    "Tinggi": (76, 90),
    "Sedang": (66, 75),
    "Rendah": (51, 65),
    "Sangat Rendah": (-math.inf, 50),
}
PP46 = {
    "Sangat Baik": (91, math.inf),
    "Baik": (76, 90),
    "Cukup": (61, 75),
    "Kurang": (51, 60),
    "Buruk": (-math.inf, 50),
}
# Printed classes that follow each other: (above, up to and including).
MALUKU = {
    "Memuaskan": (85, math.inf),
    "Sangat Baik": (75, 85),
    "Baik": (65, 75),
    "Cukup Baik": (50, 65),
    "Agak Kurang": (30, 50),
    "Kurang": (-math.inf, 30),
}
AKIP_CLASSES = {
    "AA": (90, 100),
    "A": (80, 90),
    "BB": (70, 80),
    "B": (60, 70),
    "CC": (50, 60),
    "C": (30, 50),
    "D": (-1, 30),
}
WHOLE = {
    GapRule.LOWER: lambda thousandths: thousandths // 1000,
    GapRule.UPPER: lambda thousandths: -(-thousandths // 1000),
    GapRule.ROUND_HALF_UP: lambda thousandths: (thousandths + 500) // 1000,
}
FAST = [*range(0, 2001), *range(48_000, 53_001), *range(58_000, 68_001), *range(74_000, 78_001)]
FAST += [*range(84_000, 86_001), *range(89_500, 91_501), *range(99_000, 100_001)]
FULL = range(0, 130_001)
GAPS = [(PERMENDAGRI_86, PERMENDAGRI, rule) for rule in GapRule]
GAPS += [(pp46.CLASSES, PP46, rule) for rule in GapRule]
OPEN = [(MALUKU_TENGAH, MALUKU, FULL), (AKIP, AKIP_CLASSES, range(0, 100_001))]


def check_whole_limits(scale, printed, rule, grid):
    """Compare each value, in thousandths, with the one printed class of its whole number."""
    for thousandths in grid:
        whole = WHOLE[rule](thousandths)
        names = [name for name, (low, high) in printed.items() if low <= whole <= high]
        value = Decimal(thousandths).scaleb(-3)
        assert [classify(value, scale, gap=rule)] == names


def check_open_limits(scale, printed, grid):
    for thousandths in grid:
        names = [n for n, (low, high) in printed.items() if 1000 * low < thousandths <= 1000 * high]
        assert [classify(Decimal(thousandths).scaleb(-3), scale)] == names


@pytest.mark.parametrize(("scale", "printed", "rule"), GAPS)
def test_each_value_near_a_limit_has_the_one_class_of_its_gap_rule(scale, printed, rule):
    check_whole_limits(scale, printed, rule, FAST)


@pytest.mark.parametrize(("scale", "printed", "grid"), OPEN)
def test_classes_without_gaps_leave_no_hole(scale, printed, grid):
    check_open_limits(scale, printed, grid[::97])
    limits = [1000 * low for low, _ in printed.values() if 0 <= low]
    near = [limit + step for limit in limits for step in (-1, 0, 1) if limit + step in grid]
    check_open_limits(scale, printed, near)


@pytest.mark.slow
@pytest.mark.parametrize(("scale", "printed", "rule"), GAPS)
def test_each_value_of_the_whole_scale_has_one_class(scale, printed, rule):
    check_whole_limits(scale, printed, rule, FULL)


@pytest.mark.slow
@pytest.mark.parametrize(("scale", "printed", "grid"), OPEN)
def test_each_value_of_the_whole_open_scale_has_one_class(scale, printed, grid):
    check_open_limits(scale, printed, grid)


@pytest.mark.parametrize("scale", [PERMENDAGRI_86, pp46.CLASSES, MALUKU_TENGAH, AKIP])
@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from(GapRule))
def test_the_class_never_drops_when_the_value_rises(scale, first, second, rule):
    names = [band.name for band in scale.bands]
    low, high = (classify(v, scale, gap=rule) for v in sorted((first, second)))
    assert names.index(high) <= names.index(low)


def test_a_value_in_a_gap_by_each_rule():
    found = {
        rule: [classify(v, PERMENDAGRI_86, gap=rule) for v in (90.4, 90.5)] for rule in GapRule
    }
    assert found == {
        GapRule.LOWER: ["Tinggi", "Tinggi"],
        GapRule.ROUND_HALF_UP: ["Tinggi", "Sangat Tinggi"],
        GapRule.UPPER: ["Sangat Tinggi", "Sangat Tinggi"],
    }
    assert classify(90.5, PERMENDAGRI_86, gap="upper") == "Sangat Tinggi"
    with pytest.raises(ValueError):
        classify(90.5, PERMENDAGRI_86, gap="up")


def test_missing_has_no_class_and_impossible_scores_are_refused():
    assert classify(None, AKIP) is None
    for value in (-0.001, 100.001):
        with pytest.raises(DataError, match="di luar skala"):
            classify(value, AKIP)
    assert classify(-50, PERMENDAGRI_86) == "Sangat Rendah"
    assert classify(250, PERMENDAGRI_86) == "Sangat Tinggi"


def test_other_names_for_the_same_limits():
    names = ("Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang")
    assert classify(80, PERMENDAGRI_86.rename(names)) == "Baik"
    with pytest.raises(ValueError):
        PERMENDAGRI_86.rename(names[:4])


def test_limits_that_do_not_fall_are_refused():
    rising = (Band("A", Decimal(50)), Band("B", Decimal(60)), Band("C", None))
    for bands in ((), rising, (Band("A", None), Band("B", Decimal(1)))):
        with pytest.raises(ValueError):
            Scale("x.y", bands)
