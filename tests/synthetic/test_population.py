"""People, units and posts: valid in form, visibly invented, and one history for all tables."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.history import unit_codes_on
from kinerja_lib.synthetic.plan import MONTHS, QUARTERS, REGIONS, Built
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.posts import retirement_age
from kinerja_lib.synthetic.streams import stream
from kinerja_lib.tables.codes import find_nip_fault
from tests.synthetic.contract_form import SLUGS, broken_form, people_of


@pytest.mark.parametrize("slug", SLUGS)
def test_the_tables_of_people_and_units_keep_their_contracts(slug):
    people = people_of(slug)
    assert broken_form(Built(people.tables, {}), people) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_as_many_people_as_asked_for_work_on_the_reference_date(slug):
    people = people_of(slug)
    assert (people.staff.working < 4).sum() == 300
    assert people.active[: people.active.sum()].all(), "active people come first"


@pytest.mark.parametrize("slug", SLUGS)
def test_each_nip_is_valid_and_says_what_the_columns_say(slug):
    table = people_of(slug).pegawai
    assert [find_nip_fault(nip) for nip in table["nip"] if find_nip_fault(nip)] == []
    assert (table["nip"].str[:8] == table["tanggal_lahir"].dt.strftime("%Y%m%d")).all()
    assert (table["nip"].str[14].map({"1": "L", "2": "P"}) == table["jenis_kelamin"]).all()
    contract = table["status"].isin(["PPPK", "PPPK Paruh Waktu"])
    assert (table.loc[contract, "nip"].str[12:14].astype(int) >= 21).all()
    months = table.loc[~contract, "tmt_pegawai"].dt.strftime("%Y%m")
    assert (table.loc[~contract, "nip"].str[8:14] == months).all()


def test_every_name_is_visibly_invented():
    assert people_of("jambi").pegawai["nama"].str.fullmatch(r"[A-Z][a-z]{4,} Rekaan").all()


@pytest.mark.parametrize("slug", SLUGS)
def test_nobody_works_beyond_the_age_of_retirement_of_the_post(slug):
    people = people_of(slug)
    age = (np.datetime64("2026-09-30") - people.staff.birth).astype(float) / 365.25
    still = people.staff.working < 4
    assert (age < people.posts.bup[people.staff.post])[still].all()


def test_retirement_is_by_post():
    ages = [
        retirement_age("jpt pratama", "", "pimpinan"),
        retirement_age("fungsional", "ahli pertama", "guru"),
        retirement_age("fungsional", "ahli madya", "dokter"),
        retirement_age("fungsional", "ahli muda", "analis"),
        retirement_age("pelaksana", "", "administrasi"),
    ]
    assert ages == [60, 60, 60, 58, 58]


@pytest.mark.parametrize("slug", SLUGS)
def test_shares_of_changed_units_are_those_of_the_people_who_moved(slug):
    people = people_of(slug)
    history = people.tables["unit_riwayat"]
    assert history.groupby(["unit_lama", "tanggal"])["bagian"].sum().round(3).eq(1).all()
    old = history.loc[history["jenis"] == "pemekaran", "unit_lama"].iloc[0]
    before, after = (
        unit_codes_on(people.unit, people.staff, people.moves, np.datetime64(day))
        for day in ("2024-12-31", "2025-01-01")
    )
    inside = (before == old) & people.employed_on("2024-12-31")
    for row in history[history["unit_lama"] == old].itertuples():
        share = (after[inside] == row.unit_baru).mean()
        assert share == pytest.approx(row.bagian, abs=0.001)
    assert old not in set(after)


@pytest.mark.parametrize("slug", SLUGS)
def test_definitive_posts_of_one_person_do_not_overlap(slug):
    history = people_of(slug).tables["riwayat_jabatan"]
    held = history[history["status"] == "definitif"].sort_values(["nip", "mulai"])
    end = held.groupby("nip")["selesai"].shift()
    again = held["nip"].duplicated()
    assert (held.loc[again, "mulai"] > end[again]).all()
    assert ~(held["selesai"] < held["mulai"]).any()


@pytest.mark.parametrize("slug", SLUGS)
def test_some_head_posts_are_vacant_and_some_of_these_have_an_acting_head(slug):
    people = people_of(slug)
    vacant = people.truth["jabatan_kosong"]
    acting = people.truth["jabatan_pelaksana_tugas"]
    assert set(acting) <= set(vacant) and acting
    heads = people.unit.set_index("unit_id")["kepala_nip"]
    assert heads[[unit for unit in vacant if unit not in acting]].isna().all()
    history = people.tables["riwayat_jabatan"]
    assert (history["status"] == "pelaksana tugas").sum() == len(acting)


def test_everyone_but_the_top_has_a_superior_who_is_another_person():
    people = people_of("kotabumi")
    assert (people.supervisor != np.arange(len(people.nip))).all()
    assert (people.supervisor < 0).sum() == 1


def test_a_wave_of_retirement_stands_in_one_family_of_posts():
    people = build_population(REGIONS["mamuju"], 7)
    wave = people.truth["gelombang_pensiun"]
    assert wave["rumpun"] == "guru" and wave["lima_tahun"] / wave["pegawai"] > 0.4


def test_periods_cover_three_years():
    assert (QUARTERS[0], QUARTERS[-1], len(QUARTERS)) == ("2023-TW4", "2026-TW3", 12)
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == ("2023-10", "2026-09", 36)


def test_streams_depend_on_seed_region_and_subject_only():
    same = stream(7, "jambi", "a").random(3)
    assert (stream(7, "jambi", "a").random(3) == same).all()
    others = [stream(8, "jambi", "a"), stream(7, "andir", "a"), stream(7, "jambi", "b")]
    assert all((other.random(3) != same).all() for other in others)


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    plan = REGIONS["wanggar"]
    first, again, other = (build_population(plan, seed, 200) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first.pegawai, again.pegawai)
    assert not first.pegawai["nip"].equals(other.pegawai["nip"])
