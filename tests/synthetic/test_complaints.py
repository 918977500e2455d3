import json

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.complaints import build_complaints
from kinerja_lib.synthetic.plan import END
from kinerja_lib.synthetic.working_days import days_off
from tests.synthetic.contract_form import SLUGS, broken_form, built_of, people_of


def _working_days(cases: pd.DataFrame, first: str, last: str, slug: str) -> pd.Series:
    begin, end = (cases[c].to_numpy().astype("datetime64[D]") for c in (first, last))
    known = ~(np.isnat(begin) | np.isnat(end))
    days = np.busday_count(begin[known], end[known], holidays=days_off(slug))
    return pd.Series(days, index=cases.index[known])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_table_keeps_the_form_of_its_contract(slug):
    people = people_of(slug)
    assert broken_form(built_of(build_complaints, slug), people) == []


def test_the_same_seed_gives_the_same_table():
    first, again = (build_complaints(people_of("mamuju")) for _ in range(2))
    pd.testing.assert_frame_equal(first.tables["pengaduan"], again.tables["pengaduan"])
    assert json.loads(json.dumps(first.truth)) == again.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_states_and_moments_agree(slug):
    cases = built_of(build_complaints, slug, 2000).tables["pengaduan"]
    closed = cases["status"].eq("selesai")
    assert (cases["selesai"].notna() == closed).all()
    waiting = cases["status"].eq("belum ditindaklanjuti")
    assert cases.loc[waiting, "respons"].isna().all()
    assert cases.loc[waiting, "diteruskan"].notna().all()
    assert (cases["masuk"] < pd.Timestamp(END) + pd.Timedelta(days=1)).all()
    assert not cases.loc[~closed, "dibuka_kembali"].any()


@pytest.mark.parametrize("slug", SLUGS)
def test_one_unit_never_answers_one_has_a_backlog_and_one_reopens(slug):
    built = built_of(build_complaints, slug, 2000)
    cases, truth = built.tables["pengaduan"], built.truth["pengaduan"]
    silent = cases["unit_id"] == truth["tanpa_respons"]
    assert silent.any() and cases.loc[silent, "respons"].isna().all()
    old = cases[cases["masuk"] < pd.Timestamp("2026-01-01")]
    backlog = old["unit_id"].eq(truth["menumpuk"])
    others = ~backlog & old["unit_id"].notna() & old["unit_id"].ne(truth["tanpa_respons"])
    assert old.loc[backlog, "selesai"].isna().mean() == pytest.approx(0.55, abs=0.12)
    assert old.loc[others, "selesai"].isna().mean() < 0.05
    closed = cases[cases["status"].eq("selesai")]
    often = closed["unit_id"].eq(truth["sering_dibuka"])
    assert closed.loc[often, "dibuka_kembali"].mean() == pytest.approx(0.25, abs=0.1)
    assert closed.loc[~often, "dibuka_kembali"].mean() == pytest.approx(0.04, abs=0.03)


@pytest.mark.parametrize("slug", SLUGS)
def test_few_categories_make_most_complaints(slug):
    built = built_of(build_complaints, slug, 2000)
    shares = built.tables["pengaduan"]["kategori"].value_counts(normalize=True)
    assert shares.index[:3].tolist() == built.truth["pengaduan"]["urutan_kategori"][:3]
    assert shares.iloc[:3].sum() == pytest.approx(0.72, abs=0.05)


def test_online_complaints_of_mamuju_are_answered_sooner_since_the_channel_is_joined():
    for slug in ("mamuju", "kotabumi"):
        cases = built_of(build_complaints, slug, 4000).tables["pengaduan"]
        cases = cases.assign(wait=_working_days(cases, "diteruskan", "respons", slug))
        late = cases["masuk"] >= pd.Timestamp("2025-10-01")
        online = cases["kanal"].eq("aplikasi daring")
        mean = cases.groupby([online, late])["wait"].mean()
        ratio = mean[True, True] / mean[True, False]
        other = mean[False, True] / mean[False, False]
        assert other == pytest.approx(1, abs=0.15)
        assert ratio == pytest.approx(0.4 if slug == "mamuju" else 1, abs=0.15)
