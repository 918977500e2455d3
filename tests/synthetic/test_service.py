import json

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.plan import END
from kinerja_lib.synthetic.satisfaction import UNSUR
from kinerja_lib.synthetic.service import build_service
from kinerja_lib.synthetic.working_days import add_working_time, days_off, list_holidays
from tests.synthetic.contract_form import SLUGS, broken_form, built_of, people_of


def _ikm(rows: pd.DataFrame) -> float:
    return float(rows[list(UNSUR)].astype(float).mean().mean() * 25)


@pytest.mark.parametrize("slug", SLUGS)
def test_tables_keep_the_form_of_their_contracts(slug):
    people = people_of(slug)
    assert broken_form(built_of(build_service, slug), people) == []


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    first, again = (build_service(people_of("andir")) for _ in range(2))
    other = build_service(people_of("andir", seed=8))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert not first.tables["skm"].equals(other.tables["skm"])
    assert json.loads(json.dumps(first.truth)) == again.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_satisfaction_fell_where_the_truth_says(slug):
    built = built_of(build_service, slug, 1500)
    survey, truth = built.tables["skm"], built.truth["skm"]
    fall = truth["turun"]
    rows = survey[survey["unit_id"] == fall["unit_id"]]
    late = rows["tanggal"] >= pd.Timestamp(fall["sejak"])
    # 0.40 of a point on the scale 1..4 is 10 points of IKM
    assert _ikm(rows[late]) - _ikm(rows[~late]) == pytest.approx(-10, abs=4)
    few = truth["terlalu_sedikit"]
    assert (survey["unit_id"] == few["unit_id"]).sum() == few["kuesioner"]


def test_a_training_lifted_the_conduct_of_staff_in_one_unit_of_wanggar_only():
    built = built_of(build_service, "wanggar", 1500)
    survey, rise = built.tables["skm"], built.truth["skm"]["naik_sesudah_pelatihan"]

    def change(unit: str, unsur: str) -> float:
        rows = survey[survey["unit_id"] == unit]
        late = rows["tanggal"] >= pd.Timestamp(rise["sejak"])
        return float(rows.loc[late, unsur].mean() - rows.loc[~late, unsur].mean())

    assert change(rise["unit_id"], "u7") == pytest.approx(0.45, abs=0.15)
    assert abs(change(rise["pembanding"], "u7")) < 0.15
    assert abs(change(rise["unit_id"], "u4")) < 0.15


def test_answers_of_one_counter_and_day_resemble_each_other_as_stated():
    built = built_of(build_service, "jambi", 4000)
    rows = built.tables["skm"].assign(y=lambda t: t[list(UNSUR)].astype(float).mean(axis=1))
    rows = rows[rows["unit_id"] != built.truth["skm"]["turun"]["unit_id"]]
    rows = rows.assign(y=rows["y"] - rows.groupby("unit_id")["y"].transform("mean"))
    groups = rows.groupby(["unit_id", "loket", "tanggal"])["y"]
    size, mean = groups.size(), groups.mean()
    # one-way analysis of variance with unequal groups
    k, n = len(size), size.sum()
    between = float((size * mean**2).sum() / (k - 1))
    within = float(((rows["y"] - groups.transform("mean")) ** 2).sum() / (n - k))
    typical = (n - (size**2).sum() / n) / (k - 1)
    icc = (between - within) / (between + (typical - 1) * within)
    assert icc == pytest.approx(built.truth["skm"]["icc_rerata_responden"], abs=0.05)


@pytest.mark.parametrize("slug", SLUGS)
def test_each_kecamatan_has_its_own_lowest_element(slug):
    built = built_of(build_service, slug, 1500)
    survey, wrong = built.tables["skm"], []
    for unit, unsur in built.truth["skm"]["unsur_terendah"].items():
        rows = survey[
            (survey["unit_id"] == unit) & (survey["tanggal"] < pd.Timestamp("2026-01-15"))
        ]
        if len(rows) >= 60:
            means = rows[list(UNSUR)].astype(float).mean()
            wrong += [unit] if means.idxmin() != unsur else []
    assert wrong == []


def test_elements_may_be_unanswered_and_andir_has_a_kecamatan_without_answers_on_complaints():
    built = built_of(build_service, "andir")
    finding = next(f for f in built.truth["findings"] if f["id"] == "skm_u8_tidak_dijawab")
    survey = built.tables["skm"]
    here = survey["unit_id"].isin(finding["ids"])
    assert survey.loc[here, "u8"].isna().mean() == pytest.approx(0.56, abs=0.12)
    assert 0.005 < survey.loc[~here, "u8"].isna().mean() < 0.05


def _days_taken(log: pd.DataFrame, off: np.ndarray) -> pd.Series:
    """Working days from start to end, missing where still open, counted in whole days."""
    start, end = (log[c].to_numpy().astype("datetime64[D]") for c in ("mulai", "selesai"))
    known = ~np.isnat(end)
    days = np.busday_count(start, np.where(known, end, start), holidays=off).astype(float)
    return pd.Series(np.where(known, days, np.nan), index=log.index)


@pytest.mark.parametrize("slug", SLUGS)
def test_one_service_became_slower_and_open_requests_are_kept(slug):
    people = people_of(slug, 3000)
    built = build_service(people)
    log, slow = built.tables["layanan_log"], built.truth["layanan_log"]["layanan_melambat"]
    log = log.assign(days=_days_taken(log, days_off(slug)))
    rows = log[(log["unit_id"] == slow["unit_id"]) & (log["layanan"] == slow["layanan"])]
    late = rows["mulai"] >= pd.Timestamp(slow["sejak"])
    ratio = rows.loc[late, "days"].median() / rows.loc[~late, "days"].median()
    assert ratio == pytest.approx(slow["kali"], rel=0.35)
    start = log["mulai"].to_numpy().astype("datetime64[D]")
    assert np.is_busday(start, holidays=days_off(slug)).all()
    assert log["selesai"].isna().any() and log["selesai"].max() <= pd.Timestamp(END) + pd.Timedelta(
        days=1
    )


def test_kotabumi_alone_has_a_unit_whose_requests_pile_up():
    share = {}
    for slug in SLUGS:
        built = built_of(build_service, slug, 1500)
        log, unit = built.tables["layanan_log"], people_of(slug, 1500).units_of("kecamatan")
        recent = log[(log["mulai"] >= "2026-06-01") & (log["mulai"] < "2026-09-01")]
        share[slug] = (
            recent[recent["unit_id"].isin(unit)]
            .groupby("unit_id")["selesai"]
            .agg(lambda end: end.isna().mean())
        )
    pile = built_of(build_service, "kotabumi", 1500).truth["layanan_log"]["menumpuk"]
    assert share["kotabumi"][pile["unit_id"]] == pytest.approx(0.6, abs=0.15)
    assert max(s.drop(pile["unit_id"], errors="ignore").max() for s in share.values()) < 0.15


def test_a_technology_training_made_some_units_of_mamuju_faster():
    for slug in SLUGS:
        built = built_of(build_service, slug)
        work, truth = built.tables["proses_admin"], built.truth["proses_admin"]
        late = work["periode"] >= truth["sejak"]
        mean = np.log(work["waktu"]).groupby([work["unit_id"], late]).mean().unstack()
        change = (mean[True] - mean[False]).dropna()
        trained = change.index.isin(truth["unit_dilatih"])
        assert trained.any() == (slug == "mamuju")
        # 0.998 a month over 18 months: exp(-0.036) = 0.965 without any training
        assert np.exp(change[~trained].mean()) == pytest.approx(0.965, abs=0.03)
        if trained.any():
            ratio = np.exp(change[trained].mean() - change[~trained].mean())
            assert ratio == pytest.approx(0.75, abs=0.04)


def test_a_working_clock_skips_nights_weekends_and_holidays():
    off = np.array(["2026-08-17"], dtype="datetime64[D]")
    start = np.array(["2026-08-14T15:00", "2026-08-15T10:00", "2026-08-14T20:00", "NaT"])
    end = add_working_time(start.astype("datetime64[m]"), np.array([0.25, 1.0, 0.5, 1.0]), off)
    # Friday 15.00 and 2 hours: 1 hour on Friday, 1 on Tuesday, for Monday is a holiday;
    # a Saturday counts from Tuesday 08.00; Friday 20.00 counts from Tuesday 08.00.
    expected = ["2026-08-18T09:00", "2026-08-19T08:00", "2026-08-18T12:00", "NaT"]
    np.testing.assert_array_equal(end, np.array(expected, dtype="datetime64[m]"))


def test_fixed_holidays_are_exact_and_movable_ones_say_that_they_are_invented():
    table = list_holidays("andir").set_index("tanggal")
    for year in range(2023, 2027):
        for day in ("01-01", "05-01", "06-01", "08-17", "12-25"):
            assert "rekaan" not in table.loc[pd.Timestamp(f"{year}-{day}"), "keterangan"]
    assert table["keterangan"].str.contains("rekaan").sum() == len(table) - 20
