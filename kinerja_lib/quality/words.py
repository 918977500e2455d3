"""What all sentences of the quality report share: the version of its rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from kinerja_lib.publish import Finding, phrases

VERSION = "mutu data 1"


def make_finding(
    id: str,
    outcome: str,
    messages: Mapping[str, str],
    values: Mapping[str, object],
    **options: Unpack[phrases.FindingOptions],
) -> Finding:
    """Make a sentence under the rules of data quality."""
    return phrases.make_finding(id, outcome, messages, values, rule=VERSION, **options)
