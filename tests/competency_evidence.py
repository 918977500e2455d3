"""Evidence for competency: small tables by hand, in the form that a check gives."""

from functools import cache

import pandas as pd

from kinerja_lib.synthetic.competency import build_competency
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.training import build_training
from kinerja_lib.tables.choices import COMPETENCIES
from tests.performance.appraisal_evidence import make_evidence, set_rules

__all__ = ["make_evidence", "set_rules"]
DAY = "2025-06-01"


def person(nip, unit="U1", post="J1", **more):
    return {"nip": nip, "nama": f"N {nip}", "unit_id": unit, "jabatan_id": post, "status": "PNS",
            "status_kerja": "aktif"} | more  # fmt: skip


def post(code="J1", **more):
    return {"jabatan_id": code, "nama": f"Jabatan {code}", "jenis": "fungsional",
            "jenjang": "ahli pertama", "bidang": "kesehatan", "rumpun": "guru"} | more  # fmt: skip


def standard(code="J1", since="2021-01-01", **levels):
    """One row per competency; `_` stands for the space."""
    keys = {"jabatan_id": code, "berlaku_sejak": since}
    return [{**keys, "kompetensi": n.replace("_", " "), "tingkat": v} for n, v in levels.items()]


def nine(level, code="J1", since="2021-01-01"):
    keys = {"jabatan_id": code, "berlaku_sejak": since}
    return [{**keys, "kompetensi": name, "tingkat": level} for name in COMPETENCIES]


def rate(nip, level, day=DAY, names=COMPETENCIES, source="asesmen"):
    keys = {"nip": nip, "tanggal": day, "sumber": source}
    return [{**keys, "kompetensi": name, "tingkat": level} for name in names]


def units(*codes):
    return [{"unit_id": code, "nama": f"Unit {code}"} for code in codes]


@cache
def region(slug, employees=420):
    """Evidence of a region without faults, and what its builders planted."""
    people = build_population(REGIONS[slug], 7, employees)
    ratings = build_competency(people)
    training = build_training(people, ratings)
    tables = dict(people.tables) | ratings.tables | training.tables
    tables = {name: pd.DataFrame(table) for name, table in tables.items()}
    return make_evidence(**tables), {"kompetensi": ratings.truth, "pelatihan": training.truth}
