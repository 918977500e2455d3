"""The command that prints a published page."""

from __future__ import annotations

from pathlib import Path

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.i18n import _


@click.command(
    cls=Command,
    help=_(
        "Mencetak halaman laporan di FOLDER_LAPORAN menjadi BERKAS_PDF ukuran A4 dengan struktur "
        "bagi pembaca layar; memerlukan Chromium atau Chrome."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER_LAPORAN")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="BERKAS_PDF")
@click.option("--browser", type=click.Path(path_type=Path), help=_("program peramban"))
def pdf(folder: Path, target: Path, browser: Path | None) -> None:
    """Print a published page as a tagged PDF."""
    from kinerja_lib.reporting.paper import print_report

    click.echo(_("PDF: {path}").format(path=print_report(folder, target, browser)))
