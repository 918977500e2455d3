"""The section of a page that says what changed since the report before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from kinerja_lib.i18n import _, clean_text, format_date, format_number, name_period
from kinerja_lib.publish.finding import Finding, Quantity
from kinerja_lib.publish.table import Table
from kinerja_lib.reporting.collect import Section
from kinerja_lib.reporting.compare.causes import Cause, kind_names, name_causes
from kinerja_lib.reporting.compare.change_tables import tabulate_numbers, tabulate_sentences
from kinerja_lib.reporting.compare.differences import is_public
from kinerja_lib.reporting.compare.earlier import Candidates, Earlier
from kinerja_lib.reporting.compare.numbers import GONE, NEW, Changes, compare_editions, count_kinds
from kinerja_lib.reporting.compare.snapshot import CHANGES, Snapshot

SECTION = "perubahan-laporan"
PAGE_ROWS = 12  # rows of each table on the page; the CSV files have all
_CAUSES_SHOWN = 3  # of each kind
_FIRST = _("Belum ada laporan sebelumnya untuk cakupan ini")
_SAME = _("**Tidak ada perubahan** sejak laporan periode {period} (data per {day})")
_WORDS_ONLY = _("**Tidak ada angka yang berubah** sejak laporan periode {period} (data per {day})")
_CHANGED = _("**{changed} angka berubah** sejak laporan periode {period} (data per {day})")
_OTHERS = {
    "baru dan hilang": _("Selain itu {new} angka baru, dan {gone} angka tidak ada lagi."),
    "baru": _("Selain itu {new} angka baru."),
    "hilang": _("Selain itu {gone} angka tidak ada lagi."),
}
_OUTCOMES = {
    "ada": _("{outcomes} kalimat mempunyai kesimpulan lain."),
    "tidak ada": _("Tidak ada kalimat yang kesimpulannya berubah."),
}
_PROTECTED = _("Angka yang dilindungi pada salah satu laporan tidak dibandingkan.")
_CAUSES = {
    "tercatat": _("Yang tercatat berbeda antara kedua laporan:"),
    "data": _(
        "Edisi ini tidak mencatat perbedaan parameter, aturan, kode, atau lingkungan. Rincian "
        "berkas data ada pada edisi internal."
    ),
}
_CAUSE = _("**{kind}**: {causes}.")


def follow(
    current: Snapshot, candidates: Candidates
) -> tuple[Earlier | None, Snapshot | None, Changes | None]:
    """Choose what this edition follows; see `earlier` for the rule."""
    for earlier in (candidates.replaced, candidates.before):
        if earlier is None:
            continue
        before = earlier.read()
        changes = None if before is None else _compare(before, current)
        if earlier is candidates.before or changes:
            return earlier, before, changes
    return None, None, None


def describe_changes(current: Snapshot, candidates: Candidates) -> tuple[Section, Earlier | None]:
    """Write the section for one edition, from what both editions publish and nothing else.

    Parameters
    ----------
    current : Snapshot
        The edition being made, with its own run.json as this edition may show it.
    candidates : Candidates
        What it may follow.
    """
    earlier, before, changes = follow(current, candidates)
    section = Section(SECTION, _("Yang berubah"))
    if earlier is None or before is None or changes is None:
        first = _say("judul", "belum ada", {"belum ada": _FIRST}, {}, place="heading")
        section.blocks.append(first.to_json())
        return section, None
    section.blocks.append(_heading(earlier, changes).to_json())
    if changes:
        found = [*_counts(changes), *_causes(before, current)]
        section.blocks += [finding.to_json() for finding in found]
    if changes.numbers:
        table = tabulate_numbers(changes.numbers, public=is_public(current.record))
        in_tables = sum(not change.sentence for change in changes.numbers)
        section.blocks.append(_shown(table, min(PAGE_ROWS, in_tables or PAGE_ROWS)))
    if changes.sentences:
        section.blocks.append(_shown(tabulate_sentences(changes.sentences), PAGE_ROWS))
    return section, earlier


def _compare(before: Snapshot, current: Snapshot) -> Changes:
    same = before.record.get("language") == current.record.get("language")
    return compare_editions(before, current, same_language=same)


def _heading(earlier: Earlier, changes: Changes) -> Finding:
    changed = count_kinds(changes.numbers)["berubah"]
    outcome = "berubah" if changed else "kata" if changes else "sama"
    messages = {"berubah": _CHANGED, "kata": _WORDS_ONLY, "sama": _SAME}
    values: dict[str, object] = {
        "period": name_period(earlier.record["period"]),
        "day": name_day(earlier.record["reference_date"]),
    }
    if changed:
        values["changed"] = Quantity(changed)
    return _say("judul", outcome, messages, values, place="heading")


def _counts(changes: Changes) -> list[Finding]:
    """Say how many numbers are new or gone, how many conclusions differ, what is not compared."""
    kinds = count_kinds(changes.numbers)
    outcomes = sum(sentence.other_outcome for sentence in changes.sentences)
    values = {
        "new": Quantity(kinds[NEW]),
        "gone": Quantity(kinds[GONE]),
        "outcomes": Quantity(outcomes, words=True),
    }
    other = " dan ".join(kind for kind in (NEW, GONE) if kinds[kind])
    found = [_say("lain", other, _OTHERS, values)] if other else []
    found.append(_say("kesimpulan", "ada" if outcomes else "tidak ada", _OUTCOMES, values))
    return [*found, _say("dilindungi", "ada", {"ada": _PROTECTED}, {}, place="note")]


def _causes(before: Snapshot, current: Snapshot) -> list[Finding]:
    """Name what the two were made from otherwise, one sentence for each kind."""
    known = gather_causes(name_causes(before.record, current.record), _CAUSES_SHOWN)
    found = [_say("sebab", "tercatat" if known else "data", _CAUSES, {})]
    for kind, causes in known.items():
        values = {"kind": kind_names()[kind], "causes": causes}
        found.append(_say(f"sebab-{kind}", "ada", {"ada": _CAUSE}, values))
    return found


def _say(
    name: str,
    outcome: str,
    messages: Mapping[str, str],
    values: Mapping[str, object],
    place: str = "text",
) -> Finding:
    used = {k: v for k, v in values.items() if "{" + k + "}" in messages[outcome]}
    return Finding(f"{CHANGES}-{name}", outcome, messages, used, place=place, subject="umum")


def gather_causes(causes: Sequence[Cause], shown: int) -> dict[str, str]:
    """Write the causes of each kind in one line, at most `shown` of them."""
    found = {}
    for kind in kind_names():
        texts = [cause.text for cause in causes if cause.kind == kind]
        more = len(texts) - shown
        rest = [_("dan {count} lainnya").format(count=format_number(more))] if more > 0 else []
        if texts:
            found[kind] = "; ".join([*texts[:shown], *rest])
    return found


def _shown(table: Table, rows: int) -> dict[str, Any]:
    """Give a table of withheld values as a block of an edition; it needs no second check."""
    return {**table.to_json(), "withheld": 0, "page_rows": rows}


def name_day(text: str) -> str:
    """Write an ISO date out; what is no date stays as it is, cleaned."""
    try:
        return format_date(dt.date.fromisoformat(text))
    except ValueError:
        return clean_text(text, 40)
