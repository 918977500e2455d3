"""Invented people: posts, ages, numbers, names, grades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days, draw_codes, join_text, number_codes
from kinerja_lib.synthetic.organisation import Organisation
from kinerja_lib.synthetic.plan import END, RegionPlan
from kinerja_lib.tables.choices import EDUCATION, GOLONGAN

_DAY = np.datetime64(END, "D")
_SYLLABLES = (
    "ba", "lu", "mo", "gi", "ze", "ku", "vo", "ta", "re", "xi", "no", "fu", "pe", "jo", "ga",
    "wu", "hi", "le", "du", "so", "ke", "mi", "ra", "ndo", "bri", "que", "sya", "to",
)  # fmt: skip
_LEFT = ("pensiun", "mutasi keluar", "berhenti", "meninggal")
_AWAY = ("cuti", "tugas belajar", "diperbantukan")
WORKING = ("aktif", *_AWAY, *_LEFT)
_STATUS = ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu")


@dataclass(frozen=True)
class Staff:
    """Hold what is known of every person, in the order of `pegawai`.

    Parameters
    ----------
    post, unit : int array of shape (people,)
        Row of post and unit at the end, or when the person left.
    head : bool array
        Whether the person leads the unit.
    working : int array
        Place in `WORKING`: 0 active, 1 to 3 away for a time, 4 and more left.
    since : datetime64[D] array
        Day on which that state began, NaT for active people.
    birth, appointed : datetime64[D] array
        Day of birth and of appointment.
    status : int array
        0 PNS, 1 CPNS, 2 PPPK, 3 part-time PPPK.
    skill, conduct : float array
        Hidden quality of work and conduct, mean 0 and spread 1, half a spread of which the
        people of a unit share; the periodic results follow them.
    """

    post: np.ndarray
    unit: np.ndarray
    head: np.ndarray
    working: np.ndarray
    since: np.ndarray
    birth: np.ndarray
    appointed: np.ndarray
    status: np.ndarray
    skill: np.ndarray
    conduct: np.ndarray


def invent_staff(plan: RegionPlan, posts: Organisation, rng: np.random.Generator) -> Staff:
    """Invent the holders of all posts and the people who left within the three years.

    Of those employed 97.5 percent are active. As many as 5 percent left: half of them retired. In
    the family of posts `plan.wave` 45 percent are within five years of retirement.
    """
    now = np.repeat(np.arange(len(posts.holders)), posts.holders)
    staff_posts = np.flatnonzero(~posts.is_head & (posts.holders > 0))
    gone = np.sort(rng.choice(staff_posts, size=max(4, round(0.05 * len(now)))))
    away = (rng.random(len(now)) < 0.025) & ~posts.is_head[now]
    working = np.where(away, 1 + draw_codes(rng, (3, 2, 1), len(now)), 0)
    order = np.argsort(away, kind="stable")
    post = np.concatenate([now[order], gone])
    left = 4 + draw_codes(rng, (50, 30, 15, 5), len(gone))
    working = np.concatenate([working[order], left])
    birth, since = _lives(plan, posts, post, working, rng)
    status, appointed = _appointments(plan, posts, post, (birth, since), rng)
    unit = posts.post_unit[post]
    shared = rng.normal(0, 0.5, (2, len(posts.parent)))[:, unit]
    own = rng.normal(0, np.sqrt(0.75), (2, len(post)))
    skill, conduct = shared + own
    return Staff(
        post=post,
        unit=unit,
        head=posts.is_head[post],
        working=working,
        since=since,
        birth=birth,
        appointed=appointed,
        status=status,
        skill=skill,
        conduct=0.4 * skill + np.sqrt(0.84) * conduct,
    )


def _lives(
    plan: RegionPlan,
    posts: Organisation,
    post: np.ndarray,
    working: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw days of birth, and the day a state began.

    Ages are spread evenly from the youngest of a post (24 to 46 years) to one month before
    retirement. Who retired has a birthday that fits: pension starts on the first day of the month
    after the month in which the age of retirement was reached.
    """
    table, bup = posts.jabatan, posts.bup[post].astype(float)
    youngest = table["jenis"].map({"jpt pratama": 46.0, "administrator": 38.0, "pengawas": 32.0})
    level = table["jenjang"].map({"ahli madya": 42.0, "ahli muda": 34.0, "mahir": 30.0})
    low = youngest.fillna(level).fillna(24.0).to_numpy()[post]
    share = rng.random(len(post))
    wave = (table["rumpun"] == plan.wave).to_numpy()[post] & (rng.random(len(post)) < 0.45)
    age = np.where(wave, bup - 5 + 4.9 * share, low + (bup - 0.1 - low) * share)
    birth = _DAY - np.floor(age * 365.25).astype("timedelta64[D]")
    since = _DAY - rng.integers(5, 1080, len(post)).astype("timedelta64[D]")
    retired = working == 4
    month = since.astype("datetime64[M]")
    since = np.where(retired, month.astype("datetime64[D]"), since)
    day = rng.integers(0, 28, len(post)).astype("timedelta64[D]")
    reached = (month - 1 - (bup * 12).astype(int).astype("timedelta64[M]")).astype("datetime64[D]")
    birth = np.where(retired, reached + day, birth)
    return birth, np.where(working == 0, np.datetime64("NaT"), since)


def _appointments(
    plan: RegionPlan,
    posts: Organisation,
    post: np.ndarray,
    life: tuple[np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw status and day of appointment, always the first of a month.

    PNS are appointed at 21 to 33 years, PPPK in 2021 to 2025 when at least 20 years old, CPNS in
    the last year. Leaders and people who left are PNS.
    """
    birth, since = life
    size = len(post)
    age = (_DAY - birth).astype(float) / 365.25
    free = ~posts.jabatan["jenis"].isin(["jpt pratama", "administrator", "pengawas"]).to_numpy()
    free = free[post] & ~posts.is_head[post] & np.isnat(since)
    chance = rng.random(size)
    contract = free & (age > 27) & (chance < plan.contract * 1.15)
    part = contract & (rng.random(size) < 0.12)
    novice = free & ~contract & (age < 33) & (rng.random(size) < 0.12)
    status = np.select([part, contract, novice], [3, 2, 1], 0)
    begin = birth + np.floor(365.25 * (21 + 12 * rng.random(size) ** 1.4)).astype("timedelta64[D]")
    latest = np.where(np.isnat(since), _DAY, since) - np.timedelta64(500, "D")
    normal = np.minimum(begin, latest).astype("datetime64[M]")
    year = np.where(part, 2025, rng.integers(2021, 2026, size)) - 1970
    contracts = (year * 12 + rng.integers(0, 9, size)).astype("datetime64[M]")
    recent = np.datetime64("2025-11") + rng.integers(0, 8, size).astype("timedelta64[M]")
    months = np.select([contract, novice], [contracts, recent], normal)
    return status, months.astype("datetime64[D]")


def employee_table(
    plan: RegionPlan, posts: Organisation, staff: Staff, rng: np.random.Generator
) -> pd.DataFrame:
    """Write down the staff as the table `pegawai`."""
    size = len(staff.post)
    woman = rng.random(size) < np.where(
        posts.jabatan["rumpun"].eq("bidan").to_numpy()[staff.post], 1.0, plan.women
    )
    return pd.DataFrame(
        {
            "nip": _numbers(staff, woman),
            "nama": _names(size, rng),
            "jenis_kelamin": choose(("L", "P"), woman.astype(int)),
            "tanggal_lahir": days(staff.birth),
            "status": choose(_STATUS, staff.status),
            "golongan": choose(GOLONGAN, _grades(posts, staff)),
            "unit_id": posts.unit["unit_id"].to_numpy()[staff.unit],
            "jabatan_id": posts.jabatan["jabatan_id"].to_numpy()[staff.post],
            "pendidikan": choose(EDUCATION, _education(posts, staff, rng)),
            "tmt_pegawai": days(staff.appointed),
            "status_kerja": choose(WORKING, staff.working),
            "sejak": days(staff.since),
        }
    )


def _numbers(staff: Staff, woman: np.ndarray) -> pd.Series:
    """Make NIPs: birth, year and month (PPPK: contract 21, part-time 24), sex, serial from 001."""
    birth = _decimal(staff.birth)
    month = _decimal(staff.appointed) // 100
    code = np.select([staff.status == 2, staff.status == 3], [21, 24], month % 100)
    first = (birth * 1_000_000 + month // 100 * 100 + code) * 10 + np.where(woman, 2, 1)
    serial = pd.Series(first).groupby(first).cumcount().to_numpy() + 1
    return number_codes("", first * 1000 + serial, 18)


def _decimal(day: np.ndarray) -> np.ndarray:
    """Read days as numbers YYYYMMDD."""
    month = day.astype("datetime64[M]")
    year = month.astype("datetime64[Y]")
    return (
        (year.astype(int) + 1970) * 10000
        + ((month - year).astype(int) + 1) * 100
        + (day - month).astype(int)
        + 1
    )


def _names(size: int, rng: np.random.Generator) -> pd.Series:
    """Make names of three or four invented syllables and the family name Rekaan."""
    lower = np.array(_SYLLABLES, dtype=object)
    upper = np.array([text.capitalize() for text in _SYLLABLES], dtype=object)
    drawn = rng.integers(0, len(lower), (4, size))
    last = np.where(rng.random(size) < 0.4, lower[drawn[3]], "")
    return join_text(upper[drawn[0]], lower[drawn[1]], lower[drawn[2]], last, " Rekaan")


def _grades(posts: Organisation, staff: Staff) -> np.ndarray:
    """Give each person a golongan: by post, one step higher for every 6 years of service."""
    table = posts.jabatan
    first = table["jenis"].map(
        {"jpt pratama": "IV/b", "administrator": "III/d", "pengawas": "III/b", "pelaksana": "II/b"}
    )
    levels = {
        "ahli madya": "IV/a",
        "ahli muda": "III/c",
        "ahli pertama": "III/a",
        "mahir": "III/a",
        "terampil": "II/c",
    }
    start = table["jenjang"].map(levels).fillna(first)
    base = start.map({name: place for place, name in enumerate(GOLONGAN)}).to_numpy()[staff.post]
    span = table["jenis"].map({"pelaksana": 5, "jpt pratama": 2}).fillna(1).to_numpy()[staff.post]
    years = (_DAY - staff.appointed).astype(int) // 365
    grade = (base + np.minimum(years // 6, span)).astype(int)
    contract = table["jenjang"].map({"ahli pertama": "IX", "ahli muda": "X"}).fillna("VII")
    contract = contract.where(table["jenis"] != "pelaksana", "V")
    place = contract.map({name: place for place, name in enumerate(GOLONGAN)})
    return np.where(staff.status >= 2, place.to_numpy()[staff.post], grade)


def _education(posts: Organisation, staff: Staff, rng: np.random.Generator) -> np.ndarray:
    """Draw schooling that the post allows, places in `EDUCATION` (0 is S3)."""
    table, drawn = posts.jabatan, rng.random(len(staff.post))
    lead = table["jenis"].isin(["jpt pratama", "administrator"]).to_numpy()[staff.post]
    expert = table["jenjang"].fillna("").str.startswith("ahli").to_numpy()[staff.post]
    skilled = table["jenjang"].isin(["terampil", "mahir"]).to_numpy()[staff.post]
    return np.select(
        [lead & (drawn < 0.04), lead & (drawn < 0.6), lead, expert & (drawn < 0.15), expert,
         skilled & (drawn < 0.2), skilled, drawn < 0.3, drawn < 0.45, drawn < 0.97],
        [0, 1, 2, 1, 2, 3, 4, 2, 4, 7],
        8,
    )  # fmt: skip
