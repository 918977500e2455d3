"""Gap tables of the invented regions and their planted groups, to measure the pipeline on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.competency import build_competency
from kinerja_lib.synthetic.plan import END, REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.tables.choices import COMPETENCIES
from tools.cluster_mechanisms import Drawn

EXPIRED = pd.Timestamp(END) - pd.DateOffset(years=3)


def draw_region(slug: str, seed: int) -> Drawn:
    """Build the ratings of a region at its own size; gaps of active people who hold a post.

    Levels required are those of the latest standard of the post. The latest rating counts; older
    than three years it is missing.
    """
    people = build_population(REGIONS[slug], seed)
    built = build_competency(people)
    rated = built.tables["kompetensi"].dropna(subset=["nip", "kompetensi", "tingkat"])
    rated = rated.sort_values("tanggal").drop_duplicates(["nip", "kompetensi"], keep="last")
    rated = rated[pd.to_datetime(rated["tanggal"]) >= EXPIRED]
    level = rated.astype({"kompetensi": str}).pivot(
        index="nip", columns="kompetensi", values="tingkat"
    )
    staff = people.tables["pegawai"]
    active = staff[people.active & (people.staff.post >= 0)].drop_duplicates("nip")
    active = active.set_index("nip")
    standard = built.tables["standar_kompetensi"].sort_values("berlaku_sejak")
    standard = standard.drop_duplicates(["jabatan_id", "kompetensi"], keep="last")
    required = standard.astype({"kompetensi": str}).pivot(
        index="jabatan_id", columns="kompetensi", values="tingkat"
    )
    names = list(COMPETENCIES)
    asked = required.reindex(index=active["jabatan_id"], columns=names).to_numpy(dtype=float)
    reached = level.reindex(index=active.index, columns=names).to_numpy(dtype=float)
    truth = pd.Series(
        {nip: entry["group"] for entry in built.truth["groups"] for nip in entry["nip"]},
        dtype=float,
    )
    group = truth.reindex(active.index).fillna(-1).to_numpy(dtype=int) if len(truth) else None
    return Drawn(reached - asked, group if group is None else np.asarray(group))
