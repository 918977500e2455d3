"""Courses for one occasion: after a survey, for offices, for a new system, for a new policy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.admin_process import trained_units
from kinerja_lib.synthetic.course_scores import draw_scores, without_scores
from kinerja_lib.synthetic.courses import AFTER_SURVEY, AFTER_SURVEY_JP, CURRENT_SYSTEM, Measured
from kinerja_lib.synthetic.goals import list_policies
from kinerja_lib.synthetic.plan import END
from kinerja_lib.synthetic.standards import ALL_NAMES
from kinerja_lib.synthetic.training_register import (
    Register,
    enrol_measured,
    in_field,
    open_measured,
)

SYSTEM_TRAINED = {"andir": 0.25}  # share of IT staff trained in the current system
SYSTEM_USUAL = 0.75
POLICY_USUAL = 0.8  # share of the posts that a policy concerns, trained by its deadline
POLICY_WEAK = {  # region -> field in which fewer were trained, and their share
    "andir": ("kesehatan", 0.65),
    "mamuju": ("kesehatan", 0.55),
    "jambi": ("pendidikan", 0.6),
    "kotabumi": ("pendidikan", 0.5),
    "wanggar": ("pelayanan publik", 0.45),
}
POLICY_LATE = 0.08  # share trained up to 25 days after the deadline
POLICY_JP = 8.0


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


def train_for_policies(register: Register) -> list[dict[str, object]]:
    """Train for each policy of `kebijakan` a share of the posts in its field.

    The course starts six weeks after the policy; eight in a hundred come in a second class 25 days
    after the deadline, where that lies before the reference date. PPPK with hours in the year of
    the course do not take part, because of their ceiling.
    """
    policies = list_policies(register.people)
    return [_train_for_policy(register, row) for row in policies.to_dict("records")]


def _train_for_policy(register: Register, policy: dict[str, Any]) -> dict[str, object]:
    people, name = register.people, str(policy["bidang"])
    weak, low = POLICY_WEAK[people.plan.slug]
    share = low if name == weak else POLICY_USUAL
    first, second = _policy_days(policy)
    place = register.open_course(
        f"Penerapan {policy['nama']}", str(first), jp=POLICY_JP, bidang=name, selesai=second
    )
    affected = people.active & in_field(people, name)
    drawn = register.rng.random(len(affected))
    last = share + POLICY_LATE if second > first + 4 else share
    in_time = affected & (drawn < share) & _can_add(register, first)
    late = affected & (drawn >= share) & (drawn < last) & _can_add(register, second)
    for rows, done in ((in_time, first + 4), (late, second)):
        part = without_scores(np.flatnonzero(rows), place, POLICY_JP).assign(done=done)
        register.add(part, int(str(done)[:4]))
    return {
        "kebijakan_id": policy["kebijakan_id"],
        "pelatihan_id": register.courses[place]["pelatihan_id"],
        "bidang": name,
        "share": share,
        "deadline": str(policy["tenggat"].date()),
        "affected": int(affected.sum()),
        "in_time_nip": people.nip[in_time].tolist(),
        "late_nip": people.nip[late].tolist(),
    }


def _policy_days(policy: dict[str, Any]) -> tuple[np.datetime64, np.datetime64]:
    """Return first day of the course, and last day of the class held after the deadline.

    The second is the last day of the first class where the deadline is too close to the reference
    date, or after it.
    """
    first = np.datetime64(policy["tanggal"].date()) + 42
    second = np.datetime64(policy["tenggat"].date()) + 25
    return first, second if second <= np.datetime64(END) else first + 4


def _can_add(register: Register, day: np.datetime64) -> np.ndarray:
    staff, hours = register.people.staff, register.hours[int(str(day)[:4])]
    return (staff.appointed < day) & ((staff.status < 2) | (hours == 0))
