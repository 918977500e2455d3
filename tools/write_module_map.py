"""Write docs/modules.md: every module with the first line of its docstring.

Run `python tools/write_module_map.py` after adding, removing or renaming a module; a test compares.
"""

from __future__ import annotations

import ast
from itertools import groupby
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "kinerja_lib"
TARGET = PROJECT / "docs" / "modules.md"
OPENING = """# Modules

What each module is about, from its own first line. [architecture.md](architecture.md) explains how
they stand on each other.
"""


def write_map() -> str:
    """Return the text of docs/modules.md."""
    paths = sorted(PACKAGE.rglob("*.py"), key=lambda path: (path.parent.parts, path.name))
    parts = [OPENING]
    for folder, modules in groupby(paths, key=lambda path: path.parent):
        name = ".".join(folder.relative_to(PACKAGE.parent).parts)
        about = ""
        rows = []
        for path in modules:
            line = _first_line(path)
            if path.stem == "__init__":
                about = line
            else:
                rows.append(f"| `{path.stem}` | {line} |")
        parts.append(f"\n## {name}\n\n{about}\n")
        if rows:
            parts.append("\n".join(["", "| Module | Subject |", "|---|---|", *rows, ""]))
    return "".join(parts)


def _first_line(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    paragraph = text.split("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(write_map(), encoding="utf-8")
