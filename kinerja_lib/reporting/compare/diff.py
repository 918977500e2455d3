"""Tell what changed between two published reports, and what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text, format_number, name_period
from kinerja_lib.reporting.catalogue_words import name_edition
from kinerja_lib.reporting.compare.causes import Cause, kind_names, name_causes
from kinerja_lib.reporting.compare.change_tables import count_decimals
from kinerja_lib.reporting.compare.contents import CONTENTS
from kinerja_lib.reporting.compare.differences import is_public, tell_difference
from kinerja_lib.reporting.compare.earlier import KEPT
from kinerja_lib.reporting.compare.numbers import (
    CHANGED,
    GONE,
    NEW,
    Changes,
    NumberChange,
    SentenceChange,
    compare_editions,
    count_kinds,
)
from kinerja_lib.reporting.compare.section import name_day
from kinerja_lib.reporting.compare.snapshot import Snapshot, is_number, read_snapshot
from kinerja_lib.reporting.record import read_record

SCHEMA = 1
LINES = 40  # numbers, sentences and texts told on the terminal; the JSON file has all
_TEXT = 160  # characters of a sentence on the terminal
_SCOPE = ("report", "region_slug", "unit", "edition")


@dataclass(frozen=True)
class Difference:
    """Two editions of one report, what differs between them, and what they were made from."""

    old: Snapshot
    new: Snapshot
    changes: Changes
    causes: tuple[Cause, ...]


def compare_reports(old: Path, new: Path) -> Difference:
    """Compare two published folders, or two runs kept in `.runs`.

    Raises
    ------
    ParameterError
        A folder is no report, or the two are not the same report, region, unit and edition.
    RunError
        The numbers of a folder cannot be read.
    """
    first, second = open_pair(old, new)
    before, after = read_snapshot(first), read_snapshot(second)
    different = [n for n in _SCOPE if before.record.get(n) != after.record.get(n)]
    if different:
        raise ParameterError(
            _(
                "Kedua folder tidak sebanding: {names} berbeda. Sebutkan dua terbitan dari "
                "laporan, daerah, unit, dan edisi yang sama."
            ).format(names=", ".join(different))
        )
    same = before.record.get("language") == after.record.get("language")
    changes = compare_editions(before, after, same_language=same)
    one_run = before.record.get("id") == after.record.get("id")
    causes = () if one_run else tuple(name_causes(before.record, after.record))
    return Difference(before, after, changes, causes)


def open_pair(old: Path, new: Path) -> tuple[Path, Path]:
    """Find the folders that hold the numbers; of runs, those of an edition that both published."""
    kept = [folder / KEPT if (folder / KEPT).is_dir() else None for folder in (old, new)]
    wanted = ["internal", "public"]
    for folder, runs in zip((old, new), kept, strict=True):
        if runs is None:
            record = read_record(folder)
            if record is None or "edition" not in record:
                raise ParameterError(
                    _(
                        "Folder {folder} bukan folder laporan: run.json tidak ada atau tidak "
                        "terbaca. Sebutkan folder yang memuat index.html."
                    ).format(folder=folder)
                )
            _refuse_withdrawn(folder, record)
            wanted = [name for name in wanted if name == record["edition"]]
        else:
            wanted = [name for name in wanted if (runs / name).is_dir()]
    if not wanted:
        raise ParameterError(_("Kedua folder tidak sebanding: edisinya berbeda."))
    first, second = (
        folder if runs is None else runs / wanted[0]
        for folder, runs in zip((old, new), kept, strict=True)
    )
    return first, second


def _refuse_withdrawn(folder: Path, record: Mapping[str, Any]) -> None:
    """Refuse a folder of which only the notice of a withdrawal is left."""
    if record.get("release") == "ditarik" and not (folder / CONTENTS).is_file():
        raise ParameterError(
            _("Laporan di {folder} ditarik: tidak ada angka untuk dibandingkan.").format(
                folder=folder
            )
        )


def describe_difference(found: Difference) -> Iterator[str]:
    """Tell a difference in lines: what was compared, causes, numbers, sentences, other words."""
    record = found.new.record
    yield _("{title}, {region}, edisi {edition}").format(
        title=clean_text(str(record.get("title")), 120),
        region=clean_text(str(record.get("region")), 120),
        edition=name_edition(str(record.get("edition"))),
    )
    yield _("Dari {old} ke {new}").format(old=_name(found.old), new=_name(found.new))
    yield from _tell_causes(found)
    if not found.changes:
        same = found.old.record.get("numbers") == found.new.record.get("numbers")
        words = _("Tidak ada perubahan pada angka dan kalimat yang dibandingkan.")
        yield _("Tidak ada perubahan.") if same else words
        return
    yield from _tell_numbers(found.changes.numbers, is_public(record))
    yield from _tell_sentences(found.changes.sentences)
    yield from _tell_texts(found.changes.texts, is_public(record))
    yield _("Angka yang dilindungi pada salah satu terbitan, dan daftar orang, tidak dibandingkan.")


def as_json(found: Difference) -> dict[str, Any]:
    """Give everything that differs as JSON, numbers as numbers; see `differences` for public."""
    names = ("id", "period", "reference_date", "numbers", "edition")
    public = is_public(found.new.record)
    return {
        "schema": SCHEMA,
        "old": {name: found.old.record.get(name) for name in names},
        "new": {name: found.new.record.get(name) for name in names},
        "causes": [asdict(cause) for cause in found.causes],
        "numbers": [_number_json(change, public) for change in found.changes.numbers],
        "sentences": [asdict(change) for change in found.changes.sentences],
        "texts": [_number_json(change, public) for change in found.changes.texts],
    }


def _number_json(change: NumberChange, public: bool) -> dict[str, Any]:
    fields = asdict(change)
    for name in ("old", "new"):
        text = fields[name]
        fields[name] = None if not text else float(text) if is_number(text) else text
    return {**fields, "difference": tell_difference(change, public=public)}


def _name(snapshot: Snapshot) -> str:
    record = snapshot.record
    return _("{period} (data per {day}, proses {id})").format(
        period=name_period(clean_text(str(record.get("period")), 40)),
        day=name_day(str(record.get("reference_date"))),
        id=clean_text(str(record.get("id")), 120),
    )


def _tell_causes(found: Difference) -> Iterator[str]:
    if not found.causes:
        yield _("Yang berbeda di antara keduanya: tidak ada yang tercatat.")
    else:
        yield _("Yang berbeda di antara keduanya:")
    for kind, name in kind_names().items():
        for cause in found.causes:
            if cause.kind == kind:
                yield f"  {name}: {cause.text}"
    if "data_files" not in found.old.record or "data_files" not in found.new.record:
        yield _("  Berkas data hanya tercatat pada edisi internal.")


def _tell_numbers(changes: Sequence[NumberChange], public: bool) -> Iterator[str]:
    kinds = count_kinds(changes)
    yield _("Angka: {changed} berubah, {new} baru, {gone} tidak ada lagi.").format(
        changed=format_number(kinds[CHANGED]),
        new=format_number(kinds[NEW]),
        gone=format_number(kinds[GONE]),
    )
    for change in changes[:LINES]:
        yield f"  {_tell_number(change, public=public)}"
    yield from _tell_rest(len(changes))


def _tell_number(change: NumberChange, *, public: bool) -> str:
    decimals = count_decimals(change)
    old, new = (_cell(text, decimals) for text in (change.old, change.new))
    size = tell_difference(change, public=public)
    if isinstance(size, float):
        size = f"{'+' if size > 0 else ''}{format_number(size, decimals)}"
    sign = "" if size is None else f" ({_(size)})"
    parts = [change.table, change.row, change.label]
    unit = f" {change.unit}" if change.unit else ""
    where = ", ".join(clean_text(part, 80) for part in parts if part)
    return f"{where}{unit}: {old} → {new}{sign}"


def _cell(text: str, decimals: int) -> str:
    if not text:
        return _("tidak ada")
    return format_number(float(text), decimals) if is_number(text) else clean_text(text, 60)


def _tell_sentences(changes: Sequence[SentenceChange]) -> Iterator[str]:
    outcomes = sum(change.other_outcome for change in changes)
    yield _("Kalimat: {outcomes} berkesimpulan lain, {words} hanya berbeda isinya.").format(
        outcomes=format_number(outcomes), words=format_number(len(changes) - outcomes)
    )
    for change in changes[:LINES]:
        outcome = f" ({change.old_outcome or '–'} → {change.new_outcome or '–'})"
        yield f"  {change.id}{outcome if change.other_outcome else ''}"
        yield f"    - {clean_text(change.old, _TEXT)}" if change.old else _("    - tidak ada")
        yield f"    + {clean_text(change.new, _TEXT)}" if change.new else _("    + tidak ada")
    yield from _tell_rest(len(changes))


def _tell_texts(changes: Sequence[NumberChange], public: bool) -> Iterator[str]:
    if changes:
        yield _("Teks lain dalam tabel: {count} berbeda.").format(count=format_number(len(changes)))
    for change in changes[:LINES]:
        yield f"  {_tell_number(change, public=public)}"
    yield from _tell_rest(len(changes))


def _tell_rest(count: int) -> Iterator[str]:
    if count > LINES:
        yield _("  … dan {count} lagi; --json menulis semuanya.").format(
            count=format_number(count - LINES)
        )
