"""Courses for one occasion: after a survey, for offices, for a new system, for a new policy."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.admin_process import trained_units
from kinerja_lib.synthetic.course_scores import draw_scores, without_scores
from kinerja_lib.synthetic.courses import AFTER_SURVEY, AFTER_SURVEY_JP, CURRENT_SYSTEM, Measured
from kinerja_lib.synthetic.standards import ALL_NAMES
from kinerja_lib.synthetic.training_register import (
    Register,
    enrol_measured,
    in_field,
    open_measured,
)

SYSTEM_TRAINED = {"andir": 0.25}  # share of IT staff trained in the current system
SYSTEM_USUAL = 0.75
POLICY = {  # field that a change of policy concerns, share trained by the deadline
    "andir": ("kependudukan", 0.8),
    "mamuju": ("kesehatan", 0.6),
    "jambi": ("keuangan", 0.7),
    "kotabumi": ("kesehatan", 0.9),
    "wanggar": ("pelayanan publik", 0.45),
}
POLICY_DEADLINE, POLICY_LATE = "2026-06-30", "2026-08-14"


def train_after_survey(register: Register) -> dict[str, object]:
    """Train one kecamatan of Wanggar before 2026-01-15; the other kecamatan wait."""
    people = register.people
    districts = sorted(people.units_of("kecamatan"))
    if people.plan.slug != "wanggar" or len(districts) < 2:
        return {}
    trained = people.members(districts[0])
    waiting = np.concatenate([people.members(unit) for unit in districts[1:]])
    rows = np.concatenate([trained, waiting])
    courses = []
    for course in AFTER_SURVEY:
        place = open_measured(register, course, AFTER_SURVEY_JP, bidang="pelayanan publik")
        seated = np.arange(len(rows)) < len(trained)
        before, after = draw_scores(register.rng, len(rows), course.effect * seated)
        scores = pd.DataFrame({"row": rows, "trained": seated, "before": before, "after": after})
        enrol_measured(register, course, place, scores, AFTER_SURVEY_JP)
        courses.append(register.courses[place]["pelatihan_id"])
    return {
        "unit_id": districts[0],
        "comparison_units": districts[1:],
        "pelatihan_id": courses,
        "ends": max(str(register.courses[-1 - i]["selesai"]) for i in range(len(courses))),
        "effect_seen_from": "2026-01-15",
    }


def train_offices(register: Register) -> None:
    """Train the offices of Mamuju whose processing times fall from July 2025 on."""
    units = trained_units(register.people)
    if not units:
        return
    course = Measured(
        "Teknologi Informasi Administrasi Pemerintahan", ALL_NAMES[9], "2025-06-16", 6.0
    )
    place = open_measured(register, course, 16, bidang="teknologi informasi")
    rows = np.concatenate([register.people.members(unit) for unit in units])
    before, after = draw_scores(register.rng, len(rows), course.effect)
    scores = pd.DataFrame({"row": rows, "trained": True, "before": before, "after": after})
    enrol_measured(register, course, place, scores, 16)


def train_current_system(register: Register) -> dict[str, object]:
    """Train a share of the people in IT posts in the current system, September 2025."""
    people, start = register.people, "2025-09-01"
    staff = people.active & in_field(people, "teknologi informasi")
    place = register.open_course(
        CURRENT_SYSTEM, start, jp=20.0, bidang="teknologi informasi", kompetensi=ALL_NAMES[9]
    )
    share = SYSTEM_TRAINED.get(people.plan.slug, SYSTEM_USUAL)
    chosen = staff & register.open_to(start, 2025) & (register.rng.random(len(staff)) < share)
    register.add(without_scores(np.flatnonzero(chosen), place, 20.0), 2025)
    return {
        "pelatihan_id": register.courses[place]["pelatihan_id"],
        "share": share,
        "untrained_nip": people.nip[staff & ~chosen].tolist(),
    }


def train_for_policy(register: Register) -> dict[str, object]:
    """Train a share of the posts that a new policy concerns by its deadline, 8 % later."""
    people, start = register.people, "2026-03-02"
    name, share = POLICY[people.plan.slug]
    affected = people.active & in_field(people, name)
    place = register.open_course(
        f"Penerapan Kebijakan Baru Bidang {name.capitalize()}", start, jp=8.0, bidang=name,
        selesai=np.datetime64(POLICY_LATE),
    )  # fmt: skip
    drawn = register.rng.random(len(affected))
    can = affected & register.open_to(start, 2026)
    in_time, late = can & (drawn < share), can & (drawn >= share) & (drawn < share + 0.08)
    rows = np.flatnonzero(in_time | late)
    done = np.where(late[rows], np.datetime64(POLICY_LATE), np.datetime64("2026-03-06"))
    register.add(without_scores(rows, place, 8.0).assign(done=done), 2026)
    return {
        "pelatihan_id": register.courses[place]["pelatihan_id"],
        "bidang": name,
        "deadline": POLICY_DEADLINE,
        "affected": int(affected.sum()),
        "in_time_nip": people.nip[in_time].tolist(),
        "late_nip": people.nip[late].tolist(),
    }
