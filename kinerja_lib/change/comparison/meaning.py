"""Where means of groups may be compared: as far as the structure and invariance allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kinerja_lib.change.structure.groups import CONFIGURAL, METRIC, NO_LEVEL, SCALAR, UNTESTED
from kinerja_lib.change.words import GROUPINGS
from kinerja_lib.i18n import _

BARRED = _("belum dapat dibandingkan")
COMPARABLE, CAREFUL = _("dapat dibandingkan"), _("dibaca dengan hati-hati")
# Each follows "karena".
CAUSES: Mapping[str, str] = {
    NO_LEVEL: _("susunan butirnya tidak sesuai dengan jawaban"),
    CONFIGURAL: _("muatan butirnya belum terbukti setara antarkelompok"),
    METRIC: _("tingkat dasar butirnya belum terbukti setara antarkelompok"),
}
MEANING = {
    BARRED: _("**Menurut {groupings}, rerata {names} belum dapat dibandingkan** karena {reason}."),
    UNTESTED: _(
        "Menurut {groupings}, sebagian atau semua kelompok tidak diuji apakah memahami butir "
        "dengan cara yang sama; perbedaan skornya dapat juga berasal dari cara memahami butir."
    ),
}
KINDS = {COMPARABLE: "ok", CAREFUL: "warn", BARRED: "na"}


def is_barred(level: str) -> bool:
    """Tell whether a level of invariance forbids comparing means.

    Groups that could not be tested are compared, and the page says that they were not tested.
    """
    return level not in (SCALAR, UNTESTED)


def name_use(level: str) -> str:
    """Say how means of a group are read at a level of invariance."""
    if is_barred(level):
        return BARRED
    return COMPARABLE if level == SCALAR else CAREFUL


def say_cause(level: str) -> str:
    """Say why means may not be compared; empty where they may."""
    return CAUSES.get(level, "")


def name_groupings(codes: Iterable[str]) -> list[str]:
    """Name groupings once each, in the order of the page."""
    own = set(codes)
    return [words for name, words in GROUPINGS.items() if name in own]
