"""The commands around reports: retention, entries for schedulers, a ready message."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.config.project import slug
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text, format_number

if TYPE_CHECKING:
    from kinerja_lib.config.params_file import ParamsFile


@click.command(
    cls=Command,
    help=_("Menunjukkan proses dan draf lama yang dapat dihapus; --apply menghapusnya."),
)
@click.argument("root", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER_HASIL")
@click.option("--keep", type=int, default=12, help=_("yang disimpan per laporan; bawaan: 12"))
@click.option("--apply", "carry_out", is_flag=True, help=_("menghapus, bukan hanya menunjukkan"))
def prune(root: Path, keep: int, *, carry_out: bool) -> None:
    """Apply retention, dry run first."""
    from kinerja_lib.reporting.prune import plan_prune, remove
    from kinerja_lib.reporting.record import RUNS

    if keep < 1:
        raise ParameterError(_("Tulis paling sedikit 1 pada --keep."))
    if not (root / RUNS).is_dir():
        raise ParameterError(_("{path} bukan folder hasil laporan.").format(path=root))
    out = Path(os.path.abspath(root))  # noqa: PTH100  resolve() would follow links
    planned = plan_prune(out, keep)
    chosen = remove(out, planned, keep) if carry_out else planned
    for item in chosen:
        place = item.folder.relative_to(out)
        line = f"{place}  {item.status}  {item.started[:10]}  {_kilobytes(item.size)}"
        if item.units:
            line += "  " + _("dengan {n} halaman unit").format(n=format_number(item.units))
        click.echo(line)
    total = _kilobytes(sum(item.size for item in chosen))
    if not carry_out:
        text = _("{n} folder dapat dihapus ({total}). Belum ada yang dihapus; tambahkan --apply.")
        click.echo(text.format(n=len(chosen), total=total))
        return
    _rebuild(out)
    click.echo(_("{n} folder dihapus ({total}).").format(n=len(chosen), total=total))


def _rebuild(out: Path) -> None:
    from kinerja_lib.reporting.catalogue import rebuild
    from kinerja_lib.reporting.locks import hold_catalogue
    from kinerja_lib.reporting.record import utc_now

    with hold_catalogue(out):
        rebuild(out, utc_now())


def _kilobytes(size: int) -> str:
    return _("{n} KB").format(n=format_number((size + 1023) // 1024))


@click.command(
    cls=Command,
    help=_(
        "Menulis isian cron, systemd, dan Task Scheduler untuk berkas PARAMS, dan perintah yang "
        "membuat pesan siap kirim."
    ),
)
@click.argument("params", type=click.Path(path_type=Path))
@click.option("--day", type=int, default=5, help=_("tanggal tiap bulan, 1 sampai 28; bawaan: 5"))
@click.option("--time", "clock", default="05:30", help=_("jam mesin ini; bawaan: 05:30"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    help=_("folder hasil; bawaan: reports"),
)
def schedule(params: Path, day: int, clock: str, out: Path) -> None:
    """Print entries for schedulers; nothing is installed."""
    from kinerja_lib.config.params_file import read_params
    from kinerja_lib.config.project import find_project
    from kinerja_lib.reporting import schedules

    given = read_params(params)
    job = schedules.Schedule(
        params=params.resolve(),
        project=find_project(params.resolve().parent),
        python=Path(sys.executable),
        out=Path(os.path.abspath(out)),  # noqa: PTH100  resolve() would follow links
        day=day,
        clock=clock,
    )
    _warn_of_fixed_period(given)
    click.echo(_("# cron: tambahkan dengan 'crontab -e'"))
    click.echo(schedules.write_cron(job))
    for name, text in schedules.write_systemd(job).items():
        click.echo("\n" + _("# systemd: simpan sebagai ~/.config/systemd/user/{n}").format(n=name))
        click.echo(text.rstrip())
    click.echo("\n" + _("# lalu: systemctl --user enable --now {n}").format(n=f"{job.name}.timer"))
    click.echo("\n" + _("# Windows: simpan sebagai {n}.xml, lalu").format(n=job.name))
    click.echo(f"# schtasks /create /tn {job.name} /xml {job.name}.xml")
    click.echo(schedules.write_task(job))
    click.echo("\n" + _("# pesan siap kirim (.eml) tentang tiap laporan, sesudah terbit:"))
    for command in schedules.write_messages(job, _name_folders(given)):
        click.echo(command)


def _warn_of_fixed_period(given: ParamsFile) -> None:
    """Say that the job repeats the period of the file until a person changes it."""
    text = _(
        "# Perhatikan: {file} menetapkan periode {period} dan tanggal acuan {day}. Jadwal ini\n"
        "# mengulang periode itu setiap bulan. Sebelum periode berikutnya, ubah 'period' dan\n"
        "# 'reference_date' dalam berkas itu; keduanya tidak maju dengan sendirinya."
    )
    values = {"period": given.period, "day": given.reference_date}
    click.echo(text.format(file=clean_text(given.path.name, 80), **values) + "\n")


def _name_folders(given: ParamsFile) -> list[str]:
    """Name the folders of the reports that a params file publishes, below the output root."""
    edition = "public" if "public" in given.editions else "internal"
    place = f"{edition}/{slug(given.region)}/{given.period}"
    return [f"{place}/{report}" for report in given.reports]


@click.command(
    cls=Command,
    help=_("Menulis pesan .eml tentang satu laporan yang selesai, untuk program surel apa pun."),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER_LAPORAN")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("berkas .eml"))
@click.option("--to", "recipients", multiple=True, help=_("alamat tujuan; boleh berulang"))
@click.option("--address", default="", help=_("alamat halaman seperti dibuka pembaca"))
def message(folder: Path, out: Path | None, recipients: tuple[str, ...], address: str) -> None:
    """Write a ready message."""
    from kinerja_lib.reporting.message import write_message
    from kinerja_lib.reporting.record import write_as_is

    if out is None:
        raise ParameterError(_("Sebutkan berkasnya: --out pesan.eml."))
    write_as_is(out, write_message(folder, recipients, address), mode=0o600)
    click.echo(out)
