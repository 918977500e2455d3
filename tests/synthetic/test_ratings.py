"""Ratings from several sources: planted raters are where the truth says, others are not."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.ratings import build_ratings
from tests.synthetic.contract_form import SLUGS, broken_form, people_of


@pytest.fixture(scope="module")
def jambi():
    built = build_ratings(build_population(REGIONS["jambi"], 7))
    table = built.tables["penilaian"]
    return table.astype({"dinilai": str, "penilai": str, "hubungan": str}), built.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_the_table_keeps_its_contract(slug):
    people = people_of(slug)
    assert broken_form(build_ratings(people), people) == []


def test_planted_raters_differ_from_the_others_in_their_own_way(jambi):
    table, truth = jambi
    superior = table[table["hubungan"] == "atasan"]
    whole = superior.groupby(["penilai", "dinilai", "periode"], observed=True)["nilai"]
    rated = whole.agg(["mean", "std"]).groupby("penilai")
    level, halo = rated["mean"].mean(), rated["std"].mean()
    spread = superior.groupby("penilai")["nilai"].std()
    kinds = pd.DataFrame(truth["penilai"]).groupby("jenis")["penilai"].agg(list)
    usual = level.drop([name for names in kinds for name in names])
    assert (level[kinds["longgar"]] > usual.mean() + 6).all()
    assert (level[kinds["ketat"]] < usual.mean() - 6).all()
    assert (spread[kinds["terpusat"]] < 3).all()
    assert (halo[kinds["halo"]] == 0).all() and (spread[kinds["halo"]] > 0).all()
    assert (superior.loc[superior["penilai"].isin(kinds["seragam"]), "nilai"] == 80).all()
    assert usual.std() < 4


def test_reciprocal_peers_give_each_other_full_marks_and_nobody_else_does(jambi):
    table, truth = jambi
    peers = table[table["hubungan"] == "rekan"]
    full = peers.groupby(["dinilai", "penilai"])["nilai"].min() == 100
    pairs = {frozenset(pair) for pair in truth["rekan_timbal_balik"]}
    assert {frozenset(pair) for pair in full.index[full]} == pairs and len(pairs) > 10


def test_the_people_named_lack_a_source_and_others_do_not(jambi):
    table, truth = jambi
    last = table[table["periode"] == "2026"]
    everyone = set(last["dinilai"])
    for source in ("diri", "atasan"):
        have = set(last.loc[last["hubungan"] == source, "dinilai"])
        missing = everyone - have
        named = set(truth["kekurangan_sumber"]["nip"][source])
        assert named <= missing and len(missing - named) <= 1, source  # the top has no superior


def test_only_andir_asks_citizens_and_its_district_heads_are_rated_low_from_below():
    built = build_ratings(build_population(REGIONS["andir"], 7))
    table = built.tables["penilaian"]
    assert "masyarakat" in set(table["hubungan"])
    finding = built.truth["findings"][0]
    means = table[table["dinilai"].isin(finding["ids"])].groupby("hubungan", observed=True)["nilai"]
    assert means.mean()["bawahan"] < means.mean()["atasan"] - 5


def test_teachers_of_kotabumi_rate_themselves_high():
    people = build_population(REGIONS["kotabumi"], 7)
    built = build_ratings(people)
    table = built.tables["penilaian"].query("hubungan == 'diri'")
    teachers = table["dinilai"].isin(built.truth["findings"][0]["ids"])
    gap = table.loc[teachers, "nilai"].mean() - table.loc[~teachers, "nilai"].mean()
    assert 7 < gap < 11


def test_ratings_are_whole_points_of_one_scale(jambi):
    values = jambi[0]["nilai"]
    assert values.between(40, 100).all() and np.issubdtype(values.dtype, np.integer)
