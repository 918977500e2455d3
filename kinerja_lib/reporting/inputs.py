"""What decides a result beside the data: notebook, library, settings files, installed packages.

Recorded for every run, so that a later comparison can name what changed also where there is no git.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import kinerja_lib

_LIBRARY = ("*.py", "*.j2", "*.css", "*.po")
_SETTINGS = ("rules", "instruments", "mappings")
_TOOLS = (
    *("pandas", "numpy", "scipy", "scikit-learn", "duckdb", "pyarrow"),
    *("matplotlib", "Jinja2", "papermill", "nbclient", "Babel"),
)


def describe_inputs(project: Path, notebook: Path) -> dict[str, Any]:
    """Give check codes of the notebook, the library as a whole, and each settings file.

    Internal: a settings file is small enough to be guessed from its code.
    """
    library = Path(kinerja_lib.__file__).parent
    files = {path for pattern in _LIBRARY for path in library.rglob(pattern)}
    return {
        "notebook": digest_paths([notebook], notebook.parent),
        "library": digest_paths(files, library),
        "settings": {
            path.relative_to(project / "params").as_posix(): digest_paths([path], path.parent)
            for folder in _SETTINGS
            for path in sorted((project / "params" / folder).glob("*.y*ml"))
        },
    }


def describe_tools() -> dict[str, str]:
    """Name the installed versions of the packages that numbers and pages are made with."""
    found = {}
    for name in _TOOLS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def describe_processor() -> str:
    """Name the kind of processor: machine, routines of OpenBLAS, instruction sets of numpy.

    The same packages give other last digits on another kind, since both choose their routines by
    it. They are loaded here, so that commands which run nothing start without them.
    """
    import numpy as np
    import scipy.linalg.blas  # noqa: F401 - so that its library is among those that are asked
    from threadpoolctl import threadpool_info

    chosen = {str(pool.get("architecture", "")) for pool in threadpool_info()}
    features = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    return " ".join([platform.machine(), *sorted(chosen - {""}), *features])


def digest_paths(paths: Iterable[Path], base: Path) -> str | None:
    """Compute one code of several files, names below `base` included; None if one is not there."""
    code = hashlib.sha256()
    named = sorted((path.relative_to(base).as_posix(), path) for path in paths)
    for name, path in named:
        try:
            content = path.read_bytes()
        except OSError:
            return None
        code.update(f"{name}\0{len(content)}\0".encode() + content)
    return "sha256:" + code.hexdigest()
