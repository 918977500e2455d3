"""What a parameter may hold, read from the annotation in the parameters cell."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

JsonValue = bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"] | None

SIMPLE_KINDS = {
    "str": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "Date": "date",
    "Period": "period",
    "Code": "code",
    "Nip": "nip",
    "Path": "path",
}
_MAX_PATTERN = 200  # characters


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The values that a declaration accepts."""

    kind: str  # a value of SIMPLE_KINDS, or "choice", "list", "dict"
    low: float | None = None  # smallest number accepted
    high: float | None = None  # largest number accepted
    choices: tuple[str, ...] | tuple[int, ...] = ()  # of a Literal
    pattern: str | None = None  # the whole text has to match
    optional: bool = False  # None is accepted
    item: Shape | None = None  # of each value in a list or dict

    @property
    def ranged(self) -> bool:
        """Tell whether the number has a limit."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, kw_only=True)
class Parameter(Shape):
    """One declared parameter: a shape with a name, a default and its meaning."""

    name: str
    default: JsonValue = None
    meaning: str = ""  # the comment behind the declaration
    required: bool = False  # no default; keys of a params file only


def name_parameter(shape: Shape, name: str, *, default: JsonValue, meaning: str) -> Parameter:
    """Give a shape its name, default and meaning."""
    values = {field.name: getattr(shape, field.name) for field in fields(Shape)}
    return Parameter(name=name, default=default, meaning=meaning, **values)


def read_annotation(node: ast.expr) -> Shape:
    """Read an annotation into the shape it declares.

    Raises
    ------
    ParameterError
        An annotation that is not one of the supported forms; the message has no name or line yet.
    """
    if isinstance(node, ast.Name) and node.id in SIMPLE_KINDS:
        return Shape(kind=SIMPLE_KINDS[node.id])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _read_optional(node)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        reader = _GENERIC.get(node.value.id)
        if reader is not None:
            return reader(node.slice)
    raise _unknown(node)


def _unknown(node: ast.expr) -> ParameterError:
    return ParameterError(
        _(
            "dinyatakan sebagai {annotation}, jenis yang tidak dikenal. Pilih str, int, float, "
            "bool, Date, Period, Code, Nip, Path, list[...], dict[str, ...], Literal[...], "
            "Annotated[..., Between(...)], Annotated[..., Matches(...)] atau ... | None."
        ).format(annotation=ast.unparse(node)[:80])
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _read_optional(node: ast.BinOp) -> Shape:
    if _is_none(node.right) and not _is_none(node.left):
        return replace(read_annotation(node.left), optional=True)
    if _is_none(node.left) and not _is_none(node.right):
        return replace(read_annotation(node.right), optional=True)
    raise _unknown(node)


def _read_list(inner: ast.expr) -> Shape:
    return Shape(kind="list", item=read_annotation(inner))


def _read_dict(inner: ast.expr) -> Shape:
    match inner:
        case ast.Tuple(elts=[ast.Name(id="str"), value]):
            return Shape(kind="dict", item=read_annotation(value))
    raise ParameterError(_("dinyatakan sebagai dict tanpa dua jenis. Tulis dict[str, ...]."))


def _read_literal(inner: ast.expr) -> Shape:
    nodes = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    values = [node.value if isinstance(node, ast.Constant) else None for node in nodes]
    kinds = {type(value) for value in values}
    if kinds not in ({str}, {int}) or len(set(values)) != len(values):
        raise ParameterError(
            _(
                "memakai Literal yang tidak dapat dibaca. Tulis teks saja atau bilangan bulat "
                'saja, masing-masing sekali, misalnya Literal["a", "b"].'
            )
        )
    return Shape(kind="choice", choices=tuple(values))


def _read_annotated(inner: ast.expr) -> Shape:
    if not isinstance(inner, ast.Tuple) or len(inner.elts) < 2:
        raise ParameterError(
            _("memakai Annotated tanpa batas. Tulis misalnya Annotated[int, Between(1, 12)].")
        )
    shape = read_annotation(inner.elts[0])
    for limit in inner.elts[1:]:
        shape = _limit(shape, limit)
    return shape


def _limit(shape: Shape, node: ast.expr) -> Shape:
    match node:
        case ast.Call(func=ast.Name(id="Between")) if shape.kind in ("int", "float"):
            low, high = _arguments(node, ("low", "high"))
            return _between(shape, low, high)
        case ast.Call(func=ast.Name(id="Matches")) if shape.kind in ("str", "code"):
            (pattern,) = _arguments(node, ("pattern",))
            return _matches(shape, pattern)
    raise ParameterError(
        _(
            "memakai batas {limit} yang tidak cocok dengan jenisnya. Between(...) hanya untuk int "
            "dan float, Matches(...) hanya untuk str dan Code."
        ).format(limit=ast.unparse(node)[:80])
    )


def _arguments(call: ast.Call, names: tuple[str, ...]) -> list[object]:
    """Read the literal arguments of Between or Matches, by place or by name."""
    given: dict[str | None, ast.expr] = dict(zip(names, call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords}
    try:
        if set(given) != set(names) or len(call.args) + len(call.keywords) != len(names):
            raise ValueError("wrong arguments")
        return [ast.literal_eval(given[name]) for name in names]
    except (ValueError, TypeError):
        raise ParameterError(
            _(
                "memakai {limit} dengan isi yang tidak dapat dibaca. Tulis {names} apa adanya."
            ).format(limit=ast.unparse(call)[:80], names=", ".join(names))
        ) from None


def _between(shape: Shape, low: object, high: object) -> Shape:
    numbers = [value for value in (low, high) if value is not None]
    if not numbers or any(type(value) not in (int, float) for value in numbers):
        raise ParameterError(
            _("memakai Between yang bukan angka. Tulis Between(terendah, tertinggi).")
        )
    if numbers != sorted(numbers) or any(abs(value) == float("inf") for value in numbers):
        raise ParameterError(
            _("memakai Between dengan batas terbalik atau tak hingga. Tulis angka terendah dahulu.")
        )
    return replace(shape, low=low, high=high)


def _matches(shape: Shape, pattern: object) -> Shape:
    try:
        if not isinstance(pattern, str) or len(pattern) > _MAX_PATTERN:
            raise ValueError("not a short text")
        re.compile(pattern)
    except (ValueError, re.error, OverflowError, RecursionError):
        raise ParameterError(
            _("memakai pola Matches yang tidak dapat dibaca. Periksa ekspresi regulernya.")
        ) from None
    return replace(shape, pattern=pattern)


_GENERIC: dict[str, Callable[[ast.expr], Shape]] = {
    "list": _read_list,
    "dict": _read_dict,
    "Literal": _read_literal,
    "Annotated": _read_annotated,
}
