"""Who is set apart for careless answers, in small: the aims of docs/validation.md hold."""

import pytest

from tools.careless_section import _write_shares
from tools.measure_careless import FORMS, measure_form, measure_region

LONG = [name for name, form in FORMS.items() if form[0] * form[1] >= 20]


@pytest.mark.parametrize("name", LONG)
def test_most_careless_people_and_hardly_an_honest_one(name):
    found = measure_form(name, 3)["apart"]
    assert found["straight"] == found["midpoint"] == 1
    assert found["random"] >= 0.6 and found["usual"] <= 0.01 and found["honest"] <= 0.015


@pytest.mark.parametrize("name", sorted(set(FORMS) - set(LONG)))
def test_short_forms_spare_honest_people(name):
    found = measure_form(name, 3)["apart"]
    assert found["usual"] == found["far"] == 0 and found["honest"] <= 0.015


@pytest.mark.parametrize("region", ["andir", "jambi"])
def test_planted_careless_people_of_a_region_are_set_apart(region):
    found = measure_region(region, 3)
    assert found["straight"] == 1 and found["random"] > 0.7 and found["honest"] <= 0.01
    assert found["speeder timed"] >= found["speeder"]


def test_the_table_writes_per_cent():
    assert "| a | 12.3 |" in _write_shares({"a": {"x": 0.1234}}, ["x"], "form")
