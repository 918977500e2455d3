"""Retirement ages of every post, and projected dates."""

import datetime as dt

import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.rules.retirement import (
    find_own_law,
    find_retirement_age,
    keep_earlier_age,
    project_retirement,
)
from kinerja_lib.tables.choices import LEVELS, POSTS


@pytest.mark.parametrize(
    ("post", "level", "years"),
    [
        *((f"JPT {kind}", None, 60) for kind in ("utama", "madya", "pratama")),
        *(("Jabatan Pimpinan Tinggi Pratama", None, 60), ("Jabatan Fungsional", "ahli muda", 58)),
        *((kind, None, 58) for kind in ("administrator", "pengawas", "pelaksana")),
        *(("fungsional", "ahli utama", 65), ("fungsional", "Ahli Madya", 60)),
        *(("fungsional", level, 58) for level in LEVELS[2:]),
        *(("guru", level, 60) for level in (None, "ahli pertama", "ahli muda", "ahli utama")),
        *(("dosen", None, 65), ("dosen", "lektor kepala", 65), ("dosen", "guru besar", 70)),
        *((post, "ahli utama", 70) for post in ("peneliti", "perekayasa")),
        *((post, "ahli madya", 65) for post in ("peneliti", "perekayasa")),
        *((post, "ahli muda", 58) for post in ("peneliti", "perekayasa")),
        *(("penilik", "ahli madya", 60), ("pengawas sekolah", "ahli muda", 60)),
    ],
)
def test_the_age_follows_the_post(post, level, years):
    assert find_retirement_age(post, level).years == years


def test_every_kind_of_post_has_an_age_and_the_one_from_memory_says_so():
    assert all(find_retirement_age(post, "ahli muda").years in (58, 60) for post in POSTS)
    assert find_retirement_age("peneliti", "ahli madya").needs_checking
    assert not find_retirement_age("peneliti", "ahli utama").needs_checking


@pytest.mark.parametrize(
    ("post", "level"),
    [
        *(("fungsional", None), ("fungsional", "ahli"), ("peneliti", "penyelia"), ("staf", None)),
        ("dosen", "rektor"),
    ],
)
def test_an_age_is_never_assumed(post, level):
    with pytest.raises(DataError, match="pensiun"):
        find_retirement_age(post, level)


@pytest.mark.parametrize(
    ("name", "law"),
    [
        *(("Guru Kelas Ahli Muda", "guru"), ("GURU BESAR", "guru besar"), ("Gurunda", None)),
        *(("Pengawas Sekolah Ahli Madya", "pengawas sekolah"), ("Pengawas Farmasi", None)),
        *(("Dosen Lektor", "dosen"), ("Asisten Peneliti", None), ("Penilik", "penilik")),
    ],
)
def test_posts_with_their_own_law_are_known_by_name(name, law):
    assert find_own_law(name) == law
    assert law is None or find_retirement_age(law, "ahli utama").years >= 60


@pytest.mark.parametrize(
    ("born", "years", "reached", "starts"),
    [
        ("1968-11-22", 58, "2026-11-22", "2026-12-01"),
        ("1968-12-31", 58, "2026-12-31", "2027-01-01"),
        ("1968-01-01", 60, "2028-01-01", "2028-02-01"),
        ("1968-02-29", 58, "2026-02-28", "2026-03-01"),
    ],
)
def test_projected_dates(born, years, reached, starts):
    found = project_retirement(dt.date.fromisoformat(born), years)
    assert (found.reached.isoformat(), found.starts.isoformat()) == (reached, starts)


def test_promotion_moves_the_date():
    born = dt.date(1970, 5, 5)
    ages = [find_retirement_age("fungsional", level) for level in ("ahli muda", "ahli madya")]
    assert [project_retirement(born, age).reached.year for age in ages] == [2028, 2030]


def test_ages_kept_from_before_2017():
    assert keep_earlier_age(dt.date(1957, 4, 6), "ahli madya", 65)
    assert not keep_earlier_age(dt.date(1957, 4, 7), "ahli madya", 65)
    assert keep_earlier_age(dt.date(1959, 4, 6), "penyelia", 60)
    assert not keep_earlier_age(dt.date(1950, 1, 1), "ahli utama", 65)
