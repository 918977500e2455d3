"""An office that runs, approves and withdraws one small report; the kernel is not run."""

import json
import shutil

from kinerja_lib.reporting import supervise
from kinerja_lib.reporting.compare.verification import open_report
from kinerja_lib.reporting.compare.verify import check_files, check_rerun
from kinerja_lib.reporting.release_log import read_log
from kinerja_lib.reporting.run import run_report
from tests.reporting.conftest import make_code, make_markdown, make_table
from tests.reporting.test_record import make_request

PLACE = ("jambi", "2026-TW1", "contoh")


class Office:
    """A root of reports and a notebook whose one number can be changed."""

    def __init__(self, base, monkeypatch):
        self.base, self.out, self.number = base, base / "reports", 3.5
        (base / "notebooks").mkdir()
        for path in (base / "a.ipynb", base / "notebooks" / "contoh.ipynb"):
            path.write_text("{}")
        monkeypatch.setattr(supervise.Supervisor, "run", lambda one, _tell: self._kernel(one))

    def _kernel(self, supervisor):
        (supervisor._folder / "executed.ipynb").write_text(json.dumps(self.notebook()))
        shutil.rmtree(supervisor._sockets)
        measured = {"cells": [], "peak_memory_mb": 1.0}
        return supervise.KernelEnd("complete", None, {}, False, measured)

    def notebook(self):
        table = make_table(rows=(("Dinas A", 12, self.number), ("Dinas B", 7, 4.25)))
        cells = [make_markdown("# Tinjauan\n\nBerapa?"), make_code(table)]
        return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

    def run(self, **changes):
        own = {"notebook": self.base / "notebooks" / "contoh.ipynb", **changes}
        result = run_report(make_request(self.base, **own))
        assert result.status == "complete", result.cause
        return result

    def folder(self, edition, period=PLACE[1]):
        return self.out.joinpath(edition, PLACE[0], period, PLACE[2])

    def page(self, edition, period=PLACE[1]):
        return (self.folder(edition, period) / "index.html").read_text(encoding="utf-8")

    def check(self, folder):
        """Verify a folder with a new run; the outcome and all that was said."""
        report = open_report(folder)
        check_files(report)
        check_rerun(report, lambda: self.base, lambda _progress: None)
        said = [line for check in report.checks for line in (check.text, *check.details)]
        return report.outcome, "\n".join(said)

    def states(self):
        return [e["state"] for e in read_log(self.out)]
