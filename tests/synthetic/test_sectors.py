import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.sectors import build_sectors
from tests.synthetic.contract_form import SLUGS, broken_form, built_of, people_of

IMMUNISATION = "Imunisasi dasar lengkap"


def _coverage(table: pd.DataFrame, year: str) -> pd.Series:
    rows = table[table["layanan"].eq(IMMUNISATION) & table["periode"].str.startswith(year)]
    return rows.groupby("unit_id")["dilayani"].sum() / rows.groupby("unit_id")["sasaran"].first()


@pytest.mark.parametrize("slug", SLUGS)
def test_tables_keep_the_form_of_their_contracts(slug):
    people = people_of(slug)
    assert broken_form(built_of(build_sectors, slug), people) == []


def test_the_same_seed_gives_the_same_tables():
    first, again = (build_sectors(people_of("jambi")) for _ in range(2))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert json.loads(json.dumps(first.truth)) == again.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_one_denominator_is_too_small_and_one_coverage_low(slug):
    built = built_of(build_sectors, slug)
    truth = built.truth["layanan_sektor"]
    coverage = _coverage(built.tables["layanan_sektor"], "2025")
    assert coverage[coverage > 1].index.tolist() == [truth["sasaran_meragukan"]]
    assert coverage[truth["cakupan_rendah"]] == pytest.approx(0.62, abs=0.08)
    planted = [truth[k] for k in ("sasaran_meragukan", "cakupan_rendah")]
    planted += [truth["cakupan_naik"]] if "cakupan_naik" in truth else []
    assert coverage.drop(planted).empty or coverage.drop(planted).min() > 0.75


def test_more_education_in_one_puskesmas_of_andir_came_before_more_coverage():
    built = built_of(build_sectors, "andir")
    unit = built.truth["layanan_sektor"]["cakupan_naik"]
    table = built.tables["layanan_sektor"]
    before = _coverage(table, "2025")[unit]
    # nine of twelve months of 2026
    after = _coverage(table, "2026")[unit] * 12 / 9
    assert after - before == pytest.approx(0.23, abs=0.1)


def test_one_area_of_mamuju_has_few_visits():
    built = built_of(build_sectors, "mamuju")
    table = built.tables["layanan_sektor"]
    rows = table[table["layanan"].eq("Rawat jalan") & table["periode"].str.startswith("2026")]
    visits = rows.groupby("unit_id")["dilayani"].sum() / rows.groupby("unit_id")["penduduk"].first()
    low = built.truth["layanan_sektor"]["akses_rendah"]
    assert visits[low] == pytest.approx(0.28 * 9 / 12, rel=0.05)
    assert visits.drop(low).min() > 1.8 * visits[low]


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("slug", SLUGS)
def test_infant_deaths_leave_the_funnel_in_one_area_only(slug, seed):
    for employees in (300, 3000):
        built = build_sectors(replace(people_of(slug, employees), seed=seed))
        sums = built.tables["kejadian"].groupby("kecamatan")[["kematian_bayi", "kelahiran_hidup"]]
        sums = sums.sum()
        rate = sums["kematian_bayi"].sum() / sums["kelahiran_hidup"].sum()
        expected = sums["kelahiran_hidup"] * rate
        # limits of 99.8 %: 3.09 standard deviations of a Poisson count
        z = (sums["kematian_bayi"] - expected) / np.sqrt(expected)
        outside = z[z.abs() > 3.09]
        assert outside.index.tolist() == [built.truth["kejadian"]["di_luar_batas"]]
        assert outside.iloc[0] > 0


def test_infant_mortality_of_one_area_of_jambi_fell():
    built = built_of(build_sectors, "jambi")
    table = built.tables["kejadian"].set_index("kecamatan").loc[built.truth["kejadian"]["turun"]]
    late = table["tahun"] >= 2024
    sums = table.groupby(late)[["kematian_bayi", "kelahiran_hidup"]].sum()
    rate = sums["kematian_bayi"] / sums["kelahiran_hidup"]
    assert rate[True] / rate[False] == pytest.approx(0.5 / 1.5, abs=0.2)


@pytest.mark.parametrize("slug", SLUGS)
def test_graduation_is_near_the_ceiling_but_for_the_schools_named(slug):
    built = built_of(build_sectors, slug)
    table, truth = built.tables["kelulusan"], built.truth["kelulusan"]
    sums = table.groupby(["unit_id", table["tahun"] == 2026])[["lulus", "peserta"]].sum()
    rate = (sums["lulus"] / sums["peserta"]).unstack()
    assert rate.loc[truth["rendah"]].mean() == pytest.approx(0.86, abs=0.05)
    fallen = truth.get("turun")
    if fallen:
        assert rate.loc[fallen, True] == pytest.approx(0.84, abs=0.08)
        assert rate.loc[fallen, False] > 0.95
    others = rate.drop([truth["rendah"], *([fallen] if fallen else [])])
    assert others.min().min() > 0.93


@pytest.mark.parametrize("slug", SLUGS)
def test_one_programme_has_low_participation(slug):
    built = built_of(build_sectors, slug)
    table, truth = built.tables["partisipasi"], built.truth["partisipasi"]
    sums = table.groupby("program")[["hadir", "sasaran"]].sum()
    rate = sums["hadir"] / sums["sasaran"]
    assert rate[truth["program_rendah"]] == pytest.approx(0.27, abs=0.05)
    assert rate.drop(truth["program_rendah"]).min() > 0.55
