"""What each invented region is like: size, agencies, shares of staff, changes of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

END = date(2026, 9, 30)
QUARTERS = tuple(f"{q // 4}-TW{q % 4 + 1}" for q in range(2023 * 4 + 3, 2026 * 4 + 3))
MONTHS = tuple(f"{m // 12}-{m % 12 + 1:02d}" for m in range(2023 * 12 + 9, 2026 * 12 + 9))
YEARS = ("2024", "2025")
KINDS_OF_SERVICE_UNITS = ("sekolah", "puskesmas", "rumah sakit", "kecamatan", "kelurahan")


@dataclass(frozen=True)
class Agency:
    """Describe one regional agency.

    Parameters
    ----------
    name, kind, field : str
        Official name; kind of unit and field of work as in the contract of `unit`.
    weight : float
        Its share of the staff of all agencies, relative to the other agencies.
    """

    name: str
    kind: str
    field: str
    weight: float = 1.0


@dataclass(frozen=True)
class RegionPlan:
    """Describe one invented region.

    Parameters
    ----------
    name, slug, timezone : str
        Name for readers; name in codes; WIB, WITA or WIT.
    employees : int
        People employed on the reference date unless the caller asks for another number.
    agencies : tuple of Agency
        Regional agencies; the first is the top unit of the region.
    shares : mapping
        Kind of service unit -> share of all employees, 0 to 1; agencies get the rest.
    heads : mapping
        Kind of service unit -> people in one unit, on average.
    split, merged : str
        Kind of the unit that was divided on 2025-01-01, and of the one that was formed from two on
        2025-07-01.
    wave : str
        Family of posts (`rumpun`) in which many retire within five years.
    vacant, acting : float
        Share of units whose head post is vacant; share of those with an acting head.
    women, contract : float
        Share of women; share of PPPK among all employees.
    emphasis : tuple of str
        What the region's own document speaks of most.
    """

    name: str
    slug: str
    timezone: str
    employees: int
    agencies: tuple[Agency, ...]
    shares: Mapping[str, float]
    heads: Mapping[str, int]
    split: str
    merged: str
    wave: str
    vacant: float
    acting: float
    women: float
    contract: float
    emphasis: tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """Hold what a builder made.

    Parameters
    ----------
    tables : dict
        Table name -> frame with the columns of its contract, in that order.
    truth : dict
        What was planted, ready for JSON. The key `findings` holds a list of
        `{id, what, table, ids, size}`, which the assembly moves to the top of `truth.json`.
    """

    tables: dict[str, pd.DataFrame]
    truth: dict[str, object]


def _agencies(*own: Agency) -> tuple[Agency, ...]:
    return (
        Agency("Sekretariat Daerah", "sekretariat", "administrasi umum", 2.0),
        Agency("Inspektorat Daerah", "inspektorat", "pengawasan"),
        Agency("Dinas Pendidikan", "dinas", "pendidikan", 1.4),
        Agency("Dinas Kesehatan", "dinas", "kesehatan", 1.4),
        Agency("Dinas Kependudukan dan Pencatatan Sipil", "dinas", "kependudukan", 1.2),
        Agency("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "dinas", "perizinan"),
        Agency("Dinas Komunikasi dan Informatika", "dinas", "teknologi informasi"),
        Agency("Badan Kepegawaian dan Pengembangan SDM", "badan", "kepegawaian"),
        Agency("Badan Perencanaan Pembangunan Daerah", "badan", "perencanaan"),
        *own,
    )


_FINANCE = Agency("Badan Pengelolaan Keuangan dan Aset Daerah", "badan", "keuangan", 1.2)
_WORKS = Agency("Dinas Pekerjaan Umum", "dinas", "pekerjaan umum", 1.4)
_FARMING = Agency("Dinas Pertanian", "dinas", "pertanian", 1.2)
_TRANSPORT = Agency("Dinas Perhubungan", "dinas", "perhubungan")
_WELFARE = Agency("Dinas Sosial", "dinas", "sosial")
_ENVIRONMENT = Agency("Dinas Lingkungan Hidup", "dinas", "lingkungan hidup")
_ORDER = Agency("Satuan Polisi Pamong Praja", "lainnya", "ketertiban", 1.4)

_PLANS = (
    RegionPlan(
        name="Andir",
        slug="andir",
        timezone="WIB",
        employees=640,
        agencies=_agencies(_FINANCE, _WORKS, _ORDER),
        shares={"sekolah": 0.24, "puskesmas": 0.22, "kecamatan": 0.14, "kelurahan": 0.06},
        heads={"sekolah": 16, "puskesmas": 24, "kecamatan": 18, "kelurahan": 7},
        split="puskesmas",
        merged="kecamatan",
        wave="administrasi",
        vacant=0.16,
        acting=0.6,
        women=0.54,
        contract=0.16,
        emphasis=("jabatan", "penilaian multisumber", "pelatihan", "imunisasi"),
    ),
    RegionPlan(
        name="Mamuju",
        slug="mamuju",
        timezone="WITA",
        employees=1200,
        agencies=_agencies(_FINANCE, _WORKS, _TRANSPORT, _WELFARE),
        shares={
            "sekolah": 0.36,
            "puskesmas": 0.2,
            "rumah sakit": 0.07,
            "kecamatan": 0.08,
            "kelurahan": 0.03,
        },
        heads={"sekolah": 18, "puskesmas": 26, "rumah sakit": 90, "kecamatan": 16, "kelurahan": 8},
        split="sekolah",
        merged="dinas",
        wave="guru",
        vacant=0.07,
        acting=0.8,
        women=0.56,
        contract=0.22,
        emphasis=("empat pilar", "penghargaan", "pengaduan", "observasi guru"),
    ),
    RegionPlan(
        name="Jambi",
        slug="jambi",
        timezone="WIB",
        employees=2000,
        agencies=_agencies(_FINANCE, _WORKS, _FARMING, _TRANSPORT, _WELFARE, _ENVIRONMENT, _ORDER),
        shares={
            "sekolah": 0.38,
            "puskesmas": 0.16,
            "rumah sakit": 0.08,
            "kecamatan": 0.07,
            "kelurahan": 0.05,
        },
        heads={"sekolah": 22, "puskesmas": 28, "rumah sakit": 150, "kecamatan": 18, "kelurahan": 9},
        split="dinas",
        merged="puskesmas",
        wave="guru",
        vacant=0.05,
        acting=0.7,
        women=0.55,
        contract=0.2,
        emphasis=("iku", "mutu data", "inovasi", "kelulusan"),
    ),
    RegionPlan(
        name="Kotabumi",
        slug="kotabumi",
        timezone="WIB",
        employees=900,
        agencies=_agencies(_FINANCE, _FARMING, _WELFARE),
        shares={
            "sekolah": 0.34,
            "puskesmas": 0.22,
            "rumah sakit": 0.06,
            "kecamatan": 0.09,
            "kelurahan": 0.03,
        },
        heads={"sekolah": 17, "puskesmas": 25, "rumah sakit": 60, "kecamatan": 17, "kelurahan": 8},
        split="kecamatan",
        merged="sekolah",
        wave="bidan",
        vacant=0.06,
        acting=0.5,
        women=0.58,
        contract=0.18,
        emphasis=("tahap penilaian", "penilaian diri", "perencanaan SDM"),
    ),
    RegionPlan(
        name="Wanggar",
        slug="wanggar",
        timezone="WIT",
        employees=420,
        agencies=_agencies(_WORKS, _ENVIRONMENT),
        shares={"sekolah": 0.26, "puskesmas": 0.2, "kecamatan": 0.16, "kelurahan": 0.04},
        heads={"sekolah": 14, "puskesmas": 20, "kecamatan": 14, "kelurahan": 6},
        split="kecamatan",
        merged="puskesmas",
        wave="perawat",
        vacant=0.1,
        acting=0.9,
        women=0.48,
        contract=0.26,
        emphasis=("kebutuhan unit", "survei ke pelatihan", "pelacakan kinerja"),
    ),
)
REGIONS: Mapping[str, RegionPlan] = MappingProxyType({plan.slug: plan for plan in _PLANS})
