"""All rules of the kit in one list, for method appendices and run records."""

from __future__ import annotations

from types import ModuleType

from kinerja_lib.rules import (
    achievement,
    achievement_classes,
    angka_kredit,
    berakhlak,
    complaints,
    cycle,
    discipline,
    distribution,
    ip_asn,
    ip_asn_training,
    nip,
    pan8,
    pay,
    person_job_match,
    pp30,
    pp46,
    predikat,
    required_levels,
    retirement,
    skm,
    survey_sample,
    talent_box,
    targets,
    training_hours,
    training_need,
    unsur,
)
from kinerja_lib.rules.provenance import Rule

# Modules with a constant RULES: tuple[Rule, ...], in the order of the appendix.
MODULES: tuple[ModuleType, ...] = (
    predikat,
    distribution,
    cycle,
    berakhlak,
    pp30,
    pan8,
    pp46,
    angka_kredit,
    targets,
    achievement,
    achievement_classes,
    unsur,
    skm,
    survey_sample,
    complaints,
    ip_asn,
    ip_asn_training,
    required_levels,
    person_job_match,
    talent_box,
    training_hours,
    training_need,
    pay,
    discipline,
    nip,
    retirement,
)


def all_rules() -> tuple[Rule, ...]:
    """Collect the rules of every module, in the order of the modules."""
    return tuple(rule for module in MODULES for rule in module.RULES)


def find_rule(code: str) -> Rule:
    """Find a rule by its code.

    Raises
    ------
    ValueError
        No module declares the code.
    """
    for rule in all_rules():
        if rule.code == code:
            return rule
    raise ValueError(f"no rule has the code {code!r}")
