"""Make the folder of each edition: page, tables and findings, from what a notebook showed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import _, clean_text, use_language
from kinerja_lib.publish.finding import fill_message
from kinerja_lib.reporting.collect import Document, collect_document, objects_digest
from kinerja_lib.reporting.csv_files import write_csv, write_findings, write_table
from kinerja_lib.reporting.data_dictionary import LINEAGE, write_dictionary
from kinerja_lib.reporting.edition import Edition, make_edition, refuse_nip
from kinerja_lib.reporting.facts import public_copy
from kinerja_lib.reporting.lineage import describe_lineage
from kinerja_lib.reporting.page import render_page
from kinerja_lib.reporting.workbooks import write_workbook

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


def publish_pages(
    notebook: Mapping[str, Any], facts: Mapping[str, Any], folder: Path
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

    Raises
    ------
    DisclosureError
        The notebook showed something that cannot be checked or may not be shown. Nothing of any
        edition is then complete, and the caller publishes none.
    """
    document = collect_document(notebook)
    rules = sorted({block["rule"] for block in document.objects() if block.get("rule")})
    drawings: dict[str, tuple[str, str]] = {}
    headline = ""
    with use_language(facts["language"]):
        for name in facts["editions"]:
            edition = make_edition(document, name, drawings)
            if name == "public" or not headline:
                headline = find_headline(edition)
            shown = _show_facts(facts, name)
            _write_edition(folder / name, document, edition, {**shown, "rules": rules})
    return PagesResult(headline, _data_files(document), rules, objects_digest(document))


def _show_facts(facts: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Give the facts as an edition may show them; texts without hidden or reordering marks."""
    shown = public_copy(facts) if edition == "public" else dict(facts)
    return {key: clean_text(v) if isinstance(v, str) else v for key, v in shown.items()}


def _write_edition(
    folder: Path, document: Document, edition: Edition, facts: Mapping[str, Any]
) -> None:
    tables = folder / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    for table in edition.tables():
        write_table(tables / f"{table['id']}.csv", table)
        if table.get("workbook") and edition.name == "internal":
            write_workbook(tables / f"{table['id']}.xlsx", table)
    lineage = describe_lineage(facts, edition)
    if edition.name == "public":
        texts = [value for value in facts.values() if isinstance(value, str)]
        refuse_nip((texts, lineage), _("berkas params atau asal-usul"))
    write_csv(tables / "asal-usul.csv", LINEAGE, lineage)
    write_findings(folder / "findings.csv", edition.findings)
    write_dictionary(tables, edition.tables(), edition.findings, lineage)
    page = render_page(document, edition, facts, lineage)
    with (folder / "index.html").open("w", encoding="utf-8", newline="\n") as file:
        file.write(page)
        file.flush()
        os.fsync(file.fileno())


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
