"""Read the formula of an indicator card and work it out; nothing in it is ever run as code."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 300
_TOKENS = re.compile(
    r"(?:\s*+(?:\d++(?:\.\d++)?(?![\w.])|[^\W\d]\w*+|[-+*/()]))++\s*"
)  # no way back
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "·": "*"})
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_OPERATIONS = (ast.Add, ast.Sub, ast.Mult, ast.Div)


@dataclass(frozen=True)
class Formula:
    """Hold a formula that can be worked out.

    Parameters
    ----------
    tree : ast.expr
        Sums, differences, products and quotients of names and numbers only.
    names : tuple of str
        Quantities it needs, in the order of their first use.
    denominators : tuple of str
        Quantities that it divides by.
    """

    tree: ast.expr
    names: tuple[str, ...]
    denominators: tuple[str, ...]

    def compute(self, values: Mapping[str, float]) -> float | None:
        """Work it out; None where a quantity is missing or a denominator is 0."""
        return _compute(self.tree, values)


def read_formula(text: object) -> Formula | None:
    """Read a formula such as `tepat_waktu / pengaduan * 100`.

    Parameters
    ----------
    text : str or missing
        Names (with underscores), numbers, + - * / and brackets; × and ÷ and a decimal comma are
        read as well. Longer than 300 characters is refused.

    Returns
    -------
    Formula or None
        None where it is missing, names no quantity, or is anything but such a calculation: a
        power, a call, a comparison, words without an operator between them.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    plain = _COMMA.sub(".", text.translate(_SIGNS)).strip()
    if not _TOKENS.fullmatch(plain):
        return None
    try:
        tree = ast.parse(" ".join(plain.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not all(_is_allowed(node) for node in ast.walk(tree)):
        return None
    below = [node.right for node in ast.walk(tree) if _divides(node)]
    names = _names(tree)
    return Formula(tree, names, tuple(n for part in below for n in _names(part))) if names else None


def _divides(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)


def _is_allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    allowed = (ast.BinOp, ast.UnaryOp, ast.Name, ast.Load, ast.USub, ast.UAdd, *_OPERATIONS)
    return isinstance(node, allowed)


def _names(tree: ast.AST) -> tuple[str, ...]:
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    ordered = sorted(found, key=lambda node: node.col_offset)
    return tuple(dict.fromkeys(node.id for node in ordered))


def _compute(node: ast.AST, values: Mapping[str, float]) -> float | None:
    if isinstance(node, ast.Constant):
        return float(node.value)
    if isinstance(node, ast.Name):
        value = values.get(node.id)
        return None if value is None or value != value else float(value)
    if isinstance(node, ast.UnaryOp):
        value = _compute(node.operand, values)
        return value if value is None or isinstance(node.op, ast.UAdd) else -value
    left, right = _compute(node.left, values), _compute(node.right, values)
    if left is None or right is None:
        return None
    return _combine(node.op, left, right)


def _combine(operation: ast.operator, left: float, right: float) -> float | None:
    if isinstance(operation, ast.Div):
        return left / right if right else None
    if isinstance(operation, ast.Mult):
        return left * right
    return left + right if isinstance(operation, ast.Add) else left - right
