"""Policies whose course is in the coming year, and who must attend; nothing here is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.courses import COMING, FUNDS, course_row
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.training_register import in_field

FIRST_CODE = 6  # KBJ-01 to KBJ-05 are older policies of every region
SEATS, FEWEST = 40, 5  # of one class


@dataclass(frozen=True)
class NewPolicy:
    """Describe one policy of 2026 or later that everyone of a field must be trained for.

    Parameters
    ----------
    name, field : str
    start, deadline : str
        ISO days.
    share : float
        Seats of the coming year as a share of the people concerned, before rounding: down to whole
        classes below 1, up from 1 on.
    """

    name: str
    field: str
    start: str
    deadline: str
    share: float


NEW_POLICIES: Mapping[str, tuple[NewPolicy, ...]] = MappingProxyType(
    {
        "andir": (),
        "mamuju": (
            NewPolicy("Rujukan pasien terpadu", "kesehatan", "2026-08-03", "2027-06-30", 0.7),
        ),
        "jambi": (),
        "kotabumi": (
            # In force only after the reference date, within the planned year.
            NewPolicy("Penilaian kinerja daring", "kepegawaian", "2027-01-04", "2027-09-30", 1.0),
        ),
        "wanggar": (
            NewPolicy(
                "Layanan ramah kelompok rentan", "pelayanan publik", "2026-07-06", "2027-05-31", 1.0
            ),
        ),
    }
)


def list_new_policies(people: Population) -> pd.DataFrame:
    """Return rows of `kebijakan`; their course is named by `_name_courses` of the assembly."""
    rows = [
        (f"KBJ-{FIRST_CODE + place:02d}", new.name, new.field, new.start, new.deadline)
        for place, new in enumerate(NEW_POLICIES[people.plan.slug])
    ]
    table = pd.DataFrame(rows, columns=["kebijakan_id", "nama", "bidang", "tanggal", "tenggat"],
                         dtype="str")  # fmt: skip
    for column in ("tanggal", "tenggat"):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[s]")
    return table.assign(pelatihan_id=pd.Series([None] * len(rows), dtype="str"))


def list_mandatory(
    people: Population, used: int
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return courses of the coming year that new policies ask for, and what was planted.

    Parameters
    ----------
    people : Population
    used : int
        Courses of the coming year so far; codes go on from there.
    """
    courses, truth = [], []
    for place, new in enumerate(NEW_POLICIES[people.plan.slug]):
        concerned = int((people.active & in_field(people, new.field)).sum())
        whole = np.floor if new.share < 1 else np.ceil
        classes = max(1, int(whole(new.share * concerned / SEATS)))
        code = f"PLT-{COMING}-{used + place + 1:02d}"
        courses.append(_course(code, new, classes))
        truth.append(
            {
                "kebijakan_id": f"KBJ-{FIRST_CODE + place:02d}",
                "pelatihan_id": code,
                "bidang": new.field,
                "in_force": new.start,
                "affected": concerned,
                "seats": classes * SEATS,
                "seats_lacking": max(0, concerned - classes * SEATS),
            }
        )
    return courses, truth


def _course(code: str, new: NewPolicy, classes: int) -> dict[str, object]:
    return course_row(
        code,
        f"Penerapan {new.name}",
        f"{COMING}-01-04",
        jp=8.0,
        bidang=new.field,
        peserta_min=FEWEST,
        peserta_maks=SEATS,
        kelas_maks=classes,
        biaya_kelas=3_000_000.0,
        biaya_peserta=75_000.0,
        sumber_dana=FUNDS[0],
    )
