"""Units and posts of an invented region."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import allot, number_codes
from kinerja_lib.synthetic.places import name_places
from kinerja_lib.synthetic.plan import KINDS_OF_SERVICE_UNITS, RegionPlan
from kinerja_lib.synthetic.posts import HEADS, STAFF, PostKind, retirement_age

_DIVISIONS = ("Perencanaan", "Layanan", "Pengembangan", "Pengendalian", "Sarana")
_FIELDS = {
    "sekolah": "pendidikan",
    "puskesmas": "kesehatan",
    "rumah sakit": "kesehatan",
    "kecamatan": "pelayanan publik",
    "kelurahan": "pelayanan publik",
}
_NAMES = {"puskesmas": "Puskesmas", "kecamatan": "Kecamatan", "kelurahan": "Kelurahan"}


@dataclass(frozen=True)
class Organisation:
    """Hold units and posts with what the tables do not tell.

    Parameters
    ----------
    unit, jabatan : DataFrame
        As in the contracts; `kepala_nip` is still empty.
    parent : int array of shape (units,)
        Row of the unit above, -1 for the top; a unit stands after the one above it.
    post_unit : int array of shape (posts,)
        Row of the unit that owns the post; the head post of a unit is its first.
    is_head : bool array of shape (posts,)
        Whether the post leads its unit.
    holders : int array of shape (posts,)
        People who hold the post; 0 for a vacant head post.
    bup : int array of shape (posts,)
        Age of retirement of the post, years.
    """

    unit: pd.DataFrame
    jabatan: pd.DataFrame
    parent: np.ndarray
    post_unit: np.ndarray
    is_head: np.ndarray
    holders: np.ndarray
    bup: np.ndarray


@dataclass
class _Units:
    """Collect units from the top down."""

    name: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    work: list[str] = field(default_factory=list)
    place: list[str | None] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)

    def add(self, name: str, kind: str, work: str, parent: int, staff: int) -> int:
        """Add a unit that serves no district and return its row."""
        self.name.append(name)
        self.kind.append(kind)
        self.work.append(work)
        self.place.append(None)
        self.parent.append(parent)
        self.staff.append(staff)
        return len(self.name) - 1

    def find(self, name: str) -> int:
        """Return the row of the unit with that name, of the top unit where there is none."""
        return self.name.index(name) if name in self.name else 0


def build_organisation(plan: RegionPlan, employees: int, rng: np.random.Generator) -> Organisation:
    """Invent units and posts for a number of people.

    Service units of each kind are as many as `share * employees / heads`, at least three (one
    hospital); their staff differ by a factor of about 1.3. Agencies with 24 people or more have
    divisions. Of the head posts below the agencies the share `plan.vacant` stands vacant.
    """
    units = _Units()
    service = {kind: round(employees * share) for kind, share in plan.shares.items()}
    _add_agencies(units, plan, employees - sum(service.values()))
    _add_service_units(units, plan, service, rng)
    vacant = _choose_vacant(units, plan.vacant, rng)
    return _with_posts(plan, units, vacant)


def _add_agencies(units: _Units, plan: RegionPlan, people: int) -> None:
    """Add the agencies with 24 people or more divided into parts of about 16 people."""
    staff = allot(people, [agency.weight for agency in plan.agencies], least=4)
    for agency, number in zip(plan.agencies, staff, strict=True):
        parent = 0 if units.name else -1
        own = max(8, number // 5) if number >= 24 else number
        row = units.add(agency.name, agency.kind, agency.field, parent, own)
        parts = max(1, (number - own) // 16) if number > own else 0
        part, word = ("bagian", "Bagian") if agency.kind == "sekretariat" else ("bidang", "Bidang")
        for place, size in enumerate(allot(number - own, np.ones(parts)) if parts else []):
            if place < len(_DIVISIONS):
                name = f"{word} {_DIVISIONS[place]} {agency.name}"
                units.add(name, part, agency.field, row, int(size))
            else:
                name = f"UPTD {place + 1 - len(_DIVISIONS)} {agency.name}"
                units.add(name, "uptd", agency.field, row, int(size))


def _add_service_units(
    units: _Units, plan: RegionPlan, service: dict[str, int], rng: np.random.Generator
) -> None:
    """Add schools, health centres, hospitals and districts, each under its agency."""
    counts = {
        kind: max(1 if kind == "rumah sakit" else 3, round(people / plan.heads[kind]))
        for kind, people in service.items()
    }
    districts = name_places(counts["kecamatan"], plan.name)
    villages = name_places(counts["kelurahan"], f"{plan.name} Kota")
    above = {"sekolah": "Dinas Pendidikan"} | dict.fromkeys(
        ("puskesmas", "rumah sakit"), "Dinas Kesehatan"
    )
    for kind in sorted(service, key=["kecamatan", *KINDS_OF_SERVICE_UNITS].index):
        weights = np.exp(rng.normal(0, 0.25, counts[kind]))
        for place, size in enumerate(allot(service[kind], weights, least=3)):
            district = districts[place % len(districts)]
            parent = units.find(above.get(kind, f"Kecamatan {district}"))
            parent = 0 if kind == "kecamatan" else parent
            name = _name(kind, place, districts, villages)
            row = units.add(name, kind, _FIELDS[kind], parent, int(size))
            units.place[row] = district


def _name(kind: str, place: int, districts: list[str], villages: list[str]) -> str:
    """Name a service unit; schools are numbered, further health centres too."""
    district, turn = districts[place % len(districts)], place // len(districts) + 1
    if kind == "sekolah":
        return f"{'SMP' if place % 3 == 2 else 'SD'} Negeri {turn} {district}"
    if kind == "rumah sakit":
        return "Rumah Sakit Umum Daerah" + (f" {district}" if place else "")
    if kind == "kelurahan":
        return f"Kelurahan {villages[place]}"
    return f"{_NAMES[kind]} {district}" + (f" {turn}" if turn > 1 else "")


def _choose_vacant(units: _Units, share: float, rng: np.random.Generator) -> np.ndarray:
    """Choose units without a head, never an agency; at least one."""
    below = np.flatnonzero(
        [kind in ("bagian", "bidang", "uptd", *KINDS_OF_SERVICE_UNITS) for kind in units.kind]
    )
    vacant = np.zeros(len(units.name), dtype=bool)
    vacant[rng.choice(below, size=max(1, round(share * len(below))), replace=False)] = True
    return vacant


def _with_posts(plan: RegionPlan, units: _Units, vacant: np.ndarray) -> Organisation:
    """Add the posts of every unit and divide its staff among them."""
    rows, owner, holders = [], [], []
    for unit, (kind, staff) in enumerate(zip(units.kind, units.staff, strict=True)):
        lead = 0 if vacant[unit] else min(1, staff)
        kinds = STAFF[kind]
        shared = allot(staff - lead, [post.weight for post in kinds])
        for post, number in zip((HEADS[kind], *kinds), (lead, *shared), strict=True):
            rows.append(_post_row(units, unit, post))
            owner.append(unit)
            holders.append(int(number))
    unit_table = _unit_table(plan, units)
    post_table = _post_table(plan, unit_table, rows, np.array(owner))
    return Organisation(
        unit=unit_table,
        jabatan=post_table,
        parent=np.array(units.parent),
        post_unit=np.array(owner),
        is_head=post_table["nama"].index.isin(np.unique(owner, return_index=True)[1]),
        holders=np.array(holders),
        bup=np.array([retirement_age(row[1], row[2] or "", row[4]) for row in rows]),
    )


def _post_row(units: _Units, unit: int, post: PostKind) -> tuple[object, ...]:
    name = post.name.format(
        unit=units.name[unit],
        place=units.name[unit].partition(" ")[2],
        field=units.work[unit].title(),
    )
    work = post.field or units.work[unit]
    return name, post.kind, post.level or None, work, post.family, post.front, post.grade


def _unit_table(plan: RegionPlan, units: _Units) -> pd.DataFrame:
    codes = number_codes(f"{plan.slug}-", np.arange(1, len(units.name) + 1), 4)
    above = [codes[row] if row >= 0 else None for row in units.parent]
    return pd.DataFrame(
        {
            "unit_id": codes,
            "nama": units.name,
            "induk_id": pd.Series(above, dtype="str"),
            "jenis": units.kind,
            "bidang": units.work,
            "kecamatan": pd.Series(units.place, dtype="str"),
            "kepala_nip": pd.Series([None] * len(codes), dtype="str"),
        }
    )


def _post_table(
    plan: RegionPlan, unit: pd.DataFrame, rows: list[tuple[object, ...]], owner: np.ndarray
) -> pd.DataFrame:
    names = ["nama", "jenis", "jenjang", "bidang", "rumpun", "garis_depan", "kelas"]
    table = pd.DataFrame(rows, columns=names)
    prefix = f"J-{plan.slug[:3].upper()}-"
    table.insert(0, "jabatan_id", number_codes(prefix, np.arange(1, len(rows) + 1), 5))
    table.insert(4, "unit_id", unit["unit_id"].to_numpy()[owner])
    return table
