"""Run a published report again in a scratch folder, from its record and the data it was made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja_lib.config.project import list_notebooks
from kinerja_lib.errors import KinerjaError, RunError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.reporting import causes
from kinerja_lib.reporting.compare.earlier import Candidates, find_kept
from kinerja_lib.reporting.facts import describe_request
from kinerja_lib.reporting.gates import repeat_gate
from kinerja_lib.reporting.record import SCHEMA
from kinerja_lib.reporting.request import Progress, RunRequest
from kinerja_lib.reporting.staging import complete_edition, read_executed, render_pages
from kinerja_lib.reporting.stop_signals import listen_to_signals
from kinerja_lib.reporting.supervise import Supervisor
from kinerja_lib.sources.digests import digest_file

# How a report was released is no result: a new run takes it over from the record.
_RELEASE = ("release", "releases", "release_rules", "approval", "exceptions")


@dataclass(frozen=True)
class Rerun:
    """A new run: the folder with one folder for each edition, its record, what could not be had.

    `without_earlier` names the editions whose earlier report is not kept any more.
    """

    folder: Path
    record: Mapping[str, Any]
    without_earlier: tuple[str, ...]


def find_missing_inputs(record: Mapping[str, Any], project: Path) -> list[str]:
    """Say of every data file of a record that is gone or is another one now, in a sentence each.

    Files are looked for where the parameters name a file or a folder.
    """
    places = [project / value for value in _texts(record["parameters"])]
    problems = []
    for name in dict.fromkeys(str(entry["file"]) for entry in record["data_files"]):
        wanted = {e["digest"] for e in record["data_files"] if e["file"] == name}
        problem = _check_file(name, wanted, places)
        if problem:
            problems.append(problem)
    return problems


def rerun_report(
    record: Mapping[str, Any],
    project: Path,
    out: Path | None,
    scratch: Path,
    progress: Callable[[Progress], None],
) -> Rerun:
    """Run the notebook of a record again, with its parameters, and make its pages.

    Parameters
    ----------
    record : mapping
        An internal run.json.
    project : Path
        The project folder, for notebook, settings and relative paths.
    out : Path or None
        The output root, where the earlier report is kept.
    scratch : Path
        An empty, private folder.
    progress : callable
        Told how far the run is.

    Raises
    ------
    RunError
        The notebook is gone, or the run did not come to its end.
    """
    request = _make_request(record, project, scratch)
    candidates, lost = _take_earlier(record, out)
    facts = {**describe_request(request), "status": "complete"}
    facts |= {name: record[name] for name in _RELEASE if name in record}
    with listen_to_signals() as stop:
        end = Supervisor(request, scratch, stop).run(progress)
        if end.how != "complete":
            _status, cause = causes.explain_kernel_end(end, request, scratch)
            raise RunError(f"{cause.message} {cause.remedy}")
        notebook, people = read_executed(scratch)
        gate = repeat_gate(out or scratch, record, people)
        progress(Progress("pages"))
        results = render_pages(notebook, facts, scratch, candidates, gate)
    new = {"schema": SCHEMA, "id": record["id"], "status": "complete", "cause": None}
    new |= {**facts, "measured": record["measured"], **results}
    for edition in request.editions:
        complete_edition(scratch / edition, edition, new, notebook)
    return Rerun(scratch, new, lost)


def _make_request(record: Mapping[str, Any], project: Path, scratch: Path) -> RunRequest:
    notebook = list_notebooks(project).get(str(record["report"]))
    if notebook is None:
        raise RunError(
            _("Notebook {name} tidak ada dalam folder proyek {project}.").format(
                name=clean_text(str(record["report"]), 60), project=project
            )
        )
    names = (
        *("parameters", "region", "region_slug", "period", "report", "title", "unit", "language"),
        *("reference_date", "timezone", "owner", "next_release", "approval", "organisation"),
    )
    try:
        known = {name: record[name] for name in names}
        return RunRequest(
            notebook=notebook,
            editions=tuple(record["editions"]),
            out=scratch / "out",
            project=project,
            unit_pages=record.get("unit_pages") is True,
            **known,
        )
    except (KeyError, TypeError, ValueError, KinerjaError) as error:
        problem = _("run.json tidak lengkap untuk jalan ulang: {what}.")
        raise RunError(problem.format(what=clean_text(str(error), 80))) from None


def _take_earlier(
    record: Mapping[str, Any], out: Path | None
) -> tuple[dict[str, Candidates], tuple[str, ...]]:
    """Find again what each edition followed; name the editions where it is lost."""
    entries = record.get("previous") or {}
    found = {
        edition: find_kept(out, edition, entry, withdrawn_too=True)
        for edition, entry in entries.items()
        if entry is not None and out is not None
    }
    lost = tuple(e for e, entry in entries.items() if entry is not None and not found.get(e))
    return {edition: Candidates(None, found.get(edition)) for edition in entries}, lost


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) and value else []


def _check_file(name: str, wanted: set[str], places: list[Path]) -> str:
    """Say what is wrong with a data file, "" when one with a wanted code is found."""
    shown = clean_text(name, 80)
    try:
        candidates = [p / name if p.is_dir() else p for p in places]
        files = [p for p in candidates if p.name == Path(name).name and p.is_file()]
    except (OSError, ValueError):
        files = []
    if not files:
        return _("{file}: berkas tidak ada lagi").format(file=shown)
    codes = {digest_file(path) for path in dict.fromkeys(files)}
    if codes & wanted:
        return ""
    if {code.partition(":")[0] for code in codes} != {code.partition(":")[0] for code in wanted}:
        text = _("{file}: sidiknya memakai kunci lain; isi KINERJA_KEY_FILE dengan kunci yang sama")
        return text.format(file=shown)
    return _("{file}: isinya bukan lagi yang dipakai laporan ini").format(file=shown)
