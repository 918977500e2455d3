import json
from functools import cache

import pandas as pd
import pytest

from kinerja_lib.synthetic.outreach import MISSED_KIND, build_outreach, units_not_reached
from kinerja_lib.synthetic.plan import END, Built
from tests.synthetic.contract_form import SLUGS, broken_form, people_of


@cache
def built_for(slug: str, employees: int = 300) -> Built:
    return build_outreach(people_of(slug, employees))


def _scored(built: Built) -> pd.DataFrame:
    rows = built.tables["peserta_sosialisasi"].merge(
        built.tables["sosialisasi"], on="sosialisasi_id"
    )
    return rows.assign(gain=rows["pemahaman_sesudah"] - rows["pemahaman_sebelum"])


@pytest.mark.parametrize("slug", SLUGS)
def test_tables_keep_the_form_of_their_contracts(slug):
    assert broken_form(built_for(slug), people_of(slug)) == []


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    first, again = (build_outreach(people_of("jambi")) for _ in range(2))
    other = build_outreach(people_of("jambi", seed=8))
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert not first.tables["sosialisasi"].equals(other.tables["sosialisasi"])
    assert json.loads(json.dumps(first.truth)) == again.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_one_topic_is_understood_better_and_another_is_not(slug):
    built = built_for(slug, 3000)
    rows = _scored(built)
    effective, idle = built.truth["topics"]
    assert effective["gain"] >= 10
    assert idle["gain"] == 0
    for topic in (effective, idle):
        own = rows[(rows["topik"] == topic["topik"]) & (rows["kanal"] == "tatap muka")]
        gain = own["gain"].dropna()
        # limits of 0 and 100 points cut a few scores
        error = 4 * gain.std() / len(gain) ** 0.5
        assert abs(gain.mean() - topic["gain"]) < error + 0.3
        assert own["pemahaman_sebelum"].mean() == pytest.approx(topic["level_before"], abs=2)


def test_online_sessions_of_mamuju_keep_a_third_of_the_gain():
    built = built_for("mamuju", 3000)
    topic = built.truth["topics"][0]
    rows = _scored(built)
    own = rows[(rows["topik"] == topic["topik"]) & (rows["kanal"] == "daring")]
    assert own["gain"].mean() == pytest.approx(topic["gain"] * topic["online_part"], abs=1)


@pytest.mark.parametrize("slug", SLUGS)
def test_units_not_reached_are_those_of_the_truth(slug):
    people, built = people_of(slug), built_for(slug)
    sessions = built.tables["sosialisasi"]
    for topic in built.truth["topics"]:
        own = sessions[sessions["topik"] == topic["topik"]]
        assert topic["units_not_reached"] == own.loc[own["tanggal"].isna(), "unit_id"].tolist()
        assert topic["held"] < topic["planned"] == len(own)
    planned = set(sessions["unit_id"])
    missed = set(people.unit.loc[units_not_reached(people), "unit_id"]) & planned
    assert missed <= set(built.truth["topics"][0]["units_not_reached"])
    if slug in MISSED_KIND:
        assert missed == set(people.units_of(MISSED_KIND[slug])) & planned


def test_a_lot_gives_half_of_the_units_of_jambi_the_first_topic():
    people, built = people_of("jambi", 3000), built_for("jambi", 3000)
    share = len(built.truth["topics"][0]["units_not_reached"]) / len(people.unit)
    assert share == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("slug", SLUGS)
def test_attendance_lists_agree_with_the_sessions(slug):
    tables = built_for(slug).tables
    sessions, people = tables["sosialisasi"], tables["peserta_sosialisasi"]
    held = sessions["tanggal"].notna()
    assert sessions.loc[~held, "hadir"].isna().all()
    listed = people.groupby("sosialisasi_id").size()
    present = sessions.loc[held].set_index("sosialisasi_id")["hadir"].astype(int)
    assert (present == listed.reindex(present.index, fill_value=0)).all()
    assert (sessions["tanggal"].dropna() <= pd.Timestamp(END)).all()
    assert people["peserta_id"].is_unique


def test_the_series_has_six_months_and_scores_in_the_last():
    built = built_for("jambi", 3000)
    series = built.truth["series"]
    rows = _scored(built)
    own = rows[rows["topik"] == series["topik"]]
    months = own["tanggal_rencana"].dt.strftime("%Y-%m")
    assert sorted(months.unique()) == series["months"]
    assert own.loc[months < series["months"][-1], "gain"].isna().all()
    last = own.loc[months == series["months"][-1], "gain"]
    assert last.mean() == pytest.approx(series["gain_last_month"], abs=2)
    sessions = built.tables["sosialisasi"]
    silent = sessions[(sessions["topik"] == series["topik"]) & sessions["tanggal"].isna()]
    assert silent["sosialisasi_id"].tolist() == series["not_held"]


def test_every_region_has_a_finding_that_no_other_region_has():
    listed = [built_for(slug).truth["findings"] for slug in SLUGS]
    codes = [row["id"] for rows in listed for row in rows]
    assert all(listed)
    assert len(set(codes)) == len(codes)
    assert {"id", "what", "table", "ids", "size"} <= set(listed[0][0])
