from dataclasses import FrozenInstanceError, replace

import pytest

from kinerja_lib.rules.provenance import Rule

RULE = Rule("pp30.predikat", "2019.1", "Predikat menurut nilai", "PP 30/2019 Pasal 41", "P")


def test_only_a_rule_from_memory_needs_checking():
    marks = [replace(RULE, mark=mark).needs_checking for mark in "PSDM"]
    assert marks == [False, False, False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "predikat"},
        {"code": "PP30.predikat"},
        {"mark": "X"},
        {"source": ""},
        {"version": ""},
        {"title": ""},
    ],
)
def test_a_rule_without_a_source_or_with_an_unknown_mark_is_refused(wrong):
    with pytest.raises(ValueError):
        replace(RULE, **wrong)


def test_a_rule_cannot_be_changed_afterwards():
    with pytest.raises(FrozenInstanceError):
        RULE.mark = "P"
