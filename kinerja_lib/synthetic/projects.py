"""Projects, their members and innovations (`proyek`, `anggota_proyek`, `inovasi`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days, draw_codes, join_text, number_codes
from kinerja_lib.synthetic.plan import END, Built
from kinerja_lib.synthetic.population import Population

_NAMES = (
    "Penataan arsip digital",
    "Pembangunan loket layanan",
    "Rehabilitasi ruang pelayanan",
    "Aplikasi antrean",
    "Pemutakhiran peta layanan",
    "Pelatihan kader",
)
_IDEAS = (
    "Antrean daring",
    "Layanan jemput bola",
    "Kelas malam",
    "Pos imunisasi keliling",
    "Arsip satu klik",
    "Pengaduan lewat pesan singkat",
    "Pojok baca",
    "Kartu kendali layanan",
)
_ROLES = ("ketua", "anggota")
_STEPS = ("usulan", "uji coba", "terapan")
_SHARES = np.array([40, 25, 20, 15])
_LAST = np.datetime64(END, "D")
_PER_INNOVATION = {"jambi": 10}


def build_projects(people: Population, evidence: Sequence[str]) -> Built:
    """Write `proyek`, `anggota_proyek` and `inovasi`.

    Parameters
    ----------
    people : Population
    evidence : sequence of str
        Codes of the table `bukti`.
    """
    projects, members, truth = _projects(people)
    innovations, invented = _innovations(people, list(evidence))
    tables = {"proyek": projects, "anggota_proyek": members, "inovasi": innovations}
    return Built(tables, truth | invented)


def _projects(people: Population) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, object]]:
    """Write a project for every 40 people, with four members of one unit who share the work.

    A project is planned for 60 to 300 days; a quarter end 20 to 90 days late and cost 5 to 30
    percent too much, the others end up to 10 days early and cost 80 to 100 percent. What would end
    after the reference date is still open.
    """
    rng = people.random("proyek")
    size = np.bincount(people.staff.unit[people.active], minlength=len(people.unit))
    unit = rng.choice(np.flatnonzero(size >= 4), size=(count := max(6, len(people.nip) // 40)))
    start = np.datetime64("2025-01-06") + rng.integers(0, 500, count).astype("timedelta64[D]")
    planned = start + rng.integers(60, 301, count).astype("timedelta64[D]")
    late = rng.random(count) < 0.25
    late[:2] = True
    shift = np.where(late, rng.integers(20, 91, count), -rng.integers(0, 11, count))
    ended = planned + shift.astype("timedelta64[D]")
    budget = rng.integers(20, 400, count) * 1_000_000
    cost = np.where(late, rng.uniform(1.05, 1.3, count), rng.uniform(0.8, 1.0, count)) * budget
    done = ended <= _LAST
    quality = np.round(rng.normal(np.where(late, 72, 82), 6).clip(40, 100), 0)
    codes = number_codes("PRY-", np.arange(1, count + 1), 5)
    names = np.array(_NAMES, dtype=object)[np.arange(count) % len(_NAMES)]
    table = pd.DataFrame(
        {
            "proyek_id": codes,
            "nama": join_text(names, people.unit["nama"].to_numpy(dtype=object)[unit], between=" "),
            "unit_id": choose(people.unit["unit_id"], unit),
            "mulai": days(start),
            "rencana_selesai": days(planned),
            "selesai": days(np.where(done, ended, np.datetime64("NaT"))),
            "anggaran": budget,
            "biaya": np.rint(cost / 1000).astype(np.int64) * 1000,
            "mutu": pd.Series(quality).where(done),
        }
    )
    overdue = codes[late & (planned < _LAST)].tolist()
    return table, _members(people, unit, codes), {"proyek_terlambat": overdue}


def _members(people: Population, unit: np.ndarray, codes: pd.Series) -> pd.DataFrame:
    active = np.flatnonzero(people.active)
    active = active[np.argsort(people.staff.unit[active], kind="stable")]
    first = np.searchsorted(people.staff.unit[active], unit)
    size = np.bincount(people.staff.unit[active], minlength=len(people.unit))[unit]
    place = np.arange(len(_SHARES))
    turn = np.arange(len(unit))[:, None] * len(_SHARES) + place
    person = active[first[:, None] + turn % size[:, None]]
    return pd.DataFrame(
        {
            "proyek_id": np.repeat(codes.to_numpy(), len(place)),
            "nip": people.nips(person.ravel()),
            "peran": choose(_ROLES, np.tile(np.minimum(place, 1), len(unit))),
            "bagian": np.tile(_SHARES, len(unit)),
        }
    )


def _innovations(people: Population, evidence: list[str]) -> tuple[pd.DataFrame, dict[str, object]]:
    """Write an innovation for every 16 people (Jambi 10): 45 ideas, 30 trials, 25 in use of 100.

    80 of 100 trials and innovations in use have evidence. Two titles appear twice in one unit. In
    Jambi one unit claims eight innovations in use and has evidence for none.
    """
    rng = people.random("inovasi")
    count = max(10, len(people.nip) // _PER_INNOVATION.get(people.plan.slug, 16))
    active = np.flatnonzero(people.active)
    owner = rng.choice(active, size=count)
    step = draw_codes(rng, (45, 30, 25), count)
    idea = np.arange(count)
    owner[1], owner[3], idea[1], idea[3] = owner[0], owner[2], idea[0], idea[2]
    unit = people.staff.unit[owner]
    proof = (rng.random(count) < 0.8) & (step > 0) & bool(evidence)
    claimed = _claims(people, rng)
    if claimed is not None:
        unit, owner = np.append(unit, np.full(8, claimed[0])), np.append(owner, claimed[1])
        step, proof = np.append(step, np.full(8, 2)), np.append(proof, np.zeros(8, dtype=bool))
        idea = np.append(idea, count + np.arange(8))
    size = len(idea)
    codes = number_codes("INV-", np.arange(1, size + 1), 5)
    table = pd.DataFrame(
        {
            "inovasi_id": codes,
            "judul": _titles(people, idea, unit),
            "unit_id": choose(people.unit["unit_id"], unit),
            "tahap": choose(_STEPS, step),
            "tanggal": days(np.datetime64("2024-01-08") + rng.integers(0, 980, size)),
            "pemilik_nip": people.nips(owner),
            "bukti_id": choose(evidence, np.where(proof, _draw(rng, evidence, size), -1)),
            "jangkauan": np.where(step > 0, rng.integers(20, 3000, size), 0),
        }
    )
    return table, _innovation_truth(people, codes, claimed)


def _draw(rng: np.random.Generator, values: list[str], size: int) -> np.ndarray:
    return rng.integers(0, max(1, len(values)), size)


def _titles(people: Population, idea: np.ndarray, unit: np.ndarray) -> pd.Series:
    """Name innovations by idea, turn and unit."""
    names = np.array(_IDEAS, dtype=object)[idea % len(_IDEAS)]
    turn = (idea // len(_IDEAS) + 1).astype(str).astype(object)
    return join_text(names, " ", turn, " ", people.unit["nama"].to_numpy(dtype=object)[unit])


def _claims(people: Population, rng: np.random.Generator) -> tuple[int, np.ndarray] | None:
    """Choose the unit of Jambi that claims innovations without evidence, and their owners."""
    if people.plan.slug != "jambi":
        return None
    unit = int(np.flatnonzero(people.unit["bidang"].eq("perizinan").to_numpy())[0])
    members = np.flatnonzero(people.active & (people.staff.unit == unit))
    return unit, rng.choice(members, size=8)


def _innovation_truth(
    people: Population, codes: pd.Series, claimed: tuple[int, np.ndarray] | None
) -> dict[str, object]:
    truth: dict[str, object] = {"judul_ganda": [codes[:2].tolist(), codes[2:4].tolist()]}
    if claimed is None:
        return truth
    finding = {
        "id": "jambi_inovasi_tanpa_bukti",
        "what": "one unit claims innovations in use and has evidence for none",
        "table": "inovasi",
        "ids": codes[-8:].tolist(),
        "size": {"unit_id": people.unit["unit_id"][claimed[0]], "inovasi": 8},
    }
    return truth | {"findings": [finding]}
