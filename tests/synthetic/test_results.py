"""Results follow the matrix and the guide, but for what was planted."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.plan import QUARTERS, REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.results import build_results
from tests.synthetic.contract_form import SLUGS, broken_form, people_of


@pytest.fixture(scope="module")
def made():
    return {slug: build_results(people_of(slug)) for slug in SLUGS}


@pytest.fixture(scope="module")
def jambi():
    people = build_population(REGIONS["jambi"], 7)
    return people, build_results(people)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_tables_keep_their_contracts(slug, made):
    assert broken_form(made[slug].built, people_of(slug)) == []


def test_each_predikat_is_the_cell_of_the_official_matrix(jambi):
    table = jambi[1].built.tables["hasil_penilaian"].dropna(subset=["predikat"])
    below, meets, above = "di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi"
    matrix = {
        (above, above): "Sangat Baik", (above, meets): "Baik", (above, below): "Kurang",
        (meets, above): "Baik", (meets, meets): "Baik", (meets, below): "Kurang",
        (below, above): "Butuh Perbaikan", (below, meets): "Butuh Perbaikan",
        (below, below): "Sangat Kurang",
    }  # fmt: skip
    pairs = zip(table["hasil_kerja"], table["perilaku"], strict=True)
    assert [matrix[pair] for pair in pairs] == table["predikat"].tolist()
    assert set(table["predikat"]) == set(matrix.values())


def _shares(result, periods):
    """Share of each predikat by unit and quarter, with people and achievement of the unit."""
    table = result.built.tables["hasil_penilaian"].dropna(subset=["predikat"])
    table = table[table["periode"].isin(periods)].astype(str)
    shares = pd.crosstab([table["unit_id"], table["periode"]], table["predikat"])
    people = shares.sum(axis=1)
    units = result.built.tables["capaian_unit"].astype(str).set_index(["unit_id", "periode"])
    return shares.div(people, axis=0).assign(n=people).join(units["capaian"], how="inner")


def test_only_the_planted_unit_lies_outside_the_guide(jambi):
    shares = _shares(jambi[1], QUARTERS)
    large = shares[shares["n"] >= 10]
    baik, best = large["capaian"] == "Baik", large["capaian"] == "Istimewa"
    low = large[["Butuh Perbaikan", "Kurang", "Sangat Kurang"]].sum(axis=1)
    outside = (baik & ((large["Baik"] > 0.7001) | (low == 0))) | (
        best & (large["Sangat Baik"] > 0.7001)
    )
    outside |= (large["capaian"] == "Butuh Perbaikan") & (
        (large["Sangat Baik"] > 0.1001) | (large["Butuh Perbaikan"] < 0.5999)
    )
    planted = jambi[1].built.truth["unit_di_luar_panduan"]
    found = set(large.index[outside | ((large["Sangat Baik"] > 0.7) & baik)])
    assert found == {(planted["unit_id"], period) for period in planted["periode"]}


def test_a_head_is_rated_by_the_achievement_of_the_unit(jambi):
    people, result = jambi
    table = result.built.tables["hasil_penilaian"]
    table = table[table["periode"].isin(["2026-TW1"])]
    heads = people.pegawai.loc[people.staff.head, "nip"]
    own = table[table["nip"].isin(heads)].merge(
        result.built.tables["capaian_unit"].query("periode == '2026-TW1'"), on="unit_id"
    )
    expected = own["capaian"].map({"Istimewa": "di atas ekspektasi", "Baik": "sesuai ekspektasi"})
    expected = expected.fillna("di bawah ekspektasi")
    assert len(own) > 50 and (own["hasil_kerja"].astype(str) == expected).all()


def test_a_year_lies_between_its_quarters_but_for_the_planted_people(jambi):
    people, result = jambi
    quarters = [place for place, name in enumerate(QUARTERS) if name.startswith("2025")]
    before, year = result.predikat[quarters], result.predikat[-1]
    best = np.where(before < 0, 9, before).min(axis=0)
    better = (year >= 0) & (year < best)
    assert set(people.nip[better]) == set(result.built.truth["tahunan_tidak_didukung"]["nip"])


def test_people_are_counted_in_the_unit_they_belonged_to_at_the_end_of_the_period(jambi):
    people, result = jambi
    table = result.built.tables["hasil_penilaian"]
    split = people.truth["unit_dibagi"]
    before = set(table.loc[table["periode"] == "2024-TW4", "unit_id"])
    after = set(table.loc[table["periode"] == "2025-TW1", "unit_id"])
    assert split["lama"] in before and not before & set(split["baru"])
    assert split["lama"] not in after and set(split["baru"]) <= after


def test_late_units_have_not_finished_the_last_quarter(jambi):
    result = jambi[1]
    late = result.built.truth["unit_terlambat"]["unit_id"]
    table = result.built.tables["hasil_penilaian"]
    waiting = table[table["status"] == "diajukan"]
    assert set(waiting["unit_id"]) == set(late)
    assert waiting["predikat"].isna().all() and set(waiting["periode"]) == {"2026-TW3"}


def test_people_with_a_trend_decline_or_improve(jambi):
    people, result = jambi
    for name, sign in (("menurun", 1), ("membaik", -1)):
        own = result.predikat[:, np.isin(people.nip, result.built.truth[name])].astype(float)
        own = np.where(own < 0, np.nan, own)
        change = np.nanmean(own[8:12]) - np.nanmean(own[:4])
        assert sign * change > 0.4, name


def test_computer_staff_of_andir_have_lower_results():
    people = build_population(REGIONS["andir"], 7)
    table = build_results(people).built.tables["hasil_penilaian"].dropna(subset=["predikat"])
    posts = people.pegawai.merge(people.jabatan[["jabatan_id", "nama"]], on="jabatan_id")
    own = set(posts.loc[posts["nama_y"] == "Pranata Komputer Ahli Pertama", "nip"])
    low = table["predikat"].isin(["Butuh Perbaikan", "Kurang"])
    theirs = table["nip"].isin(own)
    assert low[theirs].mean() > 2.5 * low[~theirs].mean()
