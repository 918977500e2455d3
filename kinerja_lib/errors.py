"""What can go wrong, each kind with the exit code and the run status it leads to.

Messages are for the person who can act on them: what is wrong, where, how often, what to do next.
They carry counts and row numbers, never a person's name or answers.
"""

from __future__ import annotations


class KinerjaError(Exception):
    """A foreseen failure that a user can act on."""

    exit_code = 3
    status = "failed"


class ParameterError(KinerjaError):
    """Wrong parameters or usage, found before any kernel starts."""

    exit_code = 2


class DataError(KinerjaError):
    """Data that are not good enough to publish from."""

    exit_code = 1
    status = "refused_data"


class DisclosureError(KinerjaError):
    """Output that could tell something about a person, or that is not made of publish objects."""

    exit_code = 1
    status = "refused_disclosure"


class RunError(KinerjaError):
    """A run that did not finish.

    Parameters
    ----------
    message : str
        What happened and what to do, in Indonesian.
    status : str
        One of the words of `kinerja_lib.reporting.record.STATUSES`.
    """

    def __init__(self, message: str, status: str = "failed") -> None:
        super().__init__(message)
        self.status = status
        self.exit_code = 130 if status == "interrupted" else 3
