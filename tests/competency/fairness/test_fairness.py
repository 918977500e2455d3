"""Shares of need, value and cost by groups, by hand."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.competency.fairness.findings import NO_PLAN, find_fairness, find_heading
from kinerja_lib.competency.fairness.review import CONTRACT, UNKNOWN, join_small, review_fairness
from kinerja_lib.competency.fairness.tables import tabulate_fairness, trace
from kinerja_lib.privacy.withholding import WITHHELD, withhold_block
from tests.competency_evidence import make_evidence, person, units


def staff(number, prefix="A", **more):
    keys = {"jenis_kelamin": "L", "golongan": "III/a", "tanggal_lahir": "1985-10-01"}
    return [person(f"{prefix}{i:02d}", **(keys | more)) for i in range(number)]


def review(people, amounts, **options):
    evidence = make_evidence(pegawai=people, unit=units("U1", "U2"))
    index = pd.Index([p["nip"] for p in people])
    return review_fairness(evidence, pd.DataFrame(amounts, index=index), **options)


def shares(found, kind):
    return found.shares[found.shares["dasar"] == kind].set_index("kelompok")


def test_shares_by_hand():
    people = [*staff(10), *staff(30, "B", jenis_kelamin="P")]
    amounts = {"kebutuhan": [2, 1, 1, 4], "nilai": [1, 0, 0, 1], "biaya": [0, 0, 0, np.nan]}
    amounts = {name: np.repeat(values, 10) for name, values in amounts.items()}
    table = shares(review(people, amounts), "jenis_kelamin")
    assert table.loc["laki-laki", ["n", "orang", "kebutuhan", "nilai"]].tolist() == [10, 25, 25, 50]
    assert table.loc["perempuan", "rasio"] == pytest.approx(50 / 75)
    assert table["biaya"].isna().all()  # nothing was spent, so there is nothing to share


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("1995-10-01", "sampai 30 tahun"),  # 30 until the day after the reference date
        ("1995-09-30", "31 sampai 40 tahun"),
        ("1985-09-30", "41 sampai 50 tahun"),
        ("1970-01-01", "51 tahun atau lebih"),
        (None, UNKNOWN),
    ],
)
def test_age_is_counted_on_the_day_of_the_data(born, band):
    found = review(staff(1, tanggal_lahir=born), {"kebutuhan": [1]})
    assert found.groups["usia"].tolist() == [band]


@pytest.mark.parametrize(
    ("rank", "group"), [("III/d", "III"), ("IX", CONTRACT), ("IV", CONTRACT), (None, UNKNOWN)]
)
def test_golongan_of_pns_and_of_pppk_are_not_mixed(rank, group):
    assert review(staff(1, golongan=rank), {"kebutuhan": [1]}).groups["golongan"].tolist() == [
        group
    ]


def test_a_group_with_far_less_value_than_need_is_named_if_large_enough():
    people = [*staff(10), *staff(10, "B", unit="U2"), *staff(9, "C", jenis_kelamin="P")]
    need, value = np.ones(29), np.r_[np.ones(10), np.full(10, 0.2), np.zeros(9)]
    found = review(people, {"kebutuhan": need, "nilai": value})
    sentence, why = find_fairness(found)
    assert (
        sentence.sentence() == "Unit: Unit U2 menerima kurang dari 70% bagian menurut kebutuhannya."
    )
    assert why.id == "keadilan-sebab" and find_heading(found).outcome == "sebagian"
    fair = review(people, {"kebutuhan": need, "nilai": need})
    assert [find_heading(fair).outcome, *(f.outcome for f in find_fairness(fair))] == [
        "tidak satu pun"
    ] * 2


def test_groups_are_named_kind_by_kind_and_bands_of_age_go_up():
    born = ["2000-01-01"] * 12 + ["1990-01-01"] * 12 + ["1960-01-01"] * 12
    people = [*staff(12), *staff(12, "B", jenis_kelamin="P"), *staff(12, "C", unit="U2")]
    people = [row | {"tanggal_lahir": day} for row, day in zip(people, born, strict=True)]
    value = np.r_[np.ones(24), np.full(12, 0.1)]
    found = review(people, {"kebutuhan": np.ones(36), "nilai": value})
    ages = found.shares.loc[found.shares["dasar"] == "usia", "kelompok"].tolist()
    assert ages == ["sampai 30 tahun", "31 sampai 40 tahun", "51 tahun atau lebih"]
    assert [f.id for f in find_fairness(found)] == [
        "keadilan-rasio-unit",
        "keadilan-rasio-usia",
        "keadilan-sebab",
    ]


def test_before_a_plan_only_need_is_shown():
    found = review(staff(12), {"kebutuhan": np.arange(12)})
    assert find_fairness(found)[0].outcome == NO_PLAN
    assert "nilai" not in tabulate_fairness(found)[0].columns
    assert len(trace(found)) == 1


@pytest.mark.parametrize("number", [0, 3])
def test_nothing_to_share_is_said(number):
    found = review(staff(number), {"kebutuhan": np.zeros(number)})
    assert find_fairness(found)[0].outcome == "tidak dapat dihitung"
    assert bool(tabulate_fairness(found)) == bool(number)


def test_a_single_small_group_is_joined_with_the_next_so_that_it_does_not_follow():
    people = [*staff(20), *staff(12, "B", status="PPPK"), *staff(4, "C", status="CPNS")]
    found = review(people, {"kebutuhan": np.ones(36)})
    # 36 - 20 - 12 would give the 4 CPNS; 12 + 4 = 16 do not.
    assert shares(found, "status")["n"].to_dict() == {"CPNS + PPPK": 16, "PNS": 20}
    table = withhold_block(tabulate_fairness(found)[-1].to_json(), "public")
    assert all(WITHHELD not in row for row in table["rows"])


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ((20, 6, 5), {"A": 20, "B": 6, "C": 5}),  # 11 together: only their sum follows
        ((20, 3, 2), {"A + B + C": 25}),  # 5 together would follow
        ((20, 12, 3, 2), {"A": 20, "B + C + D": 17}),
        ((12, 11), {"A": 12, "B": 11}),
        ((4,), {"A": 4}),
    ],
)
def test_small_groups_stay_apart_only_where_their_sum_may_be_known(sizes, rows):
    names = pd.Series(
        [name for name, size in zip("ABCD", sizes, strict=False) for _ in range(size)]
    )
    assert join_small(names).value_counts().to_dict() == rows


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        review(staff(1), {"nilai": [-1]})


def test_a_share_of_cost_that_one_person_makes_up_is_withheld_and_its_parts_are_not_published():
    people = [*staff(12), *staff(12, "B", jenis_kelamin="P")]
    cost = [60.0, *[4.0] * 11, *[8.0] * 12]  # 60 of 104 is more than half
    table = next(t for t in tabulate_fairness(review(people, {"kebutuhan": [1] * 24,
                 "biaya": cost})) if t.id == "keadilan-jenis-kelamin")  # fmt: skip
    shown = withhold_block(table.to_json(), "public")
    place = [c["name"] for c in shown["columns"]].index("biaya")
    assert [row[place] for row in shown["rows"]] == [WITHHELD, pytest.approx(100 * 96 / 200)]
    assert shown["reasons"] == [[0, "biaya", "dominasi"]] and not shown["helpers"]
    assert table.frame["biaya_1"].tolist() == pytest.approx([30.0, 4.0])
    assert table.frame["biaya_2"].tolist() == pytest.approx([2.0, 4.0])
