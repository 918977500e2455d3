"""Run one notebook and put its result in place, or say truly why not."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _
from kinerja_lib.reporting import causes, swap
from kinerja_lib.reporting.compare.earlier import find_candidates, keep_numbers
from kinerja_lib.reporting.compare.seal import digest_files
from kinerja_lib.reporting.facts import record_of_edition
from kinerja_lib.reporting.gates import make_gate
from kinerja_lib.reporting.locks import BusyError, hold_catalogue, hold_gate, hold_report, hold_swap
from kinerja_lib.reporting.record import Cause, read_record, utc_now
from kinerja_lib.reporting.recovery import recover, settle
from kinerja_lib.reporting.release_log import entries_of, read_log
from kinerja_lib.reporting.release_page import stamp_folder
from kinerja_lib.reporting.release_state import Decision, decide, look_back
from kinerja_lib.reporting.request import Progress, RunRequest, RunResult
from kinerja_lib.reporting.run_folder import RunFolder
from kinerja_lib.reporting.sharing import make_folder, share_below
from kinerja_lib.reporting.staging import complete_edition, read_executed, render_pages
from kinerja_lib.reporting.stop_signals import Stopped, StopSignals, listen_to_signals
from kinerja_lib.reporting.supervise import Supervisor
from kinerja_lib.reporting.swap import list_files
from kinerja_lib.reporting.unit_files import list_failed

_CATALOGUE = "kinerja_lib.reporting.catalogue"


def run_report(
    request: RunRequest, *, progress: Callable[[Progress], None] | None = None
) -> RunResult:
    """Run the notebook of a request and publish what it shows.

    Every foreseen failure is a status of the result, never an exception: Ctrl-C gives
    `interrupted`, a request to end gives `killed`. What was published before stays as it was
    unless the status is `complete`.

    Parameters
    ----------
    request : RunRequest
        What to run, with checked values.
    progress : callable, optional
        Called in this thread as the run proceeds.
    """
    with listen_to_signals() as stop:
        return _Run(request, stop, progress or (lambda _progress: None)).execute()


class _Broken(Exception):  # noqa: N818  carries an outcome, not an error of the program
    def __init__(self, status: str, cause: Cause) -> None:
        super().__init__(status)
        self.status = status
        self.cause = cause


class _Run:
    def __init__(
        self, request: RunRequest, stop: StopSignals, progress: Callable[[Progress], None]
    ) -> None:
        self.request = request
        self.stop = stop
        self.progress = progress
        self.out = request.runs.parent
        self.own = RunFolder(request)
        self.unsettled = False
        self.decision: Decision | None = None

    def execute(self) -> RunResult:
        """Do everything under the lock of the report; then make the catalogue anew."""
        try:
            make_folder(self.request.runs, 0o700, exist_ok=True)
            recover(self.out)
            started = self.own.started.isoformat()
            with hold_report(self.out, self.request.place, self.own.id, started):
                result = self._execute_locked()
                share_below(self.own.path)
        except BusyError as error:
            return self._result("failed", causes.busy(error.owner), recorded=False)
        except OSError as error:
            outcome = causes.explain_exception(error, self.own.path)
            return self._result(*outcome, recorded=False)
        return self._with_catalogue(result)

    def _execute_locked(self) -> RunResult:
        self.own.begin()
        try:
            self._check_targets()
            self._run_kernel()
            with self._hold_gate():
                self._publish(self._make_pages())
        except BusyError as error:
            return self._fail("failed", causes.busy(error.owner))
        except _Broken as broken:
            return self._fail(broken.status, broken.cause)
        except Stopped as stopped:
            return self._fail(*causes.explain_signal(stopped.signum))
        except Exception as error:  # the cause is recorded by name, the rest goes to the log
            self.own.log(error)
            return self._fail(*causes.explain_exception(error, self.own.path))
        return self._result("complete")

    def _check_targets(self) -> None:
        for edition in self.request.published_editions:
            target = self.request.target(edition)
            if not target.exists() or not any(target.iterdir()):
                continue
            record = read_record(target)
            region = None if record is None else record.get("region")
            if region != self.request.region and not _holds_units_only(target):
                raise _Broken("failed", causes.taken(target, region))

    def _run_kernel(self) -> None:
        self.stop.check()
        end = Supervisor(self.request, self.own.path, self.stop).run(self.progress)
        self.own.measured = end.measured
        if end.how != "complete":
            raise _Broken(*causes.explain_kernel_end(end, self.request, self.own.path))

    def _hold_gate(self) -> contextlib.AbstractContextManager[None]:
        """Hold the gate of the region where a public edition is made."""
        if "public" not in self.request.editions:
            return contextlib.nullcontext()
        return hold_gate(self.out, self.request.region_slug, self.stop.check)

    def _make_pages(self) -> dict[str, Any]:
        """Render the pages and complete the staged folders; return the record of success."""
        notebook, people = read_executed(self.own.path)
        self.progress(Progress("pages"))
        facts = {**self.own.facts, "status": "complete"}
        earlier = {
            edition: find_candidates(self.out, edition, self.request.place)
            for edition in self.request.editions
        }
        gate = make_gate(self.out, self.request, people)
        with self.stop.breaking_off():
            results = render_pages(notebook, facts, self.own.path, earlier, gate)
        record = self.own.record("complete") | results
        for edition in self.request.editions:
            complete_edition(self.own.path / edition, edition, record, notebook)
        return record

    def _publish(self, record: dict[str, Any]) -> None:
        """Swap the finished folders in; a signal that arrives from here on is too late."""
        self.stop.check()
        self.progress(Progress("publish"))
        with hold_swap(self.out, self.request.place):
            self._check_targets()
            record, entries = self._decide(record)
            swap.write_journal(self.own.path, record, self._places(), entries)
            try:
                if not settle(self.own.path, record):
                    raise RunError(_("Folder laporan tidak utuh. Jalankan ulang."))
            except Exception:
                self._undo()
                raise
            swap.forget_swap(self.own.path)
        self.own.drop_empty_log()

    def _decide(self, record: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Settle the release of what was made, and write it into pages and records."""
        past = entries_of(read_log(self.out), self.request.place)
        before = look_back(past, self.request.target("public"))
        account = record["measured"]["account"]
        decision = decide(self.request, self.own.id, before, self.own.path, account)
        self.decision = decision
        record = {**record, "release": decision.state, "releases": decision.releases}
        for edition in self.request.editions:
            folder = self.own.path / edition
            stamp_folder(folder, edition, record_of_edition(record, edition))
        record["published"] = self._keep_published(decision.editions)
        draft = self.own.path / "public"
        if draft.is_dir() and "public" not in decision.editions:
            record["draft"] = list_files(draft)  # an approval is for these bytes
        return record, decision.entries

    def _keep_published(self, editions: tuple[str, ...]) -> dict[str, dict[str, str]]:
        """Keep the numbers of what is to be published; return the codes of all its files."""
        for edition in editions:
            keep_numbers(self.own.path / edition, self.own.path, edition)
        return {edition: digest_files(self.own.path / edition) for edition in editions}

    def _places(self) -> dict[str, Path]:
        editions = self.decision.editions if self.decision else ()
        return {edition: self.request.target(edition) for edition in editions}

    def _undo(self) -> None:
        """Put the old folders back; where even that fails, the next start does it."""
        self.unsettled = True
        swap.undo_journal(self.own.path)
        self.unsettled = False

    def _fail(self, status: str, cause: Cause) -> RunResult:
        if not self.unsettled:
            self.own.close_failed(status, cause)
        return self._result(status, cause)

    def _result(
        self, status: str, cause: Cause | None = None, *, recorded: bool = True
    ) -> RunResult:
        problems = [
            causes.units_failed(edition, failed)
            for edition, folder in (self._places() if status == "complete" else {}).items()
            if (failed := list_failed(folder))
        ]
        return RunResult(
            id=self.own.id,
            status=status,
            folder=self.own.path if recorded else None,
            published=self._places() if status == "complete" else {},
            cause=cause,
            problems=tuple(problems),
            stop_signal=self.stop.signum,
        )

    def _with_catalogue(self, result: RunResult) -> RunResult:
        """Make the catalogue anew; its failure is a problem of its own."""
        try:
            with hold_catalogue(self.out):
                importlib.import_module(_CATALOGUE).rebuild(self.out, utc_now())
        except Exception as error:  # named in the result, in full in the log
            self.own.log(error)
            return replace(result, problems=(*result.problems, causes.catalogue_failed(error)))
        return result


def _holds_units_only(target: Path) -> bool:
    """Say whether a folder without a report of its own holds reports of units."""
    inside = list(target.iterdir())
    return bool(inside) and all(p.is_dir() and read_record(p) is not None for p in inside)
