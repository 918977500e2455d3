import json

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.complaints import build_complaints
from kinerja_lib.synthetic.goals import build_goals
from kinerja_lib.synthetic.plan import END
from kinerja_lib.synthetic.sectors import build_sectors
from kinerja_lib.synthetic.service import build_service
from tests.synthetic.contract_form import SLUGS, broken_form, built_of, people_of

BUILDERS = (build_goals, build_service, build_complaints, build_sectors)


def _series(built, iku: str, unit: str) -> pd.DataFrame:
    table = built.tables["target_realisasi"]
    rows = table[table["iku_id"].eq(iku) & table["unit_id"].eq(unit)]
    cards = built.tables["iku"].set_index("iku_id")
    good = {"naik": 1, "turun": -1, "rentang": 0}[cards.loc[iku, "arah"]]
    return rows.assign(behind=(rows["rencana"] - rows["realisasi"]) * good)


@pytest.mark.parametrize("slug", SLUGS)
def test_tables_keep_the_form_of_their_contracts(slug):
    people = people_of(slug)
    assert broken_form(built_of(build_goals, slug), people) == []


def test_the_same_seed_gives_the_same_tables():
    first, again = (build_goals(people_of("jambi")) for _ in range(2))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert json.loads(json.dumps(first.truth)) == again.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_there_are_fewer_than_twenty_rows_for_each_employee(slug):
    rows = sum(len(t) for build in BUILDERS for t in built_of(build, slug).tables.values())
    assert rows < 20 * 300


def test_each_region_has_two_findings_that_no_other_has():
    names = {
        slug: {f["id"] for build in BUILDERS for f in built_of(build, slug).truth["findings"]}
        for slug in SLUGS
    }
    for slug, own in names.items():
        others = set().union(*(n for s, n in names.items() if s != slug))
        assert len(own - others) >= 2


def test_regions_have_own_indicators_and_jambi_most():
    cards = {slug: built_of(build_goals, slug).tables["iku"] for slug in SLUGS}
    assert all(table["iku_id"].iloc[0] == "IKU-01" and len(table) >= 12 for table in cards.values())
    assert max(cards, key=lambda slug: len(cards[slug])) == "jambi"
    assert len({tuple(table["nama"]) for table in cards.values()}) == len(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_indicators_leave_their_path_where_the_truth_says_and_nowhere_else(slug):
    built = built_of(build_goals, slug, 1500)
    truth = built.truth["target_realisasi"]
    assert len(truth["keluar_jalur"]) >= 2
    for drift in truth["keluar_jalur"]:
        rows = _series(built, drift["iku_id"], drift["unit_id"]).dropna(subset="behind")
        spread = rows.loc[rows["periode"] < "2025-10", "behind"].abs().max()
        # far behind the plan at the end, and not before the drift began
        assert rows["behind"].iloc[-1] > 2 * spread
        assert rows["behind"].iloc[-1] > rows["behind"].iloc[-4]
    for pair in truth["di_jalur"]:
        rows = _series(built, pair["iku_id"], pair["unit_id"]).dropna(subset="behind")
        usual = rows["realisasi"].sub(rows["rencana"]).abs().max()
        assert rows["behind"].tail(3).max() <= usual
        assert (rows["behind"].tail(6) <= 0).any() or rows["behind"].eq(0).all()


def test_the_slope_of_a_drift_is_the_one_stated():
    built = built_of(build_goals, "jambi")
    drift = built.truth["target_realisasi"]["keluar_jalur"][0]
    rows = _series(built, drift["iku_id"], drift["unit_id"])
    rows = rows[rows["periode"] >= drift["sejak"]]
    apart = (rows["realisasi"] - rows["rencana"]).to_numpy()
    # 0.8 noise units of 0.12 days a month, upwards
    assert drift["kemiringan"] == pytest.approx(0.096)
    assert np.polyfit(np.arange(len(apart)), apart, 1)[0] == pytest.approx(0.096, abs=0.02)


@pytest.mark.parametrize("slug", SLUGS)
def test_awkward_targets_and_values_are_there(slug):
    built = built_of(build_goals, slug)
    table, truth = built.tables["target_realisasi"], built.truth["target_realisasi"]
    zero = table[table["iku_id"] == truth["target_nol"]]
    assert (zero["target_atas"] == 0).all() and (zero["realisasi"] > 0).any()
    band = table[table["iku_id"] == truth["rentang"]]
    assert (band["target_bawah"] < band["target_atas"]).all()
    negative = truth["negatif"]
    where = table["iku_id"].eq(negative["iku_id"]) & table["periode"].eq(negative["periode"])
    assert (table.loc[where, "realisasi"] == negative["nilai"]).all() and where.any()
    absent = table[table["iku_id"] == truth["belum_dilaporkan"]["iku_id"]]
    assert absent["realisasi"].tail(2).isna().all() and absent["tanggal_lapor"].tail(2).isna().all()
    assert (table["realisasi"].isna() == table["tanggal_lapor"].isna()).all()
    assert table["tanggal_lapor"].max() <= pd.Timestamp(END)
    lower = built.tables["iku"].set_index("iku_id")["arah"].eq("turun")
    assert sorted(lower[lower].index) == sorted(truth["lebih_rendah_lebih_baik"])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_series_breaks_in_the_year_on_the_card(slug):
    built = built_of(build_goals, slug)
    cut = built.truth["tujuan"]["putus_seri"]
    cards = built.tables["iku"].set_index("iku_id")
    assert cards["putus_seri"].dropna().to_dict() == {cut["iku_id"]: cut["tahun"]}
    rows = built.tables["target_realisasi"]
    rows = rows[rows["iku_id"] == cut["iku_id"]].set_index("periode")["realisasi"].dropna()
    # 0.05 a half-year of usual change and noise of 0.05
    assert rows[rows.index >= "2025"].iloc[0] - rows[rows.index < "2025"].iloc[-1] == pytest.approx(
        0.5, abs=0.15
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_cards_and_goals_lack_what_the_truth_says(slug):
    built = built_of(build_goals, slug)
    truth, cards = built.truth["tujuan"], built.tables["iku"]
    assert all(truth["kartu_kosong"].values())
    assert "T-07" in truth["tujuan_tanpa_iku"] and len(truth["iku_tanpa_tujuan"]) == 2
    goals = built.tables["tujuan"]
    assert set(goals["induk_id"].dropna()) <= set(goals["tujuan_id"])
    bare = set(cards["iku_id"]) - set(built.tables["bukti"]["iku_id"])
    assert bare == set(built.truth["bukti"]["iku_tanpa_bukti"])
    assert built.tables["kebijakan"]["pelatihan_id"].isna().all()


@pytest.mark.parametrize("slug", SLUGS)
def test_values_agree_with_the_tables_they_come_from(slug):
    people = people_of(slug)
    built, survey = build_goals(people), build_service(people).tables["skm"]
    unit = people.units_of("kecamatan")[0]
    rows = survey[survey["unit_id"].eq(unit)]
    rows = rows[rows["tanggal"].between("2026-04-01", "2026-06-30")]
    table = built.tables["target_realisasi"].set_index(["iku_id", "unit_id", "periode"])
    shown = table.loc[("IKU-01", unit, "2026-TW2"), "realisasi"]
    answers = rows[[f"u{i}" for i in range(1, 10)]].astype(float).to_numpy()
    if len(rows):
        assert shown == pytest.approx(np.nanmean(answers) * 25, abs=0.006)
    else:
        assert np.isnan(shown)


@pytest.mark.parametrize("slug", SLUGS)
def test_activities_show_little_education_a_loaded_indicator_and_a_high_cost(slug):
    built = built_of(build_goals, slug, 3000)
    table, truth = built.tables["kegiatan"], built.truth["kegiatan"]
    lessons = table[table["jenis"].eq("penyuluhan") & table["tanggal"].ge("2025-10-01")]
    counts = lessons["unit_id"].value_counts()
    few = counts.get(truth["penyuluhan_sedikit"]["unit_id"], 0)
    assert (
        few <= 10
        and counts.drop(truth["penyuluhan_sedikit"]["unit_id"], errors="ignore").min() > 11
    )
    others = table[table["jenis"] != "penyuluhan"]
    loaded = truth["iku_kelebihan_beban"]
    assert others["iku_id"].eq(loaded["iku_id"]).mean() > loaded["paling_sedikit_bagian"] - 0.03
    high = truth["biaya_tinggi"]
    rows = table[table["jenis"] == high["jenis"]]
    cost = rows["realisasi_anggaran"] / rows["keluaran"]
    here = rows["unit_id"] == high["unit_id"]
    assert cost[here].median() / cost[~here].median() == pytest.approx(high["kali"], rel=0.1)


def test_jambi_reports_late_for_one_owner_and_wanggar_has_needs_without_plan():
    built = built_of(build_goals, "jambi")
    late = next(f for f in built.truth["findings"] if f["id"] == "pelaporan_terlambat")
    table = built.tables["target_realisasi"]
    rows = table[table["periode"].str.fullmatch(r"2025-(0\d|1[0-2])")]
    end = pd.to_datetime(rows["periode"]) + pd.offsets.MonthEnd(0)
    wait = (rows["tanggal_lapor"] - end).dt.days
    slow = rows["iku_id"].isin(late["ids"])
    assert wait[slow].median() - wait[~slow].median() == pytest.approx(40, abs=3)
    built = built_of(build_goals, "wanggar")
    bare = next(f for f in built.truth["findings"] if f["id"] == "kebutuhan_tanpa_rencana")
    needs = built.tables["kebutuhan_unit"]
    here = needs["unit_id"].isin(bare["ids"])
    assert here.sum() == 4 and needs.loc[here, ["pemilik_nip", "rencana"]].isna().all().all()
    assert needs.loc[~here, "rencana"].notna().mean() > 0.7
