"""Units, posts and people of the region in which nothing is planted."""

import datetime as dt

import numpy as np
import pandas as pd

from tests.survey_draws import Surveys

# Years of age and of service of each band of the staff survey, both ends included.
_AGES = {"30 years": (24, 30), "31-49 years": (31, 49), "50 years": (50, 57)}
_SERVICE = {"=<1 year": (0, 1), "1-5 years": (1, 5), "5-10 years": (5, 10), ">=10 years": (10, 30)}
_YOUNGEST = 20  # years at appointment


def build_people(
    surveys: Surveys, employees: int, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Resample people of the staff survey into units as large as resampled companies."""
    sizes = surveys.companies.groupby("COMPID").size().to_numpy()
    shares = rng.choice(sizes, size=max(5, employees // 35)).astype(float)
    place = np.sort(rng.choice(len(shares), size=employees, p=shares / shares.sum()))
    kinds = np.where(np.arange(len(shares)) % 3 == 0, "kecamatan", "dinas")
    known = surveys.staff.dropna(subset=["age", "length_service"])
    known = known[known["sex"] != "not_indicated"]
    drawn = known.iloc[rng.integers(0, len(known), employees)].reset_index(drop=True)
    posts = pd.DataFrame(
        {
            "jabatan_id": [f"JL-{n:05d}" for n in range(1, employees + 1)],
            "nama": np.where(drawn["class"] == 2, "Pengawas Rekaan", "Pelaksana Rekaan"),
            "jenis": np.where(drawn["class"] == 2, "pengawas", "pelaksana"),
            "jenjang": "",
            "unit_id": [f"L-{n + 1:03d}" for n in place],
            "bidang": "administrasi umum",
            "rumpun": "administrasi",
            "garis_depan": np.where(kinds[place] == "kecamatan", "ya", "tidak"),
            "kelas": np.where(drawn["class"] == 2, 9, 6),
        }
    )
    people = _build_employees(drawn, posts, rng)
    heads = people.groupby("unit_id")["nip"].first()
    ids = [f"L-{n + 1:03d}" for n in range(len(shares))]
    units = pd.DataFrame(
        {
            "unit_id": ids,
            "nama": [f"Unit Rekaan {n + 1}" for n in range(len(shares))],
            "induk_id": ["", *[ids[0]] * (len(shares) - 1)],
            "jenis": kinds,
            "bidang": "administrasi umum",
            "kecamatan": "",
            "kepala_nip": [heads.get(one, "") for one in ids],
        }
    )
    return units, posts, people


def _build_employees(
    drawn: pd.DataFrame, posts: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    rows = []
    for number, (person, post) in enumerate(
        zip(drawn.itertuples(), posts.itertuples(), strict=True), start=1
    ):
        low, high = _AGES[person.age]
        age = int(rng.integers(low, high + 1))
        first, last = _SERVICE[person.length_service]
        years = min(int(rng.integers(first, last + 1)), age - _YOUNGEST)
        born = dt.date(2026 - age, int(rng.integers(1, 9)), int(rng.integers(1, 29)))
        since = dt.date(2026 - years, int(rng.integers(1, 9)), 1)
        sex = "P" if person.sex == "female" else "L"
        nip = f"{born:%Y%m%d}{since:%Y%m}{'2' if sex == 'P' else '1'}{number % 999 + 1:03d}"
        rows.append(
            {
                "nip": nip,
                "nama": f"Pegawai Rekaan {number}",
                "jenis_kelamin": sex,
                "tanggal_lahir": born,
                "status": "PNS",
                "golongan": "III/c" if post.jenis == "pengawas" else "III/a",
                "unit_id": post.unit_id,
                "jabatan_id": post.jabatan_id,
                "pendidikan": "S1",
                "tmt_pegawai": since,
                "status_kerja": "aktif",
                "sejak": "",
            }
        )
    return pd.DataFrame(rows).drop_duplicates("nip", ignore_index=True)
