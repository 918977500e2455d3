"""Columns that the tables of the survey share."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.i18n import _
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: survei_asn.")
NUMBER = {"decimals": 2, "missing": NOT_COMPUTABLE}
POINT = {"unit": _("poin"), "decimals": 2, "missing": NOT_COMPUTABLE}
SHARE = {"unit": "%", "decimals": 1, "missing": NOT_COMPUTABLE}
SUBSCALE = Column(_("Subskala"), "key")
PEOPLE = Column(_("Responden"), "n", short="n")


def give_limits(
    cell: Mapping[str, object], low: str = "low", high: str = "high"
) -> dict[str, Column]:
    """Give the columns of the limits of an interval of 95 %, written as `cell` says."""
    return {
        low: Column(_("Batas bawah 95%"), short=_("Bawah"), **cell),
        high: Column(_("Batas atas 95%"), short=_("Atas"), **cell),
    }
