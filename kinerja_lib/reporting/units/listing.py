"""What became of the page of each unit, in words, and what the list of units shows."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja_lib.i18n import _, clean_text, count_words, format_number, translate_value
from kinerja_lib.reporting.unit_files import ABSENT, FAILED, MADE, SMALL
from kinerja_lib.reporting.units.roster import Unit

STATES: Mapping[str, tuple[str, str]] = {
    FAILED: (_("gagal"), "bad"),
    MADE: (_("tersedia"), "ok"),
    SMALL: (_("tidak ditampilkan: kelompok kecil"), "na"),
    ABSENT: (_("tidak disebut dalam edisi ini"), "na"),
}
_LONGEST = 300  # characters of a reason


@dataclass(frozen=True)
class Outcome:
    """What became of one unit's page: a word of `STATES`, its bytes, why it failed.

    `size` leaves out what tells the release, so that approval does not change it; None without a
    page.
    """

    unit: Unit
    state: str
    size: int | None = None
    reason: str = ""

    @property
    def file(self) -> str:
        """Name the page below the report's folder, "" where there is none."""
        return self.unit.file if self.state == MADE else ""


def list_view(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Give what the template of the list needs: summary, letters, states, rows."""
    found = Counter(one.state for one in outcomes)
    counts = {state: found[state] for state in STATES if found[state]}
    letters: list[str] = []
    rows = [_view_row(one, letters) for one in outcomes]
    return {
        "summary": _summarize(counts, len(outcomes)),
        "letters": letters,
        "states": [(s, _(STATES[s][0]), STATES[s][1], n) for s, n in counts.items()],
        "rows": rows,
    }


def _summarize(counts: Mapping[str, int], total: int) -> str:
    """Say how many units have a page and how many pages failed; small units are not counted."""
    made, failed = counts.get(MADE, 0), counts.get(FAILED, 0)
    text = _("Dari {total} unit, {made} mempunyai halaman sendiri.").format(
        total=count_words(total), made=count_words(made)
    )
    if failed:
        text += " " + _("Halaman {n} unit gagal dibuat; sebabnya ada pada daftar.").format(
            n=count_words(failed)
        )
    return text


def _view_row(outcome: Outcome, letters: list[str]) -> dict[str, Any]:
    word, shape = STATES[outcome.state]
    letter = _first_letter(outcome.unit.name)
    anchor = 0
    if letter not in letters:
        letters.append(letter)
        anchor = len(letters)
    size = ""
    if outcome.size is not None:
        size = _("{n} KB").format(n=format_number((outcome.size + 999) // 1000))
    return {
        "name": clean_text(outcome.unit.name),
        "kind": translate_value(outcome.unit.kind),
        "file": outcome.file,
        "state": outcome.state,
        "word": _(word),
        "shape": shape,
        "reason": clean_text(outcome.reason, _LONGEST),
        "size": size,
        "anchor": anchor,
    }


def _first_letter(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lstrip()[:1].upper()
    return plain if plain.isalpha() else "0–9"
