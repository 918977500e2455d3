"""Courses of the invented regions: past ones with known effect, and the coming year's catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.standards import TECHNICAL
from kinerja_lib.tables.choices import COMPETENCIES

YEARS = (2024, 2025, 2026)
COMING = 2027
PROVIDERS = ("Badan Diklat Daerah", "Balai Pelatihan Regional", "Lembaga Pelatihan Mandiri")


@dataclass(frozen=True)
class Measured:
    """Describe a past course with scores before and after and a waiting list.

    Parameters
    ----------
    name, competency, field : str
        `field` is empty where any post may take part.
    start : str
        First day, ISO; the course takes five days.
    effect : float
        True gain in points of the score, beyond regression to the mean; 0: no effect.
    liking : float
        Mean of the participants' own judgement, 1 to 5.
    """

    name: str
    competency: str
    start: str
    effect: float
    field: str = ""
    liking: float = 4.0

    @property
    def year(self) -> int:
        """Return the calendar year of the course."""
        return int(self.start[:4])


MEASURED: Mapping[str, tuple[Measured, ...]] = MappingProxyType(
    {
        "andir": (
            Measured("Penyusunan Indikator Jabatan", "Orientasi pada hasil", "2024-06-10", 8.0),
            Measured("Seminar Motivasi Pegawai", "Kerja sama", "2025-03-10", 0.0),
            Measured("Komunikasi Layanan Kecamatan", "Komunikasi", "2025-08-18", 7.0),
            Measured("Manajemen Perubahan Dasar", "Mengelola perubahan", "2026-02-09", 0.0),
            Measured("Pengambilan Keputusan Praktis", "Pengambilan keputusan", "2026-05-18", 6.0),
        ),
        "mamuju": (
            Measured(
                "Pembinaan dan Umpan Balik", "Pengembangan diri dan orang lain", "2024-09-09", 7.0
            ),
            Measured("Wisata Belajar Kepemimpinan", "Kerja sama", "2025-04-14", 0.0, liking=4.7),
            Measured("Layanan Puskesmas Ramah", "Pelayanan publik", "2025-09-15", 9.0),
            Measured("Bimbingan Teknis Laporan", "Orientasi pada hasil", "2026-03-09", 0.0),
        ),
        "jambi": (
            Measured("Memahami Indikator Kinerja", "Orientasi pada hasil", "2024-05-13", 6.0),
            Measured(
                "Mengajar Berbasis Indikator",
                TECHNICAL["pendidikan"][0],
                "2025-02-10",
                10.0,
                field="pendidikan",
            ),
            Measured("Seminar Inovasi Daerah", "Mengelola perubahan", "2025-10-13", 0.0),
            Measured("Etika Pelayanan", "Integritas", "2026-04-13", 0.0),
        ),
        "kotabumi": (
            Measured("Penilaian Diri yang Objektif", "Integritas", "2024-08-12", 6.0),
            Measured("Kuliah Umum Kinerja", "Orientasi pada hasil", "2025-05-12", 0.0),
            Measured("Umpan Balik Atasan", "Komunikasi", "2025-11-10", 8.0),
            Measured("Kerja Tim Alam Terbuka", "Kerja sama", "2026-06-08", 0.0),
        ),
        "wanggar": (
            Measured("Analisis Kebutuhan Unit", "Orientasi pada hasil", "2024-07-15", 7.0),
            Measured("Wawasan Kebangsaan Umum", "Perekat bangsa", "2025-06-16", 0.0),
            Measured("Adaptasi Kebijakan Baru", "Mengelola perubahan", "2026-04-20", 8.0),
        ),
    }
)
# Courses of one office in Wanggar after the public survey; they end before 2026-01-15.
AFTER_SURVEY = (
    Measured("Pelayanan Publik Berbasis Hasil Survei", "Pelayanan publik", "2025-10-20", 9.0),
    Measured("Komunikasi Petugas Loket", "Komunikasi", "2025-11-24", 8.0),
)
AFTER_SURVEY_JP = 12
# Yearly courses without scores: name, mode, hours. They make up the hours of most people.
USUAL = (
    ("Webinar Berkala Pegawai", "nonklasikal", 8),
    ("Belajar Mandiri Terbimbing", "nonklasikal", 12),
    ("Bimbingan Teknis Tahunan", "klasikal", 20),
    ("Pelatihan Teknis Bidang", "klasikal", 24),
)
FUNDS = ("APBD", "Kerja sama")  # every third class of the coming year is paid by a partner
CURRENT_SYSTEM = "Sistem Informasi Kinerja Terbaru"
NO_COURSE = {  # competency that no course of the coming year teaches
    "andir": "Perekat bangsa",
    "mamuju": "Pengambilan keputusan",
    "jambi": "Integritas",
    "kotabumi": "Mengelola perubahan",
    "wanggar": "Kerja sama",
}
_STEPS = ((1, 2, "Dasar", 20), (2, 3, "Lanjutan", 24), (3, 4, "Madya", 32))


def course_row(code: str, name: str, start: str, *, jp: float, **more: object) -> dict[str, object]:
    """Return one row of `pelatihan` of five days; `more` fills the other columns."""
    first = np.datetime64(start)
    usual = {
        "bidang": None,
        "kompetensi": None,
        "cara": "klasikal",
        "tingkat_dari": 1,
        "tingkat_ke": 3,
        "peserta_min": 10,
        "peserta_maks": 40,
        "kelas_maks": 4,
        "biaya_kelas": 12_000_000.0,
        "biaya_peserta": 350_000.0,
        "sumber_dana": FUNDS[0],
        "mulai": first,
        "selesai": first + np.timedelta64(4, "D"),
        "penyelenggara": PROVIDERS[0],
    }
    return {"pelatihan_id": code, "nama": name, **usual, "jp": jp, **more}


def catalogue_rows(slug: str, employees: int) -> list[dict[str, object]]:
    """List the courses of the coming year.

    Three classroom courses for each competency but one (levels 1-2, 2-3, 3-4), e-learning for six
    of them, and a course for each technical competency: `24 + 6 + 5`. Seats of all courses are
    about as many as the employees; the competency of `NO_COURSE` is not taught.
    """
    taught = [name for name in COMPETENCIES if name != NO_COURSE[slug]]
    rows = [
        _coming(len(taught) * step + place, f"{label} {name}", name, (low, high, jp), employees)
        for step, (low, high, label, jp) in enumerate(_STEPS)
        for place, name in enumerate(taught)
    ]
    rows += [
        _elearning(len(rows) + place, name, employees) for place, name in enumerate(taught[:6])
    ]
    for field, names in TECHNICAL.items():
        for name in names:
            row = _coming(len(rows), f"Teknis {name}", name, (1, 3, 24), employees)
            rows.append(row | {"bidang": field})
    return rows


def _coming(
    number: int, name: str, competency: str, step: tuple[int, int, int], employees: int
) -> dict[str, object]:
    low, high, jp = step
    field = "pelayanan publik" if competency == "Pelayanan publik" else None
    return course_row(
        f"PLT-{COMING}-{number + 1:02d}",
        name,
        str(np.datetime64(f"{COMING}-01-11") + 7 * (number * 5 % 44)),
        jp=jp,
        kompetensi=competency,
        bidang=field,
        tingkat_dari=low,
        tingkat_ke=high,
        peserta_min=8,
        peserta_maks=30,
        kelas_maks=max(1, round(employees / 900)),
        biaya_kelas=8_000_000.0 + 500_000 * (number % 9),
        biaya_peserta=250_000.0 + 25_000 * (number % 7),
        sumber_dana=FUNDS[number % 3 == 2],
        penyelenggara=PROVIDERS[number % 3],
    )


def _elearning(number: int, competency: str, employees: int) -> dict[str, object]:
    return course_row(
        f"PLT-{COMING}-{number + 1:02d}",
        f"Pembelajaran Daring {competency}",
        f"{COMING}-02-01",
        jp=20,
        cara="nonklasikal",
        kompetensi=competency,
        tingkat_ke=2,
        peserta_min=1,
        peserta_maks=max(50, employees // 20),
        kelas_maks=1,
        biaya_kelas=1_500_000.0,
        biaya_peserta=40_000.0,
        selesai=np.datetime64(f"{COMING}-11-30"),
    )


def to_course_table(rows: list[dict[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return `pelatihan` with its columns in order, choices and days in the usual types."""
    table = pd.DataFrame(rows)
    cara = choose(("klasikal", "nonklasikal"), (table["cara"] == "nonklasikal").astype(int))
    dates = {
        name: days(table[name].to_numpy(dtype="datetime64[D]")) for name in ("mulai", "selesai")
    }
    return table.assign(cara=cara, jp=table["jp"].astype(float), **dates)[list(columns)]
