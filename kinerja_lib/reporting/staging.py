"""Complete the folders of a run, one for each edition, before they are published."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _, use_language
from kinerja_lib.reporting.cleaning import clean_notebook
from kinerja_lib.reporting.compare.earlier import Candidates
from kinerja_lib.reporting.compare.seal import seal_folder
from kinerja_lib.reporting.facts import record_of_edition
from kinerja_lib.reporting.kernel_job import EXECUTED
from kinerja_lib.reporting.record import read_json, to_json, write_atomic, write_record
from kinerja_lib.reporting.run_people import Person, take_people
from kinerja_lib.reporting.sheet_dictionary import complete_dictionary
from kinerja_lib.reporting.swap import set_modes
from kinerja_lib.reporting.unit_files import count_pages

if TYPE_CHECKING:
    from kinerja_lib.reporting.disclosure import Gate

_PAGES = "kinerja_lib.reporting.pages"


def read_executed(folder: Path) -> tuple[dict[str, Any], list[Person] | None]:
    """Read the notebook that the child left, cleaned of what differs between equal runs.

    The list of people that it carries for the disclosure gate is taken out of it and given beside
    it; None where it has none.
    """
    executed = read_json(folder / EXECUTED)
    if executed is None:
        raise RunError(_("Notebook hasil proses tidak dapat dibaca. Jalankan ulang."))
    return take_people(clean_notebook(executed))


def render_pages(
    notebook: Mapping[str, Any],
    facts: Mapping[str, Any],
    folder: Path,
    candidates: Mapping[str, Candidates] | None = None,
    gate: Gate | None = None,
) -> dict[str, Any]:
    """Write page and tables of each edition; return what run.json records of them."""
    publish = importlib.import_module(_PAGES).publish_pages
    pages = publish(dict(notebook), dict(facts), folder, candidates, gate)
    return {
        "headline": pages.headline,
        "data_files": pages.data_files,
        "rules": pages.rules,
        "objects": pages.objects_digest,
        "numbers": dict(pages.numbers),
        "previous": dict(pages.previous),
        "purpose": getattr(pages, "purpose", ""),
        "units": {edition: count_pages(folder / edition) for edition in facts["editions"]},
    }


def complete_edition(
    staged: Path, edition: str, record: Mapping[str, Any], notebook: Mapping[str, Any]
) -> None:
    """Complete the dictionary; add run.json and, inside, the notebook; seal and set the modes."""
    with use_language(record["language"]):
        complete_dictionary(staged)
    write_record(staged, record_of_edition(record, edition))
    if edition == "internal":
        write_atomic(staged / "notebook.ipynb", to_json(notebook))
    seal_folder(staged)
    set_modes(staged, edition)
