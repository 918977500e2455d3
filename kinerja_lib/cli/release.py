"""The commands that approve and withdraw reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kinerja_lib.reporting.release import Released

_FOLDER = click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER_LAPORAN")
_BY = click.option("--by", default="", help=_("nama yang memutuskan"))


@click.command(cls=Command, help=_("Menyetujui laporan dan menerbitkan edisi publiknya."))
@_FOLDER
@_BY
@click.option("--reason", default="", help=_("alasan, untuk catatan rilis"))
@click.option("--note", help=_("catatan revisi untuk pembaca, bila angka berubah"))
@click.option("--hold", is_flag=True, help=_("menyetujui tanpa menerbitkan"))
def approve(folder: Path, **options: Any) -> None:  # noqa: ANN401 - click's keywords
    """Approve the report in a folder."""
    from kinerja_lib.reporting.release import approve_report

    released = _act(approve_report, folder, options)
    if "public" in released.folders:
        page = released.folders["public"] / "index.html"
        click.echo(_("Terbit untuk umum ({state}): {path}").format(state=released.state, path=page))
        name_older_units(released.units)
    else:
        click.echo(_("Disetujui; belum ada edisi publik yang diterbitkan."))


@click.command(
    cls=Command,
    help=_(
        "Menarik laporan yang terbit beserta halaman dan laporan unitnya; alamatnya lalu hanya "
        "memuat alasan penarikan."
    ),
)
@_FOLDER
@_BY
@click.option("--reason", default="", help=_("alasan, tampil pada halaman publik"))
def withdraw(folder: Path, **options: Any) -> None:  # noqa: ANN401 - click's keywords
    """Withdraw the report in a folder."""
    from kinerja_lib.reporting.release import withdraw_report

    released = _act(withdraw_report, folder, options)
    page = released.folders["public"] / "index.html"
    click.echo(_("Ditarik. Halaman yang tersisa: {path}").format(path=page))
    if released.units:
        click.echo(_("Laporan unit berikut ikut ditarik:"))
        for unit in released.units:
            click.echo(f"  {unit}")
    if released.followers:
        click.echo(
            _("Laporan berikut masih menyebut angkanya pada 'Yang berubah'; jalankan ulang:")
        )
        for follower in released.followers:
            click.echo(f"  {follower}")


def name_older_units(units: Sequence[Path]) -> None:
    """List reports of units that stay as they were after a correction of their report."""
    if units:
        click.echo(_("Laporan unit berikut dibuat sebelum koreksi ini; jalankan ulang:"))
        for unit in units:
            click.echo(f"  {unit}")


def _act(step: Callable[..., Released], folder: Path, options: dict[str, Any]) -> Released:
    from kinerja_lib.reporting.catalogue import rebuild
    from kinerja_lib.reporting.locks import hold_catalogue
    from kinerja_lib.reporting.record import utc_now
    from kinerja_lib.reporting.release import Act

    if options.get("hold") and options.get("note"):
        raise ParameterError(_("--note ditulis saat menerbitkan, bukan bersama --hold."))
    released = step(folder, Act(**options))
    with hold_catalogue(released.out):
        rebuild(released.out, utc_now())
    return released
