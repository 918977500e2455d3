"""The commands that check a published report and tell what changed between two."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.i18n import _

if TYPE_CHECKING:
    from kinerja_lib.reporting.compare.verification import Verification
    from kinerja_lib.reporting.request import Progress

_EXIT = {"same": 0, "different": 1, "unknown": 3}


@click.command(
    cls=Command,
    help=_(
        "Memeriksa laporan di FOLDER: berkasnya, lalu setiap angkanya dengan jalan ulang. "
        "Keluar dengan 0 bila sama, 1 bila berbeda, 3 bila tidak dapat diperiksa."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--files-only", is_flag=True, help=_("hanya memeriksa berkas, tanpa jalan ulang"))
def verify(folder: Path, files_only: bool) -> None:
    """Check a published report."""
    from kinerja_lib.reporting.compare.verification import open_report
    from kinerja_lib.reporting.compare.verify import check_files, check_rerun

    report = open_report(folder)
    click.echo(report.title())
    check_files(report)
    if not files_only:
        from kinerja_lib.config.project import find_project

        check_rerun(report, lambda: find_project(Path.cwd()), _tell)
    _print_checks(report)
    raise SystemExit(_EXIT[report.outcome])


def _tell(progress: Progress) -> None:
    if progress.stage == "kernel":
        click.echo(_("menjalankan ulang laporan"), err=True)
    sys.stderr.flush()


def _print_checks(report: Verification) -> None:
    marks = {"same": " ", "different": "!", "unknown": "?"}
    for check in report.checks:
        click.echo(f"{marks[check.outcome]} {check.text}")
        for detail in check.details:
            click.echo(f"    {detail}")
    words = {
        "same": _("Hasil: sama."),
        "different": _("Hasil: berbeda."),
        "unknown": _("Hasil: tidak dapat diperiksa seluruhnya."),
    }
    click.echo(words[report.outcome])


@click.command(
    cls=Command,
    help=_(
        "Menyebut apa yang berubah dari LAMA ke BARU, dan apa yang berbeda di antara keduanya: "
        "data, parameter, aturan, kode, lingkungan."
    ),
)
@click.argument("old", type=click.Path(path_type=Path), metavar="LAMA")
@click.argument("new", type=click.Path(path_type=Path), metavar="BARU")
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("menulis semua perubahan ke berkas ini"),
)
def diff(old: Path, new: Path, json_path: Path | None) -> None:
    """Tell what changed between two published reports."""
    from kinerja_lib.reporting.compare.diff import as_json, compare_reports, describe_difference

    found = compare_reports(old, new)
    for line in describe_difference(found):
        click.echo(line)
    if json_path is not None:
        from kinerja_lib.reporting.record import to_json, write_as_is

        write_as_is(json_path, to_json(as_json(found)), mode=0o640)
        click.echo(_("Semua perubahan: {path}.").format(path=json_path))
