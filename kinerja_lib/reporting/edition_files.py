"""Write the files of one edition: tables, sentences, what changed, and then its page."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import _, clean_text, drop_foreign
from kinerja_lib.reporting.collect import Document, Section
from kinerja_lib.reporting.compare.contents import CONTENTS, describe_contents
from kinerja_lib.reporting.compare.earlier import Candidates, digest_numbers
from kinerja_lib.reporting.compare.section import describe_changes
from kinerja_lib.reporting.compare.snapshot import read_snapshot
from kinerja_lib.reporting.csv_files import write_csv, write_findings, write_table
from kinerja_lib.reporting.data_dictionary import LINEAGE, write_dictionary
from kinerja_lib.reporting.edition import Edition, insert_section, refuse_nip
from kinerja_lib.reporting.facts import public_copy
from kinerja_lib.reporting.lineage import describe_lineage
from kinerja_lib.reporting.page import render_page
from kinerja_lib.reporting.page_size import check_page_size
from kinerja_lib.reporting.record import to_json
from kinerja_lib.reporting.sharing import make_folder
from kinerja_lib.reporting.unit_files import LIST_PAGE
from kinerja_lib.reporting.units.pages import write_unit_pages
from kinerja_lib.reporting.verdicts import Verdict
from kinerja_lib.reporting.workbooks import write_workbook

_LIMITS = "keterbatasan"  # the section before which the changes stand


@dataclass(frozen=True)
class WrittenEdition:
    """What run.json records of one edition: code of its numbers, and the report it follows."""

    numbers: str
    previous: dict[str, Any] | None

    def as_facts(self) -> dict[str, Any]:
        """Give both as run.json of the edition has them."""
        return {"numbers": self.numbers, "previous": self.previous}


def show_facts(facts: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Give the facts as an edition may show them; texts without hidden or reordering marks."""
    shown = public_copy(facts) if edition == "public" else dict(facts)
    return {key: clean_text(v) if isinstance(v, str) else v for key, v in shown.items()}


def write_data(
    folder: Path, edition: Edition, facts: Mapping[str, Any], candidates: Candidates | None = None
) -> tuple[Section, WrittenEdition]:
    """Write tables and sentences of an edition, and what changed since the report before it.

    What changed is worked out from the files just written, as a reader has them; the section that
    tells it is added to the edition and returned.

    Parameters
    ----------
    folder : Path
        Made where it does not exist.
    edition : Edition
        What of the document this edition shows.
    facts : mapping
        run.json without anything of the clock, as this edition may show it.
    candidates : Candidates, optional
        The earlier reports that this one may follow.
    """
    for made in (folder, folder / "tables"):
        make_folder(made, exist_ok=True)
    _write_files(folder, edition)
    record = {**facts, "edition": edition.name}
    current = replace(read_snapshot(folder), record=record)
    section, earlier = describe_changes(current, candidates or Candidates())
    insert_section(edition, section, before=_LIMITS)
    _write_files(folder, edition)
    entry = earlier.entry() if earlier else None
    return section, WrittenEdition(digest_numbers(folder), entry)


def write_page(
    folder: Path,
    document: Document,
    edition: Edition,
    facts: Mapping[str, Any],
    verdicts: Sequence[Verdict] = (),
) -> None:
    """Write page, pages of units where they are asked for, lineage and dictionary beside the data.

    `verdicts` of all editions are for the internal page.

    Raises
    ------
    RunError
        The page is larger than any page may be.
    """
    lineage = describe_lineage(facts, edition)
    if edition.name == "public":
        texts = [value for value in facts.values() if isinstance(value, str)]
        refuse_nip((texts, lineage), _("berkas params atau asal-usul"))
    pairs = [(line.label, drop_foreign(line.text)) for line in lineage]
    write_csv(folder / "tables" / "asal-usul.csv", LINEAGE, pairs)
    write_dictionary(folder / "tables", edition.tables(), edition.findings, pairs)
    if facts.get("unit_pages") and write_unit_pages(folder, document, edition, facts):
        facts = {**facts, "unit_index": LIST_PAGE}
    page = render_page(document, edition, facts, lineage, verdicts).encode()
    _write_file(folder / "index.html", check_page_size("index.html", page))


def _write_files(folder: Path, edition: Edition) -> None:
    for table in edition.tables():
        write_table(folder / "tables" / f"{table['id']}.csv", table)
        if table.get("workbook") and edition.name == "internal":
            write_workbook(folder / "tables" / f"{table['id']}.xlsx", table)
    write_findings(folder / "findings.csv", edition.findings)
    _write_file(folder / CONTENTS, to_json(describe_contents(edition)))


def _write_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
