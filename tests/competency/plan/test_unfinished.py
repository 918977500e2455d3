"""A plan that the solver does not finish is refused in words, never replaced by another."""

import pytest

from kinerja_lib.allocation.effort import UnfinishedPlanError
from kinerja_lib.competency.plan import review as plan_review
from kinerja_lib.competency.plan.unfinished import refuse_unfinished
from kinerja_lib.errors import RunError


def test_an_unfinished_plan_says_what_to_do_and_is_a_timeout():
    with pytest.raises(RunError, match=r"lebih dari 30 menit.*kecilkan plan_seconds") as caught:
        with refuse_unfinished():
            raise UnfinishedPlanError("the clock")
    assert caught.value.status == "timeout"


def test_the_plan_of_a_region_is_made_inside_that_refusal():
    assert plan_review.refuse_unfinished is refuse_unfinished
