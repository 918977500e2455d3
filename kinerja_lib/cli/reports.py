"""The commands that run reports and keep the catalogue."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, format_number

if TYPE_CHECKING:
    from kinerja_lib.reporting.request import Progress, RunRequest, RunResult


@click.command(
    cls=Command, help=_("Menjalankan laporan dari berkas PARAMS dan menerbitkan hasilnya.")
)
@click.argument("params", type=click.Path(path_type=Path))
@click.option("--period", help=_("periode, misalnya 2026 atau 2026-TW3"))
@click.option("--report", "reports", multiple=True, help=_("hanya laporan ini; boleh berulang"))
@click.option("--unit", "units", multiple=True, help=_("hanya unit ini; boleh berulang"))
@click.option(
    "--units",
    "unit_pages",
    type=click.Choice(["all", "none"]),
    help=_("all: halaman tiap unit beserta daftarnya; none: tanpa halaman unit"),
)
@click.option(
    "--edition", "editions", multiple=True, help=_("internal atau public; boleh berulang")
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    help=_("folder hasil; bawaan: reports"),
)
@click.option("--lang", "language", help=_("bahasa halaman: id atau en"))
@click.option(
    "-p",
    "given",
    nargs=2,
    multiple=True,
    metavar="NAMA NILAI",
    help=_("mengganti satu parameter laporan; boleh berulang"),
)
@click.option("--cell-timeout", type=float, default=600.0, help=_("batas waktu tiap sel, detik"))
@click.option("--run-timeout", type=float, default=1800.0, help=_("batas waktu seluruhnya, detik"))
def run(params: Path, out: Path, **options: Any) -> None:  # noqa: ANN401 - click's keywords
    """Check everything, then run one report after another."""
    from kinerja_lib.reporting.prepare import Choice, prepare_requests

    requests = prepare_requests(params, out, Choice(**options))
    from kinerja_lib.reporting.run import run_report

    worst = 0
    for request in requests:
        result = run_report(request, progress=_Reporter(request))
        _print_result(request, result)
        worst = _worse(worst, result.exit_code)
        if result.status == "interrupted" or result.stop_signal is not None:
            break
    catalogue = out / "internal" / "index.html"
    if catalogue.exists():
        click.echo(_("Daftar laporan: {path}").format(path=catalogue))
    raise SystemExit(worst)


@click.command(cls=Command, help=_("Menyusun ulang daftar laporan dari isi folder hasil."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports"),
    help=_("folder hasil; bawaan: reports"),
)
@click.option("--lang", type=str, default="id", help=_("bahasa halaman: id atau en"))
def index(out: Path, lang: str) -> None:
    """Rebuild the catalogue."""
    from kinerja_lib.reporting.prepare import check_language

    check_language(lang)
    if not out.is_dir():
        raise ParameterError(
            _("Folder {path} belum ada. Jalankan 'kinerja run' lebih dahulu.").format(path=out)
        )
    from kinerja_lib.reporting.catalogue import rebuild

    for path in rebuild(out, dt.datetime.now(dt.UTC), language=lang).values():
        click.echo(path)


@click.command(cls=Command, help=_("Menulis skema JSON berkas parameter, untuk penyunting teks."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("params/schema.json"),
    help=_("berkas hasil"),
)
def schema(out: Path) -> None:
    """Write the JSON Schema of params files."""
    from kinerja_lib.config.contract import read_contract
    from kinerja_lib.config.project import find_project, list_notebooks
    from kinerja_lib.config.schema import write_schema

    notebooks = list_notebooks(find_project(Path.cwd()))
    write_schema(out, [read_contract(path) for path in notebooks.values()])
    click.echo(out)


def _worse(first: int, second: int) -> int:
    """Order exit codes: an interruption over a failure over findings over success."""
    order = (0, 1, 2, 3, 130)
    return max(first, second, key=lambda code: order.index(code) if code in order else 3)


class _Reporter:
    """Print progress on stderr: a line that is rewritten on a terminal, a line each elsewhere."""

    def __init__(self, request: RunRequest) -> None:
        self.name = request.report + (f" {request.unit}" if request.unit else "")
        self.terminal = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        text = {
            "kernel": _("menyiapkan kernel"),
            "cell": _("sel {cell} dari {cells}").format(cell=progress.cell, cells=progress.cells),
            "pages": _("menyusun halaman"),
            "publish": _("menerbitkan"),
        }.get(progress.stage, progress.stage)
        if self.terminal:
            click.echo(f"\r\x1b[K{self.name}: {text}", nl=False, err=True)
        elif progress.stage != "cell":
            click.echo(f"{self.name}: {text}", err=True)


def _print_result(request: RunRequest, result: RunResult) -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    if result.status == "complete":
        for edition, folder in result.published.items():
            click.echo(
                _("{report}: selesai, edisi {edition}: {path}").format(
                    report=request.report, edition=edition, path=_shown(folder) / "index.html"
                )
            )
            if request.unit_pages:
                _print_units(request, folder)
        _print_older_units(request, result)
        if "public" in request.editions and "public" not in result.published:
            _print_waiting(request, result)
    for cause in (result.cause, *result.problems):
        if cause is not None:
            click.echo(
                f"kinerja: {request.report}: {cause.message} {cause.remedy}".rstrip(), err=True
            )


def _print_units(request: RunRequest, folder: Path) -> None:
    """Say how many units have a page, or why the report has none."""
    from kinerja_lib.reporting.unit_files import LIST_PAGE, count_pages

    counts = count_pages(folder)
    if counts is None:
        text = _("{report}: tidak menyebut satu unit pun, sehingga halaman unit tidak dibuat.")
        click.echo(text.format(report=request.report))
        return
    text = _("{report}: halaman bagi {made} dari {total} unit: {path}")
    total = format_number(sum(counts.values()))
    made = format_number(counts.get("tersedia", 0))
    path = _shown(folder) / LIST_PAGE
    click.echo(text.format(report=request.report, made=made, total=total, path=path))


def _print_older_units(request: RunRequest, result: RunResult) -> None:
    """After a correction, name the reports of units below that still tell the old numbers."""
    from kinerja_lib.cli.release import name_older_units
    from kinerja_lib.reporting.record import read_record
    from kinerja_lib.reporting.release_units import list_public_units

    folder = result.published.get("public")
    if folder is not None and request.unit is None:
        record = read_record(folder)
        if record is not None and record["release"] == "dikoreksi":
            name_older_units(list_public_units(folder))


def _print_waiting(request: RunRequest, result: RunResult) -> None:
    """Say what waits for approval, where to read it, and the command that approves."""
    click.echo(
        _("{report}: edisi publik belum diterbitkan karena belum disetujui.").format(
            report=request.report
        )
    )
    folder = result.published.get("internal", result.folder)
    if result.folder is not None and folder is not None:
        click.echo(
            _("Baca {draft}, lalu: kinerja approve {folder} --by NAMA --reason ALASAN").format(
                draft=_shown(result.folder / "public" / "index.html"), folder=_shown(folder)
            )
        )


def _shown(path: Path) -> Path:
    """Show a path relative to the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
