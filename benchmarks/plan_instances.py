"""Draw invented problems: 40 courses, 6 of them e-learning, 20 units, a tight budget."""

import numpy as np

from kinerja_lib.allocation.problem import Courses, Limits, Pairs, People, Problem

NEEDS = 15  # competencies
CLASS_COSTS = (10, 15, 20, 25, 30, 40)  # million rupiah


def draw_courses(rng: np.random.Generator, people: int, courses: int, online: int) -> Courses:
    """Draw a catalogue; one course in four clashes with another."""
    always = np.arange(courses) >= courses - online
    hours = np.where(
        always, rng.choice([4, 6, 8], courses), rng.choice([8, 16, 20, 24, 32, 40], courses)
    )
    most = np.where(always, 200, rng.choice([20, 25, 30, 40], courses))
    least = np.where(always, 1, most // 2)
    classes = np.maximum(
        1, np.round(rng.uniform(0.5, 1.5, courses) * people * 1.5 / courses / most)
    )
    start = rng.integers(0, 300, courses)
    end = start + rng.integers(2, 15, courses)
    overlap = (start[:, None] <= end) & (start <= end[:, None])
    clash = overlap & ~always & ~always[:, None]
    np.fill_diagonal(clash, False)
    return Courses(
        hours=hours.astype(float),
        head=np.where(always, 0.05, rng.choice([0.5, 1.0, 1.5, 2.0], courses)),
        fixed=np.where(always, 1.0, rng.choice(CLASS_COSTS, courses)),
        fund=np.zeros(courses, dtype=int),
        least=least.astype(int),
        most=most.astype(int),
        classes=np.where(always, np.maximum(1, people // 200 + 1), classes).astype(int),
        always=always,
        clash=clash,
    )


def draw_problem(
    seed: int, people: int, *, courses: int = 40, online: int = 6, **odd: float
) -> Problem:
    """Draw one problem; `budget` is a share of the cost of all seats, `mandatory` of pairs."""
    rng = np.random.default_rng(seed)
    catalogue = draw_courses(rng, people, courses, online)
    weight = rng.choice([1.0, 1.5, 2.0], NEEDS)
    gap = rng.choice([0, 1, 2, 3], (people, NEEDS), p=[0.5, 0.3, 0.15, 0.05])
    topic = rng.integers(0, NEEDS, courses)
    trigger = rng.choice([1.0, 1.2, 1.5], (people, courses), p=[0.7, 0.2, 0.1])
    gain = np.minimum(gap[:, topic], rng.choice([1, 2], courses, p=[0.8, 0.2]))
    value = weight[topic] * gain * trigger
    value = np.where(catalogue.always, value * 0.5, value)
    person, course = np.nonzero((gain > 0) | catalogue.always)
    cost = (catalogue.classes * (catalogue.fixed + catalogue.head * catalogue.most)).sum()
    pairs = Pairs(
        person=person,
        course=course,
        value=value[person, course],
        need=person * NEEDS + topic[course],
        cap=weight[topic[course]] * gap[person, topic[course]] * 1.5,
        mandatory=rng.random(len(person)) < odd.get("mandatory", 0.002),
    )
    pns = rng.random(people) < 0.75
    staff = People(
        done=rng.choice([0.0, 8.0, 12.0], people, p=[0.7, 0.2, 0.1]),
        floor=np.where(pns, 20.0, 0.0),
        ceiling=np.where(pns, np.inf, 24.0),
        unit=rng.integers(0, 20, people),
        wait=rng.integers(30, 1500, people).astype(float),
        lot=rng.permutation(people).astype(float),
    )
    return Problem(catalogue, staff, pairs, Limits(np.array([cost * odd.get("budget", 0.45)])))
