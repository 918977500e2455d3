"""Courses and participants of an invented region, with known effects and hours."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.competency_truth import make_finding
from kinerja_lib.synthetic.course_scores import STATUS, choose_by_need
from kinerja_lib.synthetic.courses import (
    MEASURED,
    NO_COURSE,
    Measured,
    catalogue_rows,
    to_course_table,
)
from kinerja_lib.synthetic.new_policies import list_mandatory
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.standards import required_levels
from kinerja_lib.synthetic.training_hours import NEGLECTED, describe_hours, fill_hours
from kinerja_lib.synthetic.training_register import (
    Register,
    enrol_measured,
    in_field,
    open_measured,
    start_register,
)
from kinerja_lib.synthetic.training_special import (
    train_after_survey,
    train_current_system,
    train_for_policies,
    train_offices,
)
from kinerja_lib.tables.choices import COMPETENCIES
from kinerja_lib.tables.registry import CONTRACTS

MEASURED_JP = 24.0
SEATS = 0.06  # share of the employees trained in one measured course


def build_training(people: Population, competency: Built) -> Built:
    """Build `pelatihan` and `peserta_pelatihan` of one region.

    Past courses of 2024 to 2026 and the catalogue of the coming year. Measured courses choose by
    need and lot (`choose_by_need`); people with a gap in the course's competency are tested first.
    Usual courses fill the hours of a year: nobody, PNS or PPPK, gets them at random, but by the
    chances of `CHANCES`, so that a known part stays below 20 hours and a few PPPK exceed 24.
    """
    register = start_register(people)
    success = train_after_survey(register)
    train_offices(register)
    system = train_current_system(register)
    for course in MEASURED[people.plan.slug]:
        _run_measured(register, course, competency)
    policies = train_for_policies(register)
    fill_hours(register)
    past = len(register.courses)
    coming = catalogue_rows(people.plan.slug, int(people.active.sum()))
    asked, mandatory = list_mandatory(people, len(coming))
    rows = register.courses + coming + asked
    tables = {
        "pelatihan": to_course_table(rows, _columns("pelatihan")),
        "peserta_pelatihan": _participants(register),
    }
    truth: dict[str, object] = {
        "effects": register.truth,
        "past_courses": past,
        "no_course_for": NO_COURSE[people.plan.slug],
        "current_system": system,
        "policies": policies,
        "mandatory": mandatory,
        "hours": describe_hours(register),
        "wanggar_success": success,
    }
    found = _findings(register, truth) + _short_seats(mandatory)
    return Built(tables, truth | {"findings": found})


def _columns(table: str) -> tuple[str, ...]:
    return tuple(item.name for item in CONTRACTS[table].fields)


def _run_measured(register: Register, course: Measured, competency: Built) -> None:
    """Test a pool, train by lot those in need, keep the others on the waiting list."""
    people = register.people
    can = register.open_to(course.start, course.year)
    if course.field:
        can &= in_field(people, course.field)
    short = _short_in(people, competency, course.competency)
    chance = register.rng.random(len(can)) - short
    eligible = np.flatnonzero(can)
    seats = int(np.clip(round(SEATS * people.active.sum()), 24, 600))
    pool = eligible[np.argsort(chance[eligible], kind="stable")][: 2 * (seats + seats * 7 // 10)]
    scores = choose_by_need(register.rng, pool, seats, course.effect)
    place = open_measured(register, course, MEASURED_JP, bidang=course.field or None)
    enrol_measured(register, course, place, scores, MEASURED_JP)


def _short_in(people: Population, competency: Built, name: str) -> np.ndarray:
    """Tell who was ever rated below the level of the post in a managerial competency."""
    short = np.zeros(len(people.pegawai), dtype=bool)
    if name in COMPETENCIES:
        ratings = competency.tables["kompetensi"]
        rated = ratings.loc[(ratings["kompetensi"] == name).to_numpy(), ["nip", "tingkat"]]
        row = pd.Index(people.nip).get_indexer(rated["nip"])
        needed = required_levels(people.jabatan, people.plan.slug)[:, COMPETENCIES.index(name)]
        below = rated["tingkat"].to_numpy() < needed[people.staff.post[row]]
        short[row[below]] = True
    return short


def _participants(register: Register) -> pd.DataFrame:
    """Return `peserta_pelatihan`; the day is the last of the course unless someone came later."""
    rows = pd.concat(register.parts, ignore_index=True)
    ends = np.array([row["selesai"] for row in register.courses], dtype="datetime64[D]")
    own = rows["done"].to_numpy().astype("datetime64[D]")
    done = np.where(np.isnat(own), ends[rows["course"]], own)
    done[rows["status"] == 0] = np.datetime64("NaT")
    codes = [str(row["pelatihan_id"]) for row in register.courses]
    nip = register.people.pegawai["nip"]
    return pd.DataFrame(
        {
            "pelatihan_id": choose(codes, rows["course"].to_numpy()),
            "nip": nip.take(rows["row"].to_numpy()).reset_index(drop=True),
            "status": choose(STATUS, rows["status"].to_numpy()),
            "jp": rows["jp"].to_numpy(),
            "nilai_sebelum": rows["before"].to_numpy(),
            "nilai_sesudah": rows["after"].to_numpy(),
            "tanggal_selesai": days(done),
            "evaluasi": rows["judged"].to_numpy(),
        }
    )


def _findings(register: Register, truth: dict[str, object]) -> list[dict[str, object]]:
    """State what only this region shows in its training."""
    people, slug = register.people, register.people.plan.slug
    effects = {str(row["nama"]): row for row in register.truth}
    if slug == "wanggar":
        row, what = effects["Pelayanan Publik Berbasis Hasil Survei"], "training after a survey"
    elif slug == "jambi":
        row, what = effects["Mengajar Berbasis Indikator"], "training of teachers by indicators"
    elif slug == "mamuju":
        row, what = effects["Wisata Belajar Kepemimpinan"], "best liked course has no effect"
    elif slug == "andir":
        system = truth["current_system"]
        what = "most people in IT posts were not trained in the current system"
        return [_finding("ti_belum_dilatih", what, system["untrained_nip"], 1 - system["share"])]
    else:
        units = people.units_of(NEGLECTED[slug])
        what = "staff of these units get far fewer hours than others"
        return [_finding("jp_tidak_merata", what, units, len(units))]
    return [_finding(f"pelatihan_{slug}", what, [row["pelatihan_id"]], row["effect"])]


def _short_seats(mandatory: list[dict[str, object]]) -> list[dict[str, object]]:
    """State where more people must attend a course than it has seats."""
    what = "more people must attend this course of the coming year than it has seats"
    return [
        make_finding("wajib_kurang_tempat", what, "pelatihan", [row["pelatihan_id"]], lacking)
        for row in mandatory
        if (lacking := float(row["seats_lacking"]))
    ]


def _finding(code: str, what: str, ids: list[str], size: float) -> dict[str, object]:
    return make_finding(code, what, "peserta_pelatihan", ids, size)
