"""The command that tries to work out what the public pages withhold."""

from __future__ import annotations

from pathlib import Path

import click

from kinerja_lib.cli.help_words import Command
from kinerja_lib.i18n import _

_GIVEN_AWAY, _UNREADABLE = 1, 2


@click.command(
    cls=Command,
    help=_(
        "Mencoba menghitung kembali angka yang ditahan dari semua yang pernah publik di "
        "FOLDER_HASIL. Keluar dengan 0 bila tidak ada yang terbuka, 1 bila ada. Hasilnya memuat "
        "angka itu, jadi simpan di dalam kantor."
    ),
)
@click.argument("root", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER_HASIL")
@click.option("--region", default="", help=_("hanya daerah ini"))
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("menulis semua angka yang diuji ke berkas ini"),
)
def attack(root: Path, region: str, json_path: Path | None) -> None:
    """Run the test attack."""
    from kinerja_lib.reporting.attack.publications import find_publications
    from kinerja_lib.reporting.attack.trial import attack_region
    from kinerja_lib.reporting.attack.words import as_json, conclude, describe_trial

    if json_path is not None:
        _refuse_public(json_path, root)
    found = find_publications(root, region)
    click.echo(
        _("Pembaca: semua halaman publik, aturan, jumlah pegawai, dirinya, dan satu rekannya.")
    )
    trials = []
    for name in sorted({one.place[0] for one in found.publications}):
        own = [one for one in found.publications if one.place[0] == name]
        trials.append(attack_region(name, own))
        for line in describe_trial(trials[-1]):
            click.echo(line)
    for line in conclude(trials, found.unreadable):
        click.echo(line)
    if json_path is not None:
        from kinerja_lib.reporting.record import to_json, write_as_is

        write_as_is(json_path, to_json(as_json(trials, found.unreadable)), mode=0o600)
        click.echo(_("Semua angka: {path}.").format(path=json_path))
    failed = any(trial.fails for trial in trials)
    raise SystemExit(_GIVEN_AWAY if failed else _UNREADABLE if found.unreadable else 0)


def _refuse_public(path: Path, root: Path) -> None:
    """Keep what was found out of the folder that readers see."""
    from kinerja_lib.errors import ParameterError

    if (root / "public").resolve() in path.resolve().parents:
        raise ParameterError(
            _("Hasil serangan uji memuat angka yang ditahan. Simpan di luar folder public.")
        )
