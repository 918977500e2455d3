"""All tables of an invented region, from all builders."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja_lib.synthetic.allowance import build_allowance
from kinerja_lib.synthetic.comment_coding import build_coding
from kinerja_lib.synthetic.competency import build_competency
from kinerja_lib.synthetic.complaints import build_complaints
from kinerja_lib.synthetic.cycle import build_cycle
from kinerja_lib.synthetic.feedback import build_feedback
from kinerja_lib.synthetic.goals import build_goals
from kinerja_lib.synthetic.observation import build_observation
from kinerja_lib.synthetic.outreach import build_outreach
from kinerja_lib.synthetic.plan import Built, RegionPlan
from kinerja_lib.synthetic.plans import build_plans
from kinerja_lib.synthetic.population import Population, build_population
from kinerja_lib.synthetic.projects import build_projects
from kinerja_lib.synthetic.ratings import build_ratings
from kinerja_lib.synthetic.results import build_results
from kinerja_lib.synthetic.rewards import build_rewards
from kinerja_lib.synthetic.sectors import build_sectors
from kinerja_lib.synthetic.service import build_service
from kinerja_lib.synthetic.survey import build_survey
from kinerja_lib.synthetic.training import build_training
from kinerja_lib.tables.registry import CONTRACTS


def build_region(plan: RegionPlan, seed: int, employees: int | None = None) -> Built:
    """Invent all tables of a region.

    Returns
    -------
    Built
        `tables` in the order of the contracts; `truth` has `findings` of all subjects and the
        truth of each subject under its own name.
    """
    people = build_population(plan, seed, employees)
    tables = dict(people.tables)
    truth: dict[str, object] = {"organisasi": people.truth}
    findings: list[object] = []
    for subject, built in _subjects(people):
        tables |= built.tables
        found = built.truth.get("findings", [])
        findings += found if isinstance(found, list) else []
        own = {key: part for key, part in built.truth.items() if key != "findings"}
        truth |= {subject: own} if own else {}
    truth["findings"] = findings
    return Built({name: tables[name] for name in CONTRACTS}, truth)


def _subjects(people: Population) -> Iterator[tuple[str, Built]]:
    """Call the builders; those that refer to tables of others come after them."""
    results = build_results(people)
    goals = build_goals(people)
    competency = build_competency(people)
    training = build_training(people, competency)
    yield "hasil_penilaian", results.built
    yield "sasaran", _name_courses(goals, training)
    yield "kompetensi", competency
    yield "pelatihan", training
    yield "skp", build_plans(people, goals.tables)
    yield "tahap", build_cycle(people, results.late)
    yield "penilaian", build_ratings(people)
    yield "umpan_balik", build_feedback(people, results.predikat)
    yield "observasi", build_observation(people)
    yield "penghargaan", build_rewards(people, results.predikat)
    yield "tpp", build_allowance(people, results.predikat)
    yield "proyek", build_projects(people, goals.tables["bukti"]["bukti_id"].tolist())
    survey = build_survey(people)
    yield "survei", survey
    yield "koding", build_coding(people, survey.tables["survei_asn"])
    yield "sosialisasi", build_outreach(people)
    yield "layanan", build_service(people)
    yield "pengaduan", build_complaints(people)
    yield "sektor", build_sectors(people)


def _name_courses(goals: Built, training: Built) -> Built:
    """Name the course that each policy asks for, in the table of policies."""
    rows = [*training.truth["policies"], *training.truth["mandatory"]]
    courses = {str(row["kebijakan_id"]): row["pelatihan_id"] for row in rows}
    policies = goals.tables["kebijakan"]
    named = policies.assign(pelatihan_id=policies["kebijakan_id"].map(courses))
    return Built(goals.tables | {"kebijakan": named}, goals.truth)
