"""Help, usage errors and suggestions of the command line in Indonesian."""

from __future__ import annotations

from typing import Any, ClassVar

import click

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _


class Formatter(click.HelpFormatter):
    """Help with Indonesian heads."""

    _heads: ClassVar[dict[str, str]] = {"Options": _("Pilihan"), "Commands": _("Perintah")}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        words = args.replace("[OPTIONS]", _("[PILIHAN]")).replace(
            "COMMAND [ARGS]...", _("PERINTAH ...")
        )
        super().write_usage(prog, words, _("Pemakaian: "))

    def write_heading(self, heading: str) -> None:
        """Write the head of a list."""
        super().write_heading(self._heads.get(heading, heading))


class Context(click.Context):
    """A context that writes help with Indonesian heads."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is in Indonesian."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Describe --help in Indonesian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("menampilkan bantuan ini")
        return option


class Group(Command, click.Group):
    """A group whose commands are looked up with a suggestion."""

    command_class = Command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command, or suggest the nearest name."""
        from kinerja_lib.config.parameters import suggest

        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise ParameterError(
                _("Perintah '{name}' tidak dikenal.").format(name=args[0])
                + " "
                + suggest(args[0], self.commands)
            )
        return super().resolve_command(ctx, args)


def explain_usage(error: click.ClickException) -> str:
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
