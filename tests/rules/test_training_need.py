"""When training is a need, and what a course can raise."""

import numpy as np
import pytest

from kinerja_lib.config.rule_settings import use_default_settings
from kinerja_lib.rules.training_need import (
    RULES,
    TRIGGERS,
    WEIGHT_NAMES,
    Verdict,
    judge_interval,
    raise_level,
)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (10.1, 20.0, Verdict.TRIGGERS),
        (10.0, 20.0, Verdict.OPEN),
        (2.0, 10.1, Verdict.OPEN),
        (2.0, 10.0, Verdict.BELOW),
        (None, None, Verdict.NO_DATA),
    ],
)
def test_a_trigger_needs_the_whole_interval(low, high, verdict):
    assert judge_interval(low, high, 10.0) == verdict


@pytest.mark.parametrize(
    ("level", "required", "course", "most", "raised"),
    [
        (1, 3, (1, 2), 1, 1),
        (1, 3, (1, 3), 1, 1),
        (1, 3, (1, 3), 2, 2),
        (1, 2, (1, 3), 2, 1),  # never more than the gap
        (2, 3, (1, 2), 1, 0),  # passed already
        (1, 3, (2, 3), 1, 0),  # not there yet
        (3, 3, (2, 4), 1, 0),  # no gap
        (4, 3, (2, 5), 1, 0),
        (2, 3, (3, 3), 1, 0),  # a course that teaches nothing
        (2, 3, (None, 3), 1, 1),
        (2, 4, (1, None), 2, 1),
    ],
)
def test_a_course_raises_only_those_within_its_levels(level, required, course, most, raised):
    assert raise_level(level, required, course, most) == raised


def test_every_trigger_is_a_rule_and_its_weight_a_setting():
    assert set(TRIGGERS) <= {rule.code for rule in RULES}
    assert set(WEIGHT_NAMES.values()) == set(use_default_settings()["pelatihan.bobot_pemicu"])
    assert all(
        np.isfinite(float(w)) for w in use_default_settings()["pelatihan.bobot_pemicu"].values()
    )
