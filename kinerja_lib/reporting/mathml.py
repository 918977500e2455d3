r"""Formulas of Markdown cells as MathML, which browsers show and read out without any script.

A small part of TeX, read into elements that are made here, so that nothing of the text can become
anything else: libraries that turn all of TeX into MathML pass `\text{<script>}` and `\href` on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _, clean_text

LONGEST = 500  # characters of a formula
_DEPTH = 20
_TOKEN = re.compile(
    r"\\text\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|\d+(?:[.,]\d+)*|[A-Za-z]|\s+|.", re.DOTALL
)
_GREEK = dict(
    zip(
        ("alpha beta gamma delta epsilon theta lambda mu pi rho sigma tau chi omega").split(),
        "αβγδεθλμπρστχω",
        strict=True,
    )
) | {"Delta": "Δ", "Sigma": "Σ", "Omega": "Ω", "kappa": "κ", "phi": "φ"}
_SIGNS = {
    **{"times": "×", "cdot": "·", "div": "÷", "pm": "±", "le": "≤", "ge": "≥", "ne": "≠"},
    **{"approx": "≈", "sum": "∑", "prod": "∏", "min": "min", "max": "max", "log": "log"},
    **{"ln": "ln", "infty": "∞", "in": "∈", "to": "→", "ldots": "…", "left": "", "right": ""},
    **{"quad": "\u2003", ",": "\u2009", ";": "\u2005", "%": "%", "{": "{", "}": "}", "$": "$"},
}
_PLAIN = set("+=<>()[]|,;:!/*.%'")
_LIMITS = ("∑", "∏", "min", "max")
_ACCENTS = {"bar": "\N{OVERLINE}", "hat": "^"}


def formula_mathml(text: str, *, block: bool = False) -> str:
    r"""Write a formula as one `<math>` element with the formula itself as its alternative text.

    Parameters
    ----------
    text : str
        TeX without dollar signs: letters, numbers, signs, `_`, `^`, `\frac`, `\sqrt`, `\text`,
        `\bar`, `\hat`, Greek letters and the signs that performance formulas need.
    block : bool
        On a line of its own.

    Raises
    ------
    RunError
        The formula holds anything else, or a bracket is not closed; the Markdown cell is wrong.
    """
    reader = _Reader(text)
    body = reader.row("")
    display = ' display="block"' if block else ""
    return f'<math{display} alttext="{escape(clean_text(text), quote=True)}">{body}</math>'


class _Reader:
    """Read the tokens of one formula from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.depth = text, 0
        if len(text) > LONGEST:
            raise self.refuse(_("lebih dari 500 karakter"))
        self.tokens: Iterator[str] = iter([t for t in _TOKEN.findall(text) if not t.isspace()])
        self.next = next(self.tokens, "")

    def refuse(self, reason: str) -> RunError:
        """Give the error that names the formula and what is wrong with it."""
        problem = _("Rumus {formula} pada sel Markdown tidak dapat ditulis: {reason}.")
        return RunError(problem.format(formula=clean_text(self.text, 60), reason=reason))

    def take(self) -> str:
        """Give the token in turn and go on to the next."""
        token, self.next = self.next, next(self.tokens, "")
        return token

    def row(self, end: str) -> str:
        """Read up to the closing bracket `end`, "" for the end of the formula."""
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.refuse(_("lebih dari 20 tingkat kurung"))
        parts = []
        while self.next != end:
            if not self.next or self.next == "}":
                raise self.refuse(_("kurung kurawal tidak berpasangan"))
            parts.append(self.scripts())
        self.take()
        self.depth -= 1
        return f"<mrow>{''.join(parts)}</mrow>"

    def scripts(self) -> str:
        """Read one part with what stands below and above it."""
        base = self.atom()
        found: dict[str, str] = {}
        while self.next in ("_", "^"):
            mark = self.take()
            if mark in found:
                raise self.refuse(_("dua tanda {mark} pada satu bagian").format(mark=mark))
            found[mark] = self.atom()
        kinds = ("munder", "mover", "munderover") if _takes_limits(base) else ()
        below, above, both = kinds or ("msub", "msup", "msubsup")
        if not found:
            return base
        tag = both if len(found) == 2 else below if "_" in found else above
        return f"<{tag}>{base}{''.join(found[m] for m in '_^' if m in found)}</{tag}>"

    def atom(self) -> str:
        """Read a letter, a number, a sign, a group or a command."""
        token = self.take()
        if token.startswith("\\text") and token.endswith("}"):
            return f"<mtext>{escape(clean_text(token.partition('{')[2][:-1]))}</mtext>"
        if token == "{":
            return self.row("}")
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[:1].isdigit():
            return f"<mn>{token}</mn>"
        if token.isalpha() and len(token) == 1:
            return f"<mi>{token}</mi>"
        if token == "-":
            return "<mo>−</mo>"
        if token in _PLAIN and token:
            return f"<mo>{escape(token)}</mo>"
        raise self.refuse(
            _("tanda {sign} tidak dikenal").format(sign=clean_text(token)) if token
            else _("bagian sesudah _, ^, atau perintah tidak ada")
        )  # fmt: skip

    def command(self, name: str) -> str:
        """Write a command with the parts it needs."""
        if name == "frac":
            return f"<mfrac>{self.atom()}{self.atom()}</mfrac>"
        if name == "sqrt":
            return f"<msqrt>{self.atom()}</msqrt>"
        if name in _ACCENTS:
            return f'<mover accent="true">{self.atom()}<mo>{_ACCENTS[name]}</mo></mover>'
        if name in _GREEK:
            return f"<mi>{_GREEK[name]}</mi>"
        if name in _SIGNS:
            return f"<mo>{_SIGNS[name]}</mo>" if _SIGNS[name] else ""
        known = _("perintah \\{name} tidak dikenal")
        raise self.refuse(known.format(name=clean_text(name, 30)))


def _takes_limits(base: str) -> bool:
    return base in {f"<mo>{sign}</mo>" for sign in _LIMITS}
