"""The command `kinerja`: parse, call one function, print its result.

Nothing heavy is imported before parameters are accepted: a refusal answers at once.
"""

from __future__ import annotations

import click

from kinerja_lib import __version__
from kinerja_lib.cli.attack import attack
from kinerja_lib.cli.compare import diff, verify
from kinerja_lib.cli.data import check, sample
from kinerja_lib.cli.help_words import Group, explain_usage
from kinerja_lib.cli.paper import pdf
from kinerja_lib.cli.release import approve, withdraw
from kinerja_lib.cli.reports import index, run, schema
from kinerja_lib.cli.upkeep import message, prune, schedule
from kinerja_lib.config.os_errors import explain_file_error
from kinerja_lib.errors import KinerjaError
from kinerja_lib.i18n import _, use_language


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help=_("Menjalankan dan menerbitkan laporan kinerja ASN."),
)
@click.version_option(
    __version__, prog_name="kinerja", message="%(prog)s %(version)s", help=_("menampilkan versi")
)
def kinerja() -> None:
    """Group the commands."""


_COMMANDS = (
    *(run, approve, withdraw, message, pdf, schedule),
    *(check, sample, verify, diff, attack, index, prune, schema),
)
for _command in _COMMANDS:
    kinerja.add_command(_command)


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
    except OSError as error:
        click.echo(f"kinerja: {explain_file_error(error)}", err=True)
        raise SystemExit(3) from None
    except click.ClickException as error:
        click.echo(f"kinerja: {explain_usage(error)}", err=True)
        raise SystemExit(2) from None
    except click.exceptions.Abort:
        raise SystemExit(130) from None
