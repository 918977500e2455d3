"""Published optima: OR-Library gap1 c515-1 (Beasley; Osman 1995), OR-Tools guide."""

from tests.vectors.allocation import maximise_assignment, minimise_assignment, minimise_generalised

RESOURCE = [
    [8, 15, 14, 23, 8, 16, 8, 25, 9, 17, 25, 15, 10, 8, 24],
    [15, 7, 23, 22, 11, 11, 12, 10, 17, 16, 7, 16, 10, 18, 22],
    [21, 20, 6, 22, 24, 10, 24, 9, 21, 14, 11, 14, 11, 19, 16],
    [20, 11, 8, 14, 9, 5, 6, 19, 19, 7, 6, 6, 13, 9, 18],
    [8, 13, 13, 13, 10, 20, 25, 16, 16, 17, 10, 10, 5, 12, 23],
]
VALUE = [
    [17, 21, 22, 18, 24, 15, 20, 18, 19, 18, 16, 22, 24, 24, 16],
    [23, 16, 21, 16, 17, 16, 19, 25, 18, 21, 17, 15, 25, 17, 24],
    [16, 20, 16, 25, 24, 16, 17, 19, 19, 18, 20, 16, 17, 21, 24],
    [19, 19, 22, 22, 20, 16, 19, 17, 21, 19, 25, 23, 25, 25, 25],
    [18, 19, 15, 15, 21, 25, 16, 16, 23, 15, 22, 17, 19, 22, 24],
]


def test_generalised_assignment_c515_1():
    given = {"a_resource": RESOURCE, "b_capacity": [36, 34, 38, 27, 33], "c_value": VALUE}
    assert maximise_assignment(given) == 336
    assert minimise_generalised(given) == 261  # GLPK, examples/gap.mod


def test_five_workers_four_tasks():
    cost = [[90, 80, 75, 70], [35, 85, 55, 65], [125, 95, 90, 95], [45, 110, 95, 115],
            [50, 100, 90, 100]]  # fmt: skip
    assert minimise_assignment(cost) == 265
