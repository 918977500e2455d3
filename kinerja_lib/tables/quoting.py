"""Quote names and texts for SQL: the only place where SQL text is made of foreign text."""

from __future__ import annotations


def identifier(name: str) -> str:
    """Write a name of a table or column as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Write a text as an SQL literal; NUL, which the engine cannot hold, is left out."""
    return "'" + text.replace("'", "''").replace("\x00", "") + "'"
