"""Levels of competency that posts require, and the technical competencies of some fields."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.tables.choices import COMPETENCIES

BASE_DATE = np.datetime64("2021-01-01")
LOCAL_DATE = np.datetime64("2024-01-01")
# A region's own decree: no post requires less than this. Regions without one use the base.
LOCAL_FLOOR = {"wanggar": 3, "andir": 3, "jambi": 3}
TECHNICAL = {
    "teknologi informasi": ("Pengelolaan sistem informasi", "Keamanan informasi"),
    "kesehatan": ("Pengelolaan rekam medis elektronik",),
    "pendidikan": ("Perancangan pembelajaran berbasis indikator",),
    "keuangan": ("Penatausahaan keuangan daerah",),
}
TECHNICAL_NAMES = tuple(name for names in TECHNICAL.values() for name in names)
ALL_NAMES = (*COMPETENCIES, *TECHNICAL_NAMES)
_BY_POST = {
    "jpt utama": 5,
    "jpt madya": 5,
    "jpt pratama": 4,
    "administrator": 3,
    "pengawas": 2,
    "fungsional": 2,
    "pelaksana": 1,
}
_BY_LEVEL = {
    "ahli utama": 4,
    "ahli madya": 4,
    "ahli muda": 3,
    "ahli pertama": 2,
    "penyelia": 3,
    "mahir": 2,
    "terampil": 1,
    "pemula": 1,
}
# Standards that come into force later: field of the posts, competency, first day. Each asks one
# level more than today. Courses are planned for 2027, so a standard of 2028 is not yet a need.
FUTURE = {
    "andir": (("teknologi informasi", "Keamanan informasi", "2027-01-01"),),
    "mamuju": (("pendidikan", "Orientasi pada hasil", "2028-01-01"),),
    "jambi": (("pendidikan", "Mengelola perubahan", "2027-07-01"),),
    "kotabumi": (("kesehatan", "Kerja sama", "2027-07-01"),),
    "wanggar": (
        ("pelayanan publik", "Komunikasi", "2027-04-01"),
        ("kesehatan", "Pengelolaan rekam medis elektronik", "2028-01-01"),
    ),
}
_FULL_FOR_UTAMA = ("Integritas", "Perekat bangsa")


def base_levels(jabatan: pd.DataFrame) -> np.ndarray:
    """Return the level each post requires by its kind and level, shape (n_posts, 9).

    Pelaksana 1, pengawas 2, administrator 3, JPT pratama 4, JPT madya and utama 5; ahli pertama 2,
    muda 3, madya 4, utama 4 with 5 in Integritas and Perekat bangsa; pemula and terampil 1, mahir
    2, penyelia 3. Columns follow `COMPETENCIES`.

    Notes
    -----
    Source: PermenPANRB 38/2017 for names and order; levels of functional posts as in the standard
    of the widyaiswara, the others from users' memory and meant to be replaced by an agency.
    """
    level = jabatan["jenjang"].astype("object")
    single = level.map(_BY_LEVEL).fillna(jabatan["jenis"].astype("object").map(_BY_POST)).to_numpy()
    table = np.repeat(single.astype(int)[:, None], len(COMPETENCIES), axis=1)
    full = [COMPETENCIES.index(name) for name in _FULL_FOR_UTAMA]
    table[np.ix_((level == "ahli utama").to_numpy(), full)] = 5
    return table


def required_levels(jabatan: pd.DataFrame, slug: str) -> np.ndarray:
    """Return the level each post requires on the reference date, shape (n_posts, 9).

    The larger of `base_levels` and the floor of the region's own decree, where it has one.
    """
    return np.maximum(base_levels(jabatan), LOCAL_FLOOR.get(slug, 1))


def technical_posts(jabatan: pd.DataFrame) -> pd.DataFrame:
    """Return which posts require which technical competency.

    Columns `post` (row of `jabatan`), `code` (place in `ALL_NAMES`) and `level` (1 to 5): the
    level of the post's Komunikasi by `base_levels`, at least 2 and at most 4.
    """
    level = base_levels(jabatan)[:, 2].clip(2, 4)
    field = jabatan["bidang"].astype("object")
    parts = []
    for name_of_field, names in TECHNICAL.items():
        posts = np.flatnonzero((field == name_of_field).to_numpy())
        for name in names:
            code = np.full(len(posts), ALL_NAMES.index(name))
            parts.append(pd.DataFrame({"post": posts, "code": code, "level": level[posts]}))
    return pd.concat(parts, ignore_index=True)


def future_posts(jabatan: pd.DataFrame, slug: str) -> pd.DataFrame:
    """Return which posts require one level more from when on, at most 5.

    Columns `post` (row of `jabatan`), `code` (place in `ALL_NAMES`), `level` (1 to 5) and `since`
    (first day); posts that require 5 today are left out.
    """
    today, technical = required_levels(jabatan, slug), technical_posts(jabatan)
    field = jabatan["bidang"].astype("object").to_numpy()
    parts = []
    for name_of_field, name, day in FUTURE[slug]:
        posts, code = np.flatnonzero(field == name_of_field), ALL_NAMES.index(name)
        own = technical[technical["code"] == code].set_index("post")["level"].reindex(posts)
        level = today[posts, code] if name in COMPETENCIES else own.to_numpy()
        part = pd.DataFrame({"post": posts, "code": code, "level": level + 1})
        parts.append(part[part["level"] <= 5].assign(since=np.datetime64(day)))
    return pd.concat(parts, ignore_index=True)


def describe_future(jabatan: pd.DataFrame, slug: str) -> list[dict[str, object]]:
    """Return the planted standards of later days, ready for JSON."""
    rows = future_posts(jabatan, slug)
    return [
        {
            "bidang": field,
            "kompetensi": name,
            "berlaku_sejak": day,
            "jabatan_id": jabatan["jabatan_id"]
            .iloc[rows.loc[rows["code"] == ALL_NAMES.index(name), "post"]]
            .tolist(),
        }
        for field, name, day in FUTURE[slug]
    ]


def build_standards(jabatan: pd.DataFrame, slug: str) -> pd.DataFrame:
    """Return `standar_kompetensi`: base of 2021, the region's own of 2024, and those of `FUTURE`.

    A post has a row of 2024 only where the region asks for more than the base; the row of 2021
    stays, as in a real register, and the later one holds.
    """
    base, local = base_levels(jabatan), required_levels(jabatan, slug)
    technical = technical_posts(jabatan)
    kept, raised = np.indices(base.shape).reshape(2, -1), np.nonzero(local > base)
    later = future_posts(jabatan, slug)
    post = np.concatenate([kept[0], raised[0], technical["post"], later["post"]]).astype(int)
    code = np.concatenate([kept[1], raised[1], technical["code"], later["code"]]).astype(int)
    level = np.concatenate(
        [base[tuple(kept)], local[raised], technical["level"], later["level"]]
    ).astype(int)
    since = np.full(len(post), BASE_DATE)
    since[kept.shape[1] : kept.shape[1] + len(raised[0])] = LOCAL_DATE
    since[len(post) - len(later) :] = later["since"].to_numpy(dtype="datetime64[D]")
    return pd.DataFrame(
        {
            "jabatan_id": jabatan["jabatan_id"].take(post).reset_index(drop=True),
            "kompetensi": choose(ALL_NAMES, code),
            "tingkat": level,
            "berlaku_sejak": days(since),
        }
    )
