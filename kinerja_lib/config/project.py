"""Find the project folder and its data, and name output folders that stay where they belong."""

from __future__ import annotations

import os
import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path

from kinerja_lib.config.parameters import suggest
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

MAX_SLUG = 80  # characters
MAX_NAME_BYTES = 255  # of one folder name on common file systems
_PATH = 300  # characters of a path in a message
_FOLDERS = ("notebooks", "params")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters or more: C: is a Windows drive
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_PARAMS_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_PART = re.compile(r"\.?[A-Za-z0-9][A-Za-z0-9_-]*")


def _refusal(problem: str, **values: object) -> ParameterError:
    return ParameterError(problem.format(**values) + " " + _("Tidak ada proses yang dijalankan."))


def find_project(start: Path) -> Path:
    """Return the project folder: KINERJA_PROJECT, or the nearest one at or above `start`.

    A project folder holds the folders `notebooks` and `params`.

    Raises
    ------
    ParameterError
        KINERJA_PROJECT is not a project folder, or none is found.
    """
    chosen = os.environ.get("KINERJA_PROJECT")
    if chosen:
        folder = Path(chosen).resolve()
        if _is_project(folder):
            return folder
        problem = _("KINERJA_PROJECT menunjuk {folder}, yang tidak memuat notebooks/ dan params/.")
        raise _refusal(problem, folder=quote(chosen, _PATH))
    here = start.resolve()
    for folder in (here, *here.parents):
        if _is_project(folder):
            return folder
    problem = _(
        "Tidak ada folder proyek (berisi notebooks/ dan params/) di {folder} atau di atasnya. "
        "Pindah ke folder proyek, atau isi KINERJA_PROJECT."
    )
    raise _refusal(problem, folder=quote(str(start), _PATH))


def _is_project(folder: Path) -> bool:
    return all((folder / name).is_dir() for name in _FOLDERS)


def list_notebooks(project: Path) -> dict[str, Path]:
    """Return the notebooks of the project by name, sorted."""
    return {path.stem: path for path in sorted((project / "notebooks").glob("*.ipynb"))}


def resolve_source(text: str, project: Path) -> Path:
    """Return the data folder or file that `text` names, relative to the project folder.

    Raises
    ------
    ParameterError
        An address such as https:// or s3://, a missing file (with the nearest name as a hint), or
        something that is neither a file nor a folder.
    """
    if _URL.match(text):
        problem = _(
            "Sumber {source} adalah alamat, bukan berkas. Unduh dahulu, lalu tulis jalurnya."
        )
        raise _refusal(problem, source=quote(text, _PATH))
    try:
        path = (project / text).resolve()
        found = path.exists()
    except (OSError, ValueError, RuntimeError):  # too long, a null byte, a loop of links
        raise _refusal(
            _("Sumber {source} bukan jalur yang sah."), source=quote(text, _PATH)
        ) from None
    if not found:
        problem = _("Sumber {source} tidak ditemukan. {hint}")
        raise _refusal(problem, source=quote(text, _PATH), hint=_nearest(path, project))
    if not (path.is_file() or path.is_dir()):
        raise _refusal(
            _("Sumber {source} bukan berkas atau folder biasa."), source=quote(text, _PATH)
        )
    return path


def find_params_file(project: Path, folder: str, name: str) -> Path:
    """Return the file `name` of params/`folder`; ".yaml" may be left out.

    Raises
    ------
    ParameterError
        A name with a folder in it, a file that does not exist, or a link to elsewhere.
    """
    stem, place = name.removesuffix(".yaml"), f"params/{folder}"
    files = project / "params" / folder
    if not _PARAMS_NAME.fullmatch(stem):
        problem = _("Berkas {name} bukan nama di {place}. Tulis namanya tanpa folder.")
        raise ParameterError(problem.format(name=quote(name), place=place))
    path = files / f"{stem}.yaml"
    if not path.is_file():
        known = (found.stem for found in files.glob("*.yaml")) if files.is_dir() else ()
        problem = _("Berkas {name} tidak ditemukan di {place}. {suggestion}")
        raise ParameterError(
            problem.format(name=quote(stem), place=place, suggestion=suggest(stem, known))
        )
    if not path.resolve().is_relative_to(project.resolve() / "params" / folder):
        problem = _("Berkas {name} adalah tautan ke luar {place}. Salin isinya.")
        raise ParameterError(problem.format(name=quote(stem), place=place))
    return path


def refuse_missing(path: Path) -> None:
    """Refuse a params file that is not there, with the nearest name beside it."""
    try:
        missing = not path.exists()
    except (OSError, ValueError):  # reading it says why
        return
    if missing:
        problem = _("Berkas parameter {path} tidak ditemukan. {hint}")
        hint = _nearest(path, Path.cwd())
        raise _refusal(problem, path=quote(str(path), _PATH), hint=hint)


def _nearest(path: Path, project: Path) -> str:
    """Name what exists closest to a missing path, relative to the project where it can be."""
    while not path.parent.is_dir() and path != path.parent:
        path = path.parent
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        names = []
    near = get_close_matches(path.name, names, n=1)
    if near:
        return _("Maksud Anda {path}?").format(
            path=quote(_short(path.parent / near[0], project), _PATH)
        )
    return _("Periksa isi folder {folder}.").format(
        folder=quote(_short(path.parent, project), _PATH)
    )


def _short(path: Path, project: Path) -> str:
    """Write a path as a params file would: relative to the project where it can be."""
    base = project.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


def slug(text: str) -> str:
    """Return a folder name: lower-case ASCII letters, digits and hyphens, at most 80 characters.

    Different texts can have the same slug; whoever writes folders side by side compares them.

    Raises
    ------
    ParameterError
        Nothing is left, as with '..', or the name is reserved by Windows.
    """
    ascii_text = unicodedata.normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode()
    words = re.sub("[^a-z0-9]+", "-", ascii_text.lower())
    name = words.strip("-")[:MAX_SLUG].strip("-")
    if not name or _RESERVED.fullmatch(name):
        problem = _("Nama {name} tidak dapat menjadi nama folder. Pakai huruf Latin atau angka.")
        raise _refusal(problem, name=quote(text))
    return name


def target_folder(root: Path, *parts: str) -> Path:
    """Return the folder `parts` below `root`; nothing is created.

    Parts are slugs or fixed names such as 2026-TW1, competency_training or .runs.

    Raises
    ------
    ParameterError
        A part with anything but letters, digits, hyphens and underscores, a link on the way, a file
        on the way, or a result outside `root`.
    """
    folder = base = root.resolve()
    for part in parts:
        if not _PART.fullmatch(part) or len(part) > MAX_NAME_BYTES or _RESERVED.fullmatch(part):
            raise _refusal(_("{name} tidak dapat menjadi nama folder keluaran."), name=quote(part))
        folder = folder / part
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            problem = _("{folder} adalah tautan atau berkas, bukan folder. Pindahkan, lalu ulangi.")
            raise _refusal(problem, folder=quote(str(folder), _PATH))
    if not folder.resolve().is_relative_to(base):
        raise _refusal(
            _("{folder} berada di luar folder keluaran."), folder=quote(str(folder), _PATH)
        )
    return folder


def check_output_root(out: Path, project: Path, source: Path) -> None:
    """Refuse an output folder that would mix pages with notebooks, params or data.

    Raises
    ------
    ParameterError
        A file, a name that cannot be, a `{template}`, the project folder or one above it,
        notebooks/, params/ or the data: the same, inside, or (for data) around them.
    """
    if any(len(os.fsencode(part)) > MAX_NAME_BYTES for part in out.parts):
        raise _refusal(_("Nama folder keluaran lebih dari 255 bita. Pilih nama lebih pendek."))
    if re.search(r"[{}\x00-\x1f]", str(out)):
        problem = _("Folder keluaran {folder} memuat kurung kurawal. Tulis nama folder apa adanya.")
        raise _refusal(problem, folder=quote(str(out), _PATH))
    if (out.is_symlink() or out.exists()) and not out.is_dir():
        problem = _("Keluaran {folder} adalah berkas, bukan folder. Pilih folder.")
        raise _refusal(problem, folder=quote(str(out), _PATH))
    kept = [project / name for name in _FOLDERS] + [source]
    inside = any(_is_within(out, folder) for folder in kept)
    if inside or _is_within(project, out) or _is_within(source, out):
        problem = _(
            "Keluaran {folder} bercampur dengan proyek, notebook, params atau data. Pilih folder "
            "lain, misalnya reports."
        )
        raise _refusal(problem, folder=quote(str(out), _PATH))


def _is_within(path: Path, folder: Path) -> bool:
    """Tell whether `path` is `folder` or inside it, also where letter case does not count."""
    path, folder = path.resolve(), folder.resolve()
    if path.is_relative_to(folder):
        return True
    return folder.exists() and any(
        above.exists() and above.samefile(folder) for above in (path, *path.parents)
    )
