"""Plans, stages, feedback, rewards and projects keep their contracts and hold what was planted."""

from functools import cache

import numpy as np
import pytest

from kinerja_lib.synthetic.allowance import build_allowance
from kinerja_lib.synthetic.capaian import PERIODS
from kinerja_lib.synthetic.cycle import build_cycle
from kinerja_lib.synthetic.feedback import build_feedback
from kinerja_lib.synthetic.goals import build_goals
from kinerja_lib.synthetic.observation import build_observation
from kinerja_lib.synthetic.plan import END, REGIONS, Built
from kinerja_lib.synthetic.plans import build_plans
from kinerja_lib.synthetic.population import Population, build_population
from kinerja_lib.synthetic.projects import build_projects
from kinerja_lib.synthetic.results import build_results
from kinerja_lib.synthetic.rewards import build_rewards
from tests.synthetic.contract_form import SLUGS, broken_form, people_of


def _build(people: Population) -> dict[str, Built]:
    results, goals = build_results(people), build_goals(people)
    return {
        "goals": goals,
        "plans": build_plans(people, goals.tables),
        "cycle": build_cycle(people, results.late),
        "feedback": build_feedback(people, results.predikat),
        "observation": build_observation(people),
        "rewards": build_rewards(people, results.predikat),
        "allowance": build_allowance(people, results.predikat),
        "projects": build_projects(people, goals.tables["bukti"]["bukti_id"].tolist()),
    }


@cache
def full(slug: str) -> tuple[Population, dict[str, Built]]:
    people = build_population(REGIONS[slug], 7)
    return people, _build(people)


@pytest.mark.parametrize("slug", SLUGS)
def test_all_tables_keep_their_contracts(slug):
    people = people_of(slug)
    built = _build(people)
    tables = {name: frame for part in built.values() for name, frame in part.tables.items()}
    own = {name: frame for name, frame in tables.items() if name not in built["goals"].tables}
    found = [
        text
        for part in built.values()
        if part is not built["goals"]
        for text in broken_form(Built(part.tables, {}), _with(people, tables))
    ]
    assert found == [] and len(own) == 16


def _with(people, tables):
    """The same people with more tables to refer to."""
    return type("Everyone", (), {"tables": people.tables | tables})()


@pytest.mark.parametrize("slug", SLUGS)
def test_weights_of_a_plan_add_up_to_100(slug):
    skp = _build(people_of(slug))["plans"].tables["skp"]
    main = skp[skp["jenis_kinerja"] == "utama"]
    sums = main.groupby(["nip", "periode"], observed=True)["bobot"].sum()
    assert sums.eq(100).all() and skp.loc[skp["jenis_kinerja"] == "tambahan", "bobot"].isna().all()


def test_reports_refer_to_the_plan_of_the_same_person():
    tables = full("mamuju")[1]["plans"].tables
    owner = tables["skp"].set_index("skp_id")["nip"].astype(str)
    log = tables["laporan_kinerja"].dropna(subset=["skp_id"])
    assert (owner[log["skp_id"].astype(str)].to_numpy() == log["nip"].astype(str)).all()
    assert (log["tanggal_lapor"] <= np.datetime64(END)).all()


def test_one_agency_of_jambi_hardly_links_its_work():
    people, built = full("jambi")
    log = built["plans"].tables["laporan_kinerja"].merge(people.pegawai[["nip", "unit_id"]])
    unit = log["unit_id"].isin(built["plans"].truth["findings"][0]["ids"])
    linked = log["skp_id"].notna()
    assert linked[unit].mean() < 0.25 and linked[~unit].mean() > 0.75


@pytest.mark.parametrize("slug", SLUGS)
def test_stages_are_dated_inside_the_year(slug):
    people = people_of(slug)
    stages = build_cycle(people, np.array([3, 5])).tables["tahap"]["tanggal"].dropna()
    assert stages.between("2026-01-01", "2026-09-30").all()


def test_late_units_are_late_with_the_stage_of_the_superior():
    people, built = full("kotabumi")
    tables, truth = built["cycle"].tables, built["cycle"].truth
    stages = tables["tahap"].merge(tables["kalender"], on=["periode", "tahap"])
    stages = stages.merge(people.pegawai[["nip", "unit_id"]])
    own = stages[stages["tahap"] == truth["unit_terlambat"]["tahap"]]
    late = (own["tanggal"] > own["selesai"]) | own["tanggal"].isna()
    there = own["unit_id"].isin(truth["unit_terlambat"]["unit_id"])
    assert len(truth["unit_terlambat"]["unit_id"]) == 4
    assert late[there].mean() > 0.95 and late[~there].mean() < 0.3


def test_feedback_of_overdue_units_comes_late_and_wanggar_became_faster():
    people, built = full("wanggar")
    table = built["feedback"].tables["umpan_balik"].merge(people.pegawai[["nip", "unit_id"]])
    lag = (table["tanggal"] - table["tanggal_kejadian"]).dt.days
    overdue = table["unit_id"].isin(built["feedback"].truth["umpan_balik_terlambat"]["unit_id"])
    before = table["tanggal_kejadian"] < "2026-01-01"
    assert lag[overdue].mean() > 25
    assert lag[before & ~overdue].mean() > 3 * lag[~before & ~overdue].mean()


def test_two_units_of_wanggar_held_no_dialogue_in_2026():
    people, built = full("wanggar")
    table = built["feedback"].tables["dialog_kinerja"].merge(people.pegawai[["nip", "unit_id"]])
    finding = next(f for f in built["feedback"].truth["findings"] if "dialog" in f["id"])
    held = table[table["periode"] == "2026"]["unit_id"]
    assert not held.isin(finding["ids"]).any()
    assert table[table["periode"] == "2025"]["unit_id"].isin(finding["ids"]).any()


def test_objections_rise_in_kotabumi_only():
    def ratio(slug):
        table = full(slug)[1]["feedback"].tables["keberatan"]
        years = table["periode"].astype(str).str[:4].value_counts()
        return (years["2026"] / 2) / (years["2025"] / 4)

    assert ratio("kotabumi") > 1.8 and ratio("jambi") < 1.6


def test_low_performers_of_two_units_got_no_coaching():
    built = full("jambi")[1]
    without = built["feedback"].truth["tanpa_pembinaan"]["nip"]
    assert without and not built["feedback"].tables["pembinaan"]["nip"].isin(without).any()


def test_one_observer_of_mamuju_scores_high():
    built = full("mamuju")[1]["observation"]
    table = built.tables["observasi"].astype({"pengamat_nip": str})
    lesson = ["guru_nip", "butir", "tanggal"]
    gap = table["skor"] - table.groupby(lesson, observed=True)["skor"].transform("mean")
    generous = built.truth["findings"][0]["ids"][0]
    means = gap.groupby(table["pengamat_nip"]).mean()
    assert means.idxmax() == generous and means[generous] > 0.2


def test_awards_of_mamuju_go_to_men_more_often():
    def share(slug):
        people, built = full(slug)
        given = people.pegawai["nip"].isin(built["rewards"].tables["penghargaan"]["nip"])
        return given.groupby(people.pegawai["jenis_kelamin"], observed=True).mean()

    assert share("mamuju")["L"] > 2 * share("mamuju")["P"]
    assert share("jambi")["L"] < 1.6 * share("jambi")["P"]


def test_only_named_payments_contradict_the_result():
    people, built = full("jambi")
    results = build_results(people)
    table = built["allowance"].tables["tpp"].astype({"nip": str, "periode": str})
    named = {(part["nip"], part["periode"]) for part in built["allowance"].truth["bertentangan"]}
    quarter = {"2026-07": "2026-TW2", "2026-08": "2026-TW2", "2026-09": "2026-TW2"}
    rows = table[table["periode"].isin(quarter)]
    place = {nip: row for row, nip in enumerate(people.nip)}
    result = results.predikat[PERIODS.index("2026-TW2"), rows["nip"].map(place)]
    poor, best = (result >= 3) & (rows["capaian"] > 95), (result == 0) & (rows["capaian"] < 60)
    found = {(row.nip, row.periode) for row in rows[poor | best].itertuples()}
    assert found == {pair for pair in named if pair[1] in quarter} and found


def test_late_projects_and_claims_without_evidence_are_named():
    built = full("jambi")[1]["projects"]
    projects = built.tables["proyek"].set_index("proyek_id")
    late = projects.loc[built.truth["proyek_terlambat"]]
    assert ((late["selesai"] > late["rencana_selesai"]) | late["selesai"].isna()).all()
    ideas = built.tables["inovasi"].set_index("inovasi_id")
    claims = ideas.loc[built.truth["findings"][0]["ids"]]
    assert (claims["tahap"] == "terapan").all() and claims["bukti_id"].isna().all()
    assert claims["unit_id"].nunique() == 1
    for first, second in built.truth["judul_ganda"]:
        assert ideas.loc[first, "judul"] == ideas.loc[second, "judul"]


def test_shares_of_a_project_add_up_to_100():
    members = full("andir")[1]["projects"].tables["anggota_proyek"]
    assert members.groupby("proyek_id")["bagian"].sum().eq(100).all()
