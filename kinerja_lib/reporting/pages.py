"""Make the folder of each edition: page, tables and findings, from what a notebook showed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import use_language
from kinerja_lib.publish.finding import fill_message
from kinerja_lib.reporting.collect import Document, collect_document, objects_digest
from kinerja_lib.reporting.compare.earlier import Candidates
from kinerja_lib.reporting.disclosure import Gate, Passed
from kinerja_lib.reporting.edition import Edition, make_edition
from kinerja_lib.reporting.edition_files import WrittenEdition, show_facts, write_data, write_page
from kinerja_lib.reporting.ledger import Ledger, write_ledger
from kinerja_lib.reporting.prose_html import split_blocks
from kinerja_lib.reporting.verdicts import (
    Verdict,
    judge_outputs,
    judge_section,
    refused_verdict,
    unknown_verdict,
    write_sheet,
)

FILE_KEYS = ("file", "digest", "rows_in", "accepted", "quarantined")


@dataclass(frozen=True)
class PagesResult:
    """What run.json records of the pages.

    Parameters
    ----------
    headline : str
        The main finding as the public edition may show it.
    data_files : list of dict
        Files read, with digests and row counts.
    rules : list of str
        Versions of the rules behind the sentences.
    objects_digest : str
        Check code of everything the notebook showed.
    purpose : str
        The question of the report and who needs the answer, as its notebook opens.
    """

    headline: str
    data_files: list[dict[str, Any]]
    rules: list[str]
    objects_digest: str
    numbers: Mapping[str, str]
    previous: Mapping[str, dict[str, Any] | None]
    purpose: str = ""


def publish_pages(
    notebook: Mapping[str, Any],
    facts: Mapping[str, Any],
    folder: Path,
    candidates: Mapping[str, Candidates] | None = None,
    gate: Gate | None = None,
) -> PagesResult:
    """Write `<folder>/<edition>/` for each edition of `facts`.

    Parameters
    ----------
    notebook : mapping
        The executed notebook, nbformat 4 JSON.
    facts : mapping
        The part of run.json that does not depend on the clock.
    folder : Path
        An existing, private folder.
    candidates : mapping of str to Candidates, optional
        For each edition the earlier reports that it may follow.
    gate : Gate, optional
        What the gate of the public edition knows beside this notebook. The ledger of that edition
        is written into the folder, to be kept with the run.

    Raises
    ------
    DisclosureError
        The notebook showed something that cannot be checked or may not be shown. Nothing of any
        edition is then complete, and the caller publishes none.
    """
    document = collect_document(notebook)
    rules = sorted({block["rule"] for block in document.objects() if block.get("rule")})
    own = {**facts, "rules": rules, "data_files": _data_files(document)}
    with use_language(facts["language"]):
        maker = _Maker(document, own, folder, gate or Gate(str(facts["report"])))
        for name in facts["editions"]:
            maker.make(name, (candidates or {}).get(name))
        maker.finish()
        public = [edition for edition in maker.editions if edition.name == "public"]
        headline = find_headline((public or maker.editions)[0])
    return PagesResult(
        headline,
        own["data_files"],
        rules,
        objects_digest(document),
        {name: made.numbers for name, made in maker.written.items()},
        {name: made.previous for name, made in maker.written.items()},
        split_blocks(document.question)[0],
    )


class _Maker:
    """Makes the editions of one document: first their data, then the pages with all verdicts."""

    def __init__(
        self, document: Document, facts: Mapping[str, Any], folder: Path, gate: Gate
    ) -> None:
        self.document, self.facts, self.folder, self.gate = document, facts, folder, gate
        self.editions: list[Edition] = []
        self.verdicts: list[Verdict] = []
        self.written: dict[str, WrittenEdition] = {}
        self._drawings: dict[str, tuple[str, str]] = {}

    def make(self, name: str, candidates: Candidates | None) -> None:
        """Make one edition, write its data and judge it; a refusal leaves the verdicts behind."""
        shown = show_facts(self.facts, name)
        exceptions = self.facts.get("exceptions", ())
        try:
            edition = make_edition(self.document, name, self._drawings, exceptions, self.gate)
            verdicts = judge_outputs(self.document, edition)
            if name == "public" and self.gate.standing.unknown:
                verdicts.append(unknown_verdict(name, len(self.gate.standing.unknown)))
            section, made = write_data(self.folder / name, edition, shown, candidates)
        except DisclosureError as error:
            refused = [*self.verdicts, refused_verdict(name, str(error))]
            write_sheet(self.folder, refused, self.editions, getattr(error, "cells", ()))
            raise
        self.written[name] = made
        self.editions.append(edition)
        self.verdicts += [*verdicts, *judge_section(section, name)]

    def finish(self) -> None:
        """Write the pages, and the verdict sheet inside the office."""
        for edition in self.editions:
            name = edition.name
            if edition.passed is not None:
                self._keep_ledger(edition.passed)
            facts = show_facts(self.facts, name) | self.written[name].as_facts()
            sheet = self.verdicts if name == "internal" else ()
            write_page(self.folder / name, self.document, edition, facts, sheet)
        inside = self.folder / "internal"
        write_sheet(inside if inside.is_dir() else self.folder, self.verdicts, self.editions)

    def _keep_ledger(self, passed: Passed) -> None:
        """Leave beside the run what later runs have to be compared with."""
        against = self.gate.standing.runs()
        people = self.gate.people
        ledger = Ledger(passed.sheets, passed.further, people, against, passed.quotes)
        write_ledger(self.folder, ledger, self.facts)


def find_headline(edition: Edition) -> str:
    """Give the headline sentence of an edition, "" without one."""
    for finding in edition.findings:
        if finding["place"] == "headline":
            return fill_message(finding).replace("**", "")
    return ""


def _data_files(document: Document) -> list[dict[str, Any]]:
    """Read the list of files from the table shown as lineage."""
    files: list[dict[str, Any]] = []
    for block in document.objects():
        if block["kind"] == "table" and block["place"] == "lineage":
            names = [column["name"] for column in block["columns"]]
            rows = [dict(zip(names, row, strict=True)) for row in block["rows"]]
            files += [{key: row.get(key) for key in FILE_KEYS} for row in rows]
    return json.loads(json.dumps(files))
