"""What sentences about indicators share: names of the verdicts, and the rule they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, phrases
from kinerja_lib.rules.targets import VERSION

VERDICT_KEYS = (
    ("ok", _("tercapai atau lebih baik dari rentang")),
    ("bad", _("tidak tercapai")),
    ("na", _("tidak dapat dihitung")),
)


def make_finding(
    id: str,
    outcome: str,
    messages: Mapping[str, str],
    values: Mapping[str, object],
    **options: Unpack[phrases.FindingOptions],
) -> Finding:
    """Make a sentence under the rule of targets."""
    return phrases.make_finding(id, outcome, messages, values, rule=VERSION, **options)
