"""The command `kinerja`: parse, call one function, print its result.

Nothing heavy is imported before parameters are accepted: a refusal answers at once.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from kinerja_lib import __version__
from kinerja_lib.errors import KinerjaError, ParameterError
from kinerja_lib.i18n import _, use_language

if TYPE_CHECKING:
    from kinerja_lib.reporting.request import Progress, RunRequest, RunResult


class _Formatter(click.HelpFormatter):
    """Help with Indonesian heads."""

    _heads: ClassVar[dict[str, str]] = {"Options": _("Pilihan"), "Commands": _("Perintah")}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("[OPTIONS]", _("[PILIHAN]")).replace(
            "COMMAND [ARGS]...", _("PERINTAH ...")
        )
        super().write_usage(prog, words, _("Pemakaian: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(self._heads.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _Command(click.Command):
    """A command whose help is in Indonesian."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("menampilkan bantuan ini")
        return option


class _Group(_Command, click.Group):
    """A group whose commands are looked up with a suggestion."""

    command_class = _Command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401
        from kinerja_lib.config.parameters import suggest

        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise ParameterError(
                _("Perintah '{name}' tidak dikenal.").format(name=args[0])
                + " "
                + suggest(args[0], self.commands)
            )
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help=_("Menjalankan dan menerbitkan laporan kinerja ASN."),
)
@click.version_option(
    __version__, prog_name="kinerja", message="%(prog)s %(version)s", help=_("menampilkan versi")
)
def kinerja() -> None:
    """Group the commands."""


@kinerja.command(help=_("Menjalankan laporan dari berkas PARAMS dan menerbitkan hasilnya."))
@click.argument("params", type=click.Path(path_type=Path))
@click.option("--period", help=_("periode, misalnya 2026 atau 2026-TW3"))
@click.option("--report", "reports", multiple=True, help=_("hanya laporan ini; boleh berulang"))
@click.option("--unit", "units", multiple=True, help=_("hanya unit ini; boleh berulang"))
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
    click.echo(_("Daftar laporan: {path}").format(path=out / "internal" / "index.html"))
    raise SystemExit(worst)


@kinerja.command(help=_("Menyusun ulang daftar laporan dari isi folder hasil."))
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


@kinerja.command(help=_("Menulis skema JSON berkas parameter, untuk penyunting teks."))
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
        if "public" in request.editions and "public" not in result.published:
            click.echo(
                _("{report}: edisi publik belum diterbitkan karena belum disetujui.").format(
                    report=request.report
                )
            )
    for cause in (result.cause, *result.problems):
        if cause is not None:
            click.echo(
                f"kinerja: {request.report}: {cause.message} {cause.remedy}".rstrip(), err=True
            )


def _shown(path: Path) -> Path:
    """Show a path relative to the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _explain(error: click.ClickException) -> str:
    """Say in Indonesian what was wrong with the usage."""
    see = _("Lihat 'kinerja --help'.")
    if isinstance(error, click.NoSuchOption):
        return _("Pilihan {name} tidak dikenal.").format(name=error.option_name) + " " + see
    if isinstance(error, click.MissingParameter):
        return _("Argumen {name} belum diisi.").format(name=_named(error)) + " " + see
    if isinstance(error, click.BadParameter):
        return _("Nilai untuk {name} tidak dapat dipakai.").format(name=_named(error)) + " " + see
    if isinstance(error, click.BadOptionUsage):
        return _("Pilihan {name} belum diberi nilai.").format(name=error.option_name) + " " + see
    return _("Perintah tidak dapat dipahami.") + " " + see


def _named(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name if parameter is not None else ""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a foreseen error is one line and the exit code of its kind."""
    try:
        with use_language("id"):
            kinerja.main(args=arguments, prog_name="kinerja", standalone_mode=False)
    except KinerjaError as error:
        click.echo(f"kinerja: {error}", err=True)
        raise SystemExit(error.exit_code) from None
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        raise SystemExit(2) from None
    except click.ClickException as error:
        click.echo(f"kinerja: {_explain(error)}", err=True)
        raise SystemExit(2) from None
    except click.exceptions.Abort:
        raise SystemExit(130) from None
