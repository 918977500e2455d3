import json
from functools import cache

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.competency import PER_RATER, TECHNICAL_SHORT, build_competency
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.standards import TECHNICAL, base_levels
from kinerja_lib.tables.choices import COMPETENCIES
from tests.synthetic.contract_form import SLUGS, broken_form, people_of


@cache
def built_for(slug: str, employees: int = 300) -> Built:
    return build_competency(people_of(slug, employees))


def _gaps(slug: str, employees: int) -> pd.DataFrame:
    """Latest rating minus latest standard: people x nine competencies, missing where not rated."""
    tables = built_for(slug, employees).tables
    staff = people_of(slug, employees).pegawai[["nip", "jabatan_id"]]
    text = [
        tables[name].assign(kompetensi=tables[name]["kompetensi"].astype(str))
        for name in ("kompetensi", "standar_kompetensi")
    ]
    rated = text[0].sort_values("tanggal").drop_duplicates(["nip", "kompetensi"], keep="last")
    needed = text[1][text[1]["berlaku_sejak"] <= pd.Timestamp(END)].sort_values("berlaku_sejak")
    needed = needed.drop_duplicates(["jabatan_id", "kompetensi"], keep="last")
    both = rated.merge(staff, on="nip").merge(
        needed, on=["jabatan_id", "kompetensi"], suffixes=("", "_perlu")
    )
    both["gap"] = both["tingkat"] - both["tingkat_perlu"]
    return both.pivot(index="nip", columns="kompetensi", values="gap")[list(COMPETENCIES)]


def _groups(slug: str, employees: int) -> pd.Series:
    listed = built_for(slug, employees).truth["groups"]
    return pd.Series({nip: row["group"] for row in listed for nip in row["nip"]})


@pytest.mark.parametrize("slug", SLUGS)
def test_tables_keep_the_form_of_their_contracts(slug):
    assert broken_form(built_for(slug), people_of(slug)) == []


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    first, again = (build_competency(people_of("jambi")) for _ in range(2))
    other = build_competency(people_of("jambi", seed=8))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert not first.tables["kompetensi"].equals(other.tables["kompetensi"])
    assert json.loads(json.dumps(first.truth)) == again.truth


def test_posts_require_the_levels_of_the_base_standard():
    posts = pd.DataFrame(
        [
            ("pelaksana", None), ("pengawas", None), ("administrator", None),
            ("jpt pratama", None), ("jpt madya", None), ("fungsional", "ahli pertama"),
            ("fungsional", "ahli muda"), ("fungsional", "ahli madya"), ("fungsional", "terampil"),
        ],
        columns=["jenis", "jenjang"],
    )  # fmt: skip
    assert base_levels(posts)[:, 0].tolist() == [1, 2, 3, 4, 5, 2, 3, 4, 1]
    utama = base_levels(pd.DataFrame({"jenis": ["fungsional"], "jenjang": ["ahli utama"]}))[0]
    assert utama.sum() == 38
    assert utama[0] == utama[-1] == 5  # Integritas and Perekat bangsa


@pytest.mark.parametrize(("slug", "least"), [("wanggar", 0.95), ("andir", 0.7)])
def test_people_lie_nearest_to_the_centre_of_their_own_group(slug, least):
    gaps, group = _gaps(slug, 2000).dropna(), _groups(slug, 2000)
    group = group.reindex(gaps.index)
    gaps, group = gaps[group > 0], group[group > 0]
    centres = gaps.groupby(group).mean()
    distance = ((gaps.to_numpy()[:, None] - centres.to_numpy()[None]) ** 2).sum(axis=2)
    assert (centres.index[distance.argmin(axis=1)] == group).mean() > least


def test_group_deficits_are_those_of_the_truth():
    gaps, group = _gaps("wanggar", 4000), _groups("wanggar", 4000)
    for row in built_for("wanggar", 4000).truth["groups"][1:]:
        means = gaps.loc[gaps.index.intersection(row["nip"])].mean()
        for name, deficit in row["deficits"].items():
            # ratings end at 1, which shortens large deficits a little
            assert means[name] == pytest.approx(0.5 - deficit, abs=0.2)
        others = means.drop(list(row["deficits"]))
        assert (others > 0.2).all()
    none = gaps.loc[gaps.index.intersection(group.index[group == 0])]
    assert none.min().min() >= 0


def test_kotabumi_has_no_structure_and_leaves_out_posts_of_level_1():
    gaps = _gaps("kotabumi", 6000)
    correlation = gaps.corr().to_numpy()[np.triu_indices(9, 1)]
    # 36 correlations of about 3 000 people: standard error 0.02 each, 0.003 for their mean
    assert abs(correlation.mean()) < 0.015
    assert np.abs(correlation).max() < 0.08
    people, truth = people_of("kotabumi", 6000), built_for("kotabumi", 6000).truth
    unrated = set(truth["findings"][0]["ids"])
    assert unrated
    assert not unrated & set(built_for("kotabumi", 6000).tables["kompetensi"]["nip"])
    post = people.pegawai.set_index("nip").loc[list(unrated), "jabatan_id"]
    kinds = people.jabatan.set_index("jabatan_id").loc[post]
    assert set(kinds["jenis"]) == {"pelaksana", "fungsional"}


def test_mamuju_differs_in_height_only_and_its_strict_raters_stand_out():
    gaps = _gaps("mamuju", 2000)
    correlation = gaps.corr().to_numpy()[np.triu_indices(9, 1)]
    assert correlation.min() > 0.6
    ratings = (
        built_for("mamuju", 2000)
        .tables["kompetensi"]
        .merge(gaps.mean(axis=1).rename("gap"), left_on="nip", right_index=True)
    )
    by_rater = ratings.groupby("penilai", observed=True)["gap"].mean()
    strict = built_for("mamuju", 2000).truth["findings"][0]["ids"]
    assert (by_rater[strict] < by_rater.quantile(0.3)).all()
    people = ratings.groupby("penilai", observed=True)["nip"].nunique()
    assert people.max() <= PER_RATER


def test_jambi_has_groups_and_a_shift_of_all_competencies():
    severity = built_for("jambi", 2000).truth["severity"]
    shift = pd.Series(severity["levels"], severity["nip"])
    gaps, group = _gaps("jambi", 2000), _groups("jambi", 2000)
    within = gaps.mean(axis=1) - gaps.mean(axis=1).groupby(group).transform("mean")
    need = group.reindex(within.index) > 0
    assert within[need].corr(shift.reindex(within.index)[need]) > 0.8
    assert _groups("jambi", 2000).nunique() == 7


@pytest.mark.parametrize("slug", SLUGS)
def test_missing_old_and_skipped_ratings_are_as_stated(slug):
    people, built = people_of(slug, 2000), built_for(slug, 2000)
    ratings = built.tables["kompetensi"]
    managerial = ratings[ratings["kompetensi"].isin(COMPETENCIES)]
    latest = managerial.groupby("nip")["tanggal"].max()
    limit = pd.Timestamp(END) - pd.DateOffset(years=3)
    assert set(latest.index[latest < limit]) == set(built.truth["expired"])
    assert 0.02 < len(built.truth["expired"]) / len(latest) < 0.12
    now = managerial[managerial["tanggal"] == managerial["nip"].map(latest)]
    assert 1 - len(now) / (9 * len(latest)) == pytest.approx(0.05, abs=0.01)
    for unit in built.truth["unit_that_skipped"]:
        members = people.nip[people.members(unit)]
        assert len(members) and not set(members) & set(ratings["nip"])
    appointed = people.pegawai.set_index("nip")["tmt_pegawai"]
    assert (ratings["tanggal"] >= ratings["nip"].map(appointed)).all()


@pytest.mark.parametrize("slug", TECHNICAL_SHORT)
def test_the_technical_shortfall_of_one_field_is_larger_than_usual(slug):
    field, chance = TECHNICAL_SHORT[slug]
    built = built_for(slug, 4000)
    needed = built.tables["standar_kompetensi"]
    needed = needed[needed["berlaku_sejak"] <= pd.Timestamp(END)]
    staff = people_of(slug, 4000).pegawai[["nip", "jabatan_id"]]
    rows = built.tables["kompetensi"].assign(
        kompetensi=lambda frame: frame["kompetensi"].astype(str)
    )
    rows = rows.merge(staff, on="nip").merge(
        needed.assign(kompetensi=needed["kompetensi"].astype(str)),
        on=["jabatan_id", "kompetensi"],
        suffixes=("", "_perlu"),
    )
    technical = rows[~rows["kompetensi"].isin(COMPETENCIES)]
    short = technical["tingkat"] < technical["tingkat_perlu"]
    own = technical["kompetensi"].isin(TECHNICAL[field])
    assert short[own].mean() == pytest.approx(chance, abs=0.08)
    assert short[~own].mean() == pytest.approx(0.2, abs=0.05)
    assert set(built.truth["findings"][0]["ids"]) == set(technical.loc[own & short, "nip"])


def test_frontline_staff_of_wanggar_fall_short_in_service_more_often():
    people, group = people_of("wanggar", 4000), _groups("wanggar", 4000)
    front = people.jabatan.set_index("jabatan_id")["garis_depan"]
    post = people.pegawai.set_index("nip")["jabatan_id"].reindex(group.index)
    serves = front.reindex(post).to_numpy(dtype=bool)
    assert (group[serves] == 1).mean() == pytest.approx(0.5, abs=0.04)
    assert (group[~serves] == 1).mean() == pytest.approx(0.26, abs=0.04)


@pytest.mark.parametrize("slug", SLUGS)
def test_standards_of_later_days_ask_one_level_more_of_the_posts_of_the_truth(slug):
    built = built_for(slug)
    rows = built.tables["standar_kompetensi"].astype({"jabatan_id": str, "kompetensi": str})
    keys = ["jabatan_id", "kompetensi"]
    later = rows[rows["berlaku_sejak"] > pd.Timestamp(END)]
    today = rows.drop(later.index).sort_values("berlaku_sejak").drop_duplicates(keys, keep="last")
    both = later.merge(today, on=keys, suffixes=("", "_kini"))
    assert len(both) == len(later) > 0
    assert (both["tingkat"] == both["tingkat_kini"] + 1).all()
    planted = built.truth["future_standards"]
    assert sum(len(row["jabatan_id"]) for row in planted) == len(later)
    assert {(r["kompetensi"], r["berlaku_sejak"]) for r in planted} == {
        (r.kompetensi, str(r.berlaku_sejak.date())) for r in later.itertuples()
    }
