"""The commands that check data and write invented data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, format_number

FINDINGS_EXIT = 1  # rows were set aside


@click.command(cls=Command, help=_("Memeriksa data terhadap kontrak tabel."))
@click.argument("source", required=False, metavar="SUMBER")
@click.option(
    "--params",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("berkas parameter yang menyebut sumbernya"),
)
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("menulis semua temuan ke berkas ini, dan karantina.csv di sebelahnya"),
)
@click.option("--map", "map_columns", is_flag=True, help=_("mengusulkan pemetaan kolom"))
@click.option("--save", type=click.Path(path_type=Path), help=_("folder untuk usulan --map"))
@click.option(
    "--contract",
    is_flag=False,
    flag_value="*",
    metavar="[TABEL]",
    help=_("menampilkan kontrak satu atau semua tabel"),
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("menulis templat XLSX kosong ke folder ini"),
)
def check(source: str | None, **options: Any) -> None:  # noqa: ANN401 - click's keywords
    """Check data, or show what is expected of it."""
    if options["save"] is not None and not options["map_columns"]:
        raise ParameterError(
            _("--save menyimpan usulan pemetaan. Tulis bersama --map, atau hapus dari perintahnya.")
        )
    if options["contract"] is not None:
        _print_contract(options["contract"])
    elif options["templates"] is not None:
        _write_templates(options["templates"])
    else:
        source, region = _find_source(source, options["params"])
        if options["map_columns"]:
            _propose(source, options["save"])
        else:
            _check(source, region, options["json_path"])


def _print_contract(table: str) -> None:
    from kinerja_lib.config.parameters import suggest
    from kinerja_lib.tables.describe import describe_contract
    from kinerja_lib.tables.registry import CONTRACTS, find_contract

    contracts = list(CONTRACTS.values()) if table == "*" else [find_contract(table)]
    if contracts == [None]:
        raise ParameterError(
            _("Tabel '{name}' tidak dikenal.").format(name=table) + " " + suggest(table, CONTRACTS)
        )
    for contract in contracts:
        click.echo("\n".join(describe_contract(contract)))


def _write_templates(folder: Path) -> None:
    from kinerja_lib.sources.templates import write_templates

    paths = write_templates(folder)
    click.echo(_("{count} templat ditulis di {folder}.").format(count=len(paths), folder=folder))


def _find_source(source: str | None, params: Path | None) -> tuple[str, str]:
    """Take the source from the command line, or from a params file together with the region."""
    if params is None:
        if source is None:
            raise ParameterError(
                _("Sebutkan SUMBER, misalnya: kinerja check data/jambi, atau pakai --params.")
            )
        here = Path(source)
        return str(here.absolute()) if here.exists() else source, ""
    from kinerja_lib.config.params_file import read_params

    known = read_params(params)
    return source or known.source, known.region


def _propose(source: str, folder: Path | None) -> None:
    from kinerja_lib.sources.propose import propose_source

    for line in propose_source(source, folder):
        click.echo(line)


def _refuse_published(path: Path) -> None:
    """Keep personal findings out of the folders that are published."""
    if {"public", "internal", "individual"}.intersection(path.resolve().parts[:-1]) and (
        "reports" in path.resolve().parts
    ):
        raise ParameterError(
            _(
                "Temuan memuat data pribadi dan tidak ditulis ke folder laporan. Pilih folder "
                "lain, misalnya data."
            )
        )


def _check(source: str, region: str, json_path: Path | None) -> None:
    from kinerja_lib.sources.check import check_source
    from kinerja_lib.sources.check_text import describe_check, has_quarantine
    from kinerja_lib.sources.quarantine import write_findings

    if json_path is not None:
        _refuse_published(json_path)
    checked = check_source(source, region=region)
    for line in describe_check(checked):
        click.echo(line)
    if json_path is not None:
        quarantine = write_findings(checked, json_path)
        click.echo(
            _("Temuan: {findings}. Baris yang dikarantina: {quarantine}.").format(
                findings=json_path, quarantine=quarantine
            )
        )
    raise SystemExit(FINDINGS_EXIT if has_quarantine(checked) else 0)


@click.command(cls=Command, help=_("Menulis data rekaan satu daerah."))
@click.option("--region", help=_("andir, mamuju, jambi, kotabumi, atau wanggar"))
@click.option("--employees", type=int, help=_("jumlah pegawai; bawaan: menurut daerahnya"))
@click.option("--seed", type=int, default=7, help=_("benih acak; bawaan: 7"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("folder hasil; belum ada atau masih kosong"),
)
def sample(region: str | None, employees: int | None, seed: int, out: Path | None) -> None:
    """Write an invented region."""
    if region is None or out is None:
        raise ParameterError(
            _("Sebutkan daerah dan foldernya: kinerja sample --region jambi --out data/jambi.")
        )
    from kinerja_lib.synthetic.sample import write_sample

    summary = write_sample(region, out, employees=employees, seed=seed)
    click.echo(
        _("{region}: {rows} baris untuk {employees} pegawai rekaan di {out}.").format(
            region=summary.region,
            rows=format_number(summary.rows),
            employees=format_number(summary.employees),
            out=out,
        )
    )
