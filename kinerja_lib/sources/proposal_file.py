"""Save proposed mappings beside the files they may become, never over one that is there."""

from __future__ import annotations

import os
from pathlib import Path

from kinerja_lib.config.os_errors import explain_os_error
from kinerja_lib.config.wording import quote
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

PROPOSED = ".usulan"  # ending of a proposal, which is not read as a mapping file
_MOST_FILES = 100  # of one name


def save_proposal(text: str, folder: Path, name: str) -> str:
    """Save a proposal under a name that is free, and say where; the same one is not saved twice."""
    for number in range(1, _MOST_FILES):
        path = folder / (f"{name}.yaml" if number == 1 else f"{name}_{number}.yaml")
        proposed = path.with_name(f"{path.name}{PROPOSED}")
        if _holds(proposed, text) or _holds(path, text):
            there = proposed if proposed.exists() else path
            return _("Usulan yang sama sudah ada di {path}; tidak disimpan lagi.").format(
                path=there
            )
        if not os.path.lexists(path) and not os.path.lexists(proposed):
            break
    words = _(
        "Usulan disimpan di {path} dan belum dipakai. Periksa, lalu ubah namanya menjadi {name}."
    )
    return words.format(path=write_proposal(text, path), name=path.name)


def _holds(path: Path, text: str) -> bool:
    """Tell whether a file of our own holds a text; a link is never followed."""
    return path.is_file() and not path.is_symlink() and path.read_bytes() == text.encode()


def write_proposal(text: str, path: Path) -> Path:
    """Save a proposal beside the mapping file it may become, and return where.

    Its name ends in `.usulan`, so that no check reads it before a person has renamed it.

    Raises
    ------
    ParameterError
        The file is there already, or cannot be written.
    """
    proposed = path.with_name(f"{path.name}{PROPOSED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise FileExistsError
        with proposed.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        path = path if os.path.lexists(path) else proposed
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            problem = _("{file} sudah ada dan tidak ditimpa. Pilih nama lain untuk pemetaan ini.")
        else:
            problem = _("{file} tidak dapat ditulis ({reason}). Pilih tempat lain.")
        reason = explain_os_error(error)
        raise ParameterError(problem.format(file=quote(path.name, 80), reason=reason)) from None
    return proposed
