"""Collect courses and participants of an invented region while they are made."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.course_scores import ABILITY, RELIABILITY, to_participants
from kinerja_lib.synthetic.courses import YEARS, Measured, course_row
from kinerja_lib.synthetic.population import Population


@dataclass
class Register:
    """Collect courses and participants while they are made."""

    people: Population
    rng: np.random.Generator
    courses: list[dict[str, object]] = field(default_factory=list)
    parts: list[pd.DataFrame] = field(default_factory=list)
    hours: dict[int, np.ndarray] = field(default_factory=dict)
    truth: list[dict[str, object]] = field(default_factory=list)

    def open_course(self, name: str, start: str, **more: object) -> int:
        """Add a past course and return its place."""
        year = int(start[:4])
        number = sum(str(row["pelatihan_id"]).startswith(f"PLT-{year}") for row in self.courses) + 1
        self.courses.append(course_row(f"PLT-{year}-{number:02d}", name, start, **more))
        return len(self.courses) - 1

    def add(self, part: pd.DataFrame, year: int) -> None:
        """Add participants and their hours."""
        self.parts.append(part.assign(done=np.datetime64("NaT")) if "done" not in part else part)
        np.add.at(self.hours[year], part["row"], part["jp"].fillna(0.0))

    def open_to(self, start: str, year: int) -> np.ndarray:
        """Tell who can take a course: active, appointed before, without special hours so far."""
        ready = self.people.staff.appointed < np.datetime64(start)
        return self.people.active & ready & (self.hours[year] == 0)


def start_register(people: Population) -> Register:
    """Return an empty register with no hours in any year."""
    hours = {year: np.zeros(len(people.pegawai)) for year in YEARS}
    return Register(people, people.random("training"), hours=hours)


def in_field(people: Population, field_of_work: str) -> np.ndarray:
    """Tell whose post belongs to a field of work."""
    return (people.jabatan["bidang"] == field_of_work).to_numpy(dtype=bool)[people.staff.post]


def open_measured(register: Register, course: Measured, jp: float, **more: object) -> int:
    """Add a measured course and return its place."""
    return register.open_course(
        course.name, course.start, jp=jp, kompetensi=course.competency, **more
    )


def enrol_measured(
    register: Register, course: Measured, place: int, scores: pd.DataFrame, jp: float
) -> None:
    """Add the people of a measured course, and write down its true effect."""
    part = to_participants(register.rng, scores, course=place, jp=jp, liking=course.liking)
    register.add(part, course.year)
    drop = (1 - RELIABILITY) * (ABILITY - scores["before"].mean())
    register.truth.append(
        {
            "pelatihan_id": register.courses[place]["pelatihan_id"],
            "nama": course.name,
            "effect": course.effect,
            "works": course.effect > 0,
            "trained": int(scores["trained"].sum()),
            "waiting": int((~scores["trained"]).sum()),
            "regression_to_mean": round(float(drop), 2) if len(scores) else None,
        }
    )
