"""The difference of two published numbers as an edition may tell it.

Inside the office it is a number. In public a whole number that may count people gives none below
ten: its place says `FEW`, without a sign. Both numbers were published and stand beside it, so their
order can be seen; a list of small differences cannot be taken out of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kinerja_lib.i18n import _
from kinerja_lib.publish.display import FEW
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.reporting.compare.numbers import NumberChange

_PEOPLE = _("orang")  # the unit of a count of people; most counts have none


def is_public(record: Mapping[str, Any]) -> bool:
    """Say whether a run.json is one that everyone may see."""
    return record.get("edition") == "public"


def tell_difference(change: NumberChange, *, public: bool) -> float | str | None:
    """Give new less old; `FEW` in place of one to nine people in public; None without numbers."""
    size = change.difference
    return FEW if size and public and _may_count_few(change) else size


def _may_count_few(change: NumberChange) -> bool:
    """Say whether a change may be one of one to nine people.

    What a number of a table of places or of a sentence counts is not known, so every whole number
    without another unit is taken for a count of people.
    """
    old, new = Decimal(change.old), Decimal(change.new)
    whole = old == old.to_integral_value() and new == new.to_integral_value()
    counts = change.unit in ("", _PEOPLE, _(_PEOPLE)) and not change.decimals
    return whole and counts and abs(new - old) < FEWEST
