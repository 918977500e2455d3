"""Traps of indices and classes: rounded weights, and scales with holes between their classes."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import format_number
from kinerja_lib.publish.phrases import percent_quantity
from kinerja_lib.rules import ip_asn, pp30, pp46, skm
from kinerja_lib.rules.achievement_classes import AKIP, MALUKU_TENGAH, PERMENDAGRI_86, recap_classes
from kinerja_lib.rules.scales import GapRule, classify


def names_of(scale):
    """Names of the classes, the lowest first."""
    return [band.name for band in reversed(scale.bands)]


# Sums of answers of 29 people to nine elements; one office prints 91.48 and 90.56 for them
# (github.com/rennn9/GASPUL_BACKEND, rumus_perhitungan_ikm_lengkap.md).
TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)


def all_at(index):
    """Nine elements whose mean is the index of 25 to 100."""
    return dict.fromkeys((f"u{n}" for n in range(1, 10)), Decimal(str(index)) / 25)


def test_a_weight_of_0_11_makes_the_index_one_per_cent_too_low():
    elements = {f"u{n}": skm.Nrr(Fraction(total), 29) for n, total in enumerate(TOTALS, start=1)}
    exact = skm.compute_ikm(elements)
    short = skm.compute_ikm(elements, weight="0.11")
    # 955 / 29 / 9 * 25 = 91.47509...; 955 / 29 * 0.11 * 25 = 90.56034...
    assert (round(float(exact.index) * 25, 4), exact.value) == (91.4751, Decimal("91.48"))
    assert (round(float(short.index) * 25, 4), short.value) == (90.5603, Decimal("90.56"))
    assert (exact.weight, short.weight) == ("1/9", "0.11")  # a report prints which
    assert skm.compare_weights(elements) == ()  # both are A


@pytest.mark.parametrize(
    ("index", "weight", "exact", "short"),
    [
        # With 0.11 all of 88.31 to 89.19 falls from A to B, 76.61 to 77.37 from B to C.
        *((index, "0.11", "A", "B") for index in ("88.31", "88.75", "89.19")),
        *((index, "0.11", "B", "C") for index in ("76.61", "77.00", "77.37")),
        *((index, "0.11", "C", "D") for index in ("65.00", "65.65")),  # 65.65 * .99 = 64.99
        *((index, "0.111", "A", "B") for index in ("88.31", "88.39")),  # 88.39 * .999 = 88.30
    ],
)
def test_a_class_that_depends_on_the_weight_is_named(index, weight, exact, short):
    assert skm.compute_ikm(all_at(index)).mutu.mutu == exact
    others = {other.weight: other.mutu.mutu for other in skm.compare_weights(all_at(index))}
    assert others[weight] == short


@pytest.mark.parametrize("index", ["89.20", "77.38", "65.66", "100", "70"])
def test_a_class_that_does_not_depend_on_the_weight_gives_no_warning(index):
    # 89.20 * .99 = 88.308, 77.38 * .99 = 76.6062, 65.66 * .99 = 65.0034
    assert skm.compare_weights(all_at(index)) == ()


@pytest.mark.parametrize(
    ("index", "mutu"),
    [
        *(("88.30", "B"), ("88.304", "B"), ("88.305", "A"), ("88.31", "A")),
        *(("76.60", "C"), ("76.6049", "C"), ("76.605", "B"), ("76.61", "B")),
        *(("64.99", "D"), ("64.994", "D"), ("64.995", "C"), ("65.00", "C")),
    ],
)
def test_no_index_falls_into_the_hundredth_between_two_classes(index, mutu):
    assert skm.classify_ikm(Decimal(index)).mutu == mutu


@pytest.mark.parametrize(
    ("mean", "mutu"),
    # 3.5321 * 25 = 88.3025, 3.5322 * 25 = 88.305, 3.0642 * 25 = 76.605, 2.5997 * 25 = 64.9925
    [
        *(("3.5320", "B"), ("3.5321", "B"), ("3.5322", "A"), ("3.5324", "A")),
        *(("3.0640", "C"), ("3.0642", "B"), ("3.0644", "B")),
        *(("2.5996", "D"), ("2.5997", "D"), ("2.5998", "C"), ("2.60", "C")),
    ],
)
def test_no_mean_falls_between_two_printed_means(mean, mutu):
    assert skm.classify_nrr(Decimal(mean)).mutu == mutu


@pytest.mark.parametrize("score", [0, 5, 6, "0.99", "4.01", 25, 100])
def test_answers_on_another_scale_are_refused_and_never_rescaled(score):
    with pytest.raises(DataError, match="di luar 1–4"):
        skm.average_answers([3, 4, Decimal(str(score))])


# Each scale: its classes by a value, from where to where, and the classes from the lowest.
SCALES = {
    "ikm": (lambda v: skm.classify_ikm(v).mutu, (25, 100), "DCBA"),
    "ip asn 0-60, 61-70": (ip_asn.classify_index, (0, 100), names_of(ip_asn.CLASSES)),
    "pp46 51-60, 61-75": (pp46.classify_value, (0, 100), names_of(pp46.CLASSES)),
    "pp30": (lambda v: pp30.classify_value(v, new_idea=True), (0, 120), pp30.CLASSES[::-1]),
    "akip": (lambda v: classify(v, AKIP), (0, 100), names_of(AKIP)),
    "maluku tengah": (lambda v: classify(v, MALUKU_TENGAH), (0, 120), names_of(MALUKU_TENGAH)),
    **{
        f"lkjip <=90, 91 {gap}": (
            lambda v, gap=gap: classify(v, PERMENDAGRI_86, gap=gap),
            (0, 120),
            names_of(PERMENDAGRI_86),
        )
        for gap in GapRule
    },
}


@pytest.mark.parametrize("name", SCALES)
def test_every_hundredth_has_exactly_one_class_and_classes_never_fall(name):
    find_class, (low, high), classes = SCALES[name]
    found = [find_class(Decimal(n) / 100) for n in range(low * 100, high * 100 + 1)]
    places = [tuple(classes).index(one) for one in found]
    assert places == sorted(places) and set(places) == set(range(len(classes)))


@pytest.mark.parametrize(
    ("value", "lower", "rounded", "upper"),
    [
        ("90.5", "Tinggi", "Sangat Tinggi", "Sangat Tinggi"),
        ("90.4", "Tinggi", "Tinggi", "Sangat Tinggi"),
        ("75.01", "Sedang", "Sedang", "Tinggi"),
        ("65.99", "Rendah", "Sedang", "Sedang"),
        ("50.5", "Sangat Rendah", "Rendah", "Rendah"),
    ],
)
def test_the_rule_for_a_value_between_two_classes_is_chosen_and_not_left_open(
    value, lower, rounded, upper
):
    rules = (GapRule.LOWER, GapRule.ROUND_HALF_UP, GapRule.UPPER)
    found = [classify(Decimal(value), PERMENDAGRI_86, gap=rule) for rule in rules]
    assert found == [lower, rounded, upper]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("60.4", "Sangat Rendah"), ("60.5", "Rendah"), ("90.5", "Sangat Tinggi")],
)
def test_an_index_of_professionalism_between_60_and_61_has_a_class(value, expected):
    assert ip_asn.classify_index(Decimal(value)) == expected


def test_a_value_that_is_not_there_has_no_class():
    # The report of Sampang 2019 prints "n/a" where an indicator was not measured.
    assert classify(None, PERMENDAGRI_86) is None and ip_asn.classify_index(None) is None
    assert pp46.classify_value(None) is None and pp30.classify_value(None, new_idea=True) is None


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        # Complaints of Jambi in a press release of the ministry, 2020: 215 reports, of which 89
        # followed up, 77 closed, 12 in process. It cut 35.8 to 35 and rounded 5.6 to 6.
        ((89, 215), "41,4"),
        ((77, 215), "35,8"),
        ((12, 215), "5,6"),
        # Halves: 6.25 and 1.25 go up, as do all others; 0.05 is not 0,0 and 99.95 is not 100,0.
        ((1, 16), "6,3"),
        ((1, 80), "1,3"),
        ((3, 80), "3,8"),
        ((1, 2500), "0,04"),
        ((2499, 2500), "99,96"),
        ((2500, 2500), "100,0"),
    ],
)
def test_published_shares_follow_one_rule_of_rounding(counts, printed):
    share = percent_quantity(*counts)
    assert format_number(share.value, share.decimals) == printed


def test_a_table_of_shares_uses_the_same_rule():
    recap = recap_classes({"selesai": 77, "proses": 12, "lain": 126})
    assert recap.round_percent(1) == {
        "selesai": Decimal("35.8"),
        "proses": Decimal("5.6"),
        "lain": Decimal("58.6"),
    }
