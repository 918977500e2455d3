"""Make the folder of each edition: page, tables and findings, from what a notebook showed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import use_language
from kinerja_lib.publish.finding import fill_message
from kinerja_lib.reporting.collect import Document, collect_document, objects_digest
from kinerja_lib.reporting.compare.earlier import Candidates
from kinerja_lib.reporting.edition import Edition, make_edition
from kinerja_lib.reporting.edition_files import WrittenEdition, show_facts, write_edition

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
    """

    headline: str
    data_files: list[dict[str, Any]]
    rules: list[str]
    objects_digest: str
    numbers: Mapping[str, str]
    previous: Mapping[str, dict[str, Any] | None]


def publish_pages(
    notebook: Mapping[str, Any],
    facts: Mapping[str, Any],
    folder: Path,
    candidates: Mapping[str, Candidates] | None = None,
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

    Raises
    ------
    DisclosureError
        The notebook showed something that cannot be checked or may not be shown. Nothing of any
        edition is then complete, and the caller publishes none.
    """
    document = collect_document(notebook)
    rules = sorted({block["rule"] for block in document.objects() if block.get("rule")})
    data_files, known = _data_files(document), candidates or {}
    drawings: dict[str, tuple[str, str]] = {}
    written: dict[str, WrittenEdition] = {}
    headline = ""
    with use_language(facts["language"]):
        for name in facts["editions"]:
            edition = make_edition(document, name, drawings)
            if name == "public" or not headline:
                headline = find_headline(edition)
            own = {**facts, "rules": rules, "data_files": data_files}
            written[name] = write_edition(
                folder / name, document, edition, show_facts(own, name), known.get(name)
            )
    return PagesResult(
        headline,
        data_files,
        rules,
        objects_digest(document),
        {name: edition.numbers for name, edition in written.items()},
        {name: edition.previous for name, edition in written.items()},
    )


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
