"""What all sentences of the indicator review share: outcomes of counts, and how one is made."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.rules.targets import VERSION

ALL, SOME, NONE, CANNOT = "semua", "sebagian", "tidak satu pun", "tidak dapat dihitung"

VERDICT_KEYS = (
    ("ok", _("tercapai atau lebih baik dari rentang")),
    ("bad", _("tidak tercapai")),
    ("na", _("tidak dapat dihitung")),
)


def name_share(part: int, whole: int, unknown: int = 0) -> str:
    """Name a share: all, some, none, or cannot be computed; never "all" while some are unknown."""
    if whole == 0:
        return CANNOT
    if part == whole:
        return SOME if unknown else ALL
    return NONE if part == 0 else SOME


def count_quantity(number: int, unit: str = "") -> Quantity:
    """Write a count as a word where it is small."""
    return Quantity(int(number), unit, words=True)


def make_finding(
    id: str, outcome: str, messages: Mapping[str, str], values: Mapping[str, object], **place: str
) -> Finding:
    """Keep only the values that the chosen message uses."""
    used = {k: v for k, v in values.items() if "{" + k + "}" in messages[outcome]}
    return Finding(id, outcome, messages, used, subject="umum", rule=VERSION, **place)
