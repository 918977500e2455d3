"""Turn unrotated loadings to simple structure: varimax, promax, oblimin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Rotated:
    """Hold a rotated solution.

    Parameters
    ----------
    pattern : float array of shape (items, factors)
        Weights of the factors for each item.
    phi : float array of shape (factors, factors)
        Correlations of the factors themselves, not of scores.
    converged : bool
    """

    pattern: np.ndarray
    phi: np.ndarray
    converged: bool = True


def rotate_oblimin(
    loadings: np.ndarray, *, gamma: float = 0.0, rounds: int = 2000, tolerance: float = 1e-6
) -> Rotated:
    """Rotate to correlated factors by direct oblimin (gamma 0: quartimin).

    Parameters
    ----------
    loadings : float array of shape (items, factors)
        Unrotated. One factor is returned as it is.

    Notes
    -----
    Gradient projection from the unrotated and from the varimax solution; the smaller criterion is
    taken. Sources: Jennrich (2002), Psychometrika 67, 7-19; Bernaards and Jennrich (2005),
    Educational and Psychological Measurement 65, 676-696.
    """
    a = np.asarray(loadings, dtype=float)
    p, m = a.shape
    if m < 2:
        return Rotated(a.copy(), np.eye(m))
    mix = (np.eye(p) - gamma / p) if gamma else None
    starts = (np.eye(m), _varimax_turn(a))
    tries = [_project(a, start, mix, (rounds, tolerance)) for start in starts]
    _, turn, converged = min(tries, key=lambda found: found[0])
    return Rotated(a @ np.linalg.inv(turn).T, turn.T @ turn, converged)


def rotate_varimax(loadings: np.ndarray) -> Rotated:
    """Rotate to uncorrelated factors by varimax with Kaiser's normalization.

    Source: Kaiser (1958), Psychometrika 23, 187-200.
    """
    a = np.asarray(loadings, dtype=float)
    m = a.shape[1]
    return Rotated(a @ _varimax_turn(a) if m > 1 else a.copy(), np.eye(m))


def rotate_promax(loadings: np.ndarray, *, power: float = 4.0) -> Rotated:
    """Rotate to correlated factors by promax: varimax, then a least-squares turn to its powers.

    Source: Hendrickson and White (1964), British Journal of Statistical Psychology 17, 65-70.
    """
    x = rotate_varimax(loadings).pattern
    if x.shape[1] < 2:
        return Rotated(x, np.eye(x.shape[1]))
    turn = np.linalg.lstsq(x, x * np.abs(x) ** (power - 1), rcond=None)[0]
    turn = turn * np.sqrt(np.diag(np.linalg.inv(turn.T @ turn)))
    return Rotated(x @ turn, np.linalg.inv(turn.T @ turn))


def order_factors(rotated: Rotated) -> Rotated:
    """Order factors by the variance they explain, largest first, and make most loadings positive.

    Explained variance of a factor: diagonal of phi * pattern' * pattern.
    """
    pattern, phi = rotated.pattern, rotated.phi
    sign = np.where(pattern.sum(axis=0) < 0, -1.0, 1.0)
    pattern, phi = pattern * sign, phi * np.outer(sign, sign)
    order = np.argsort(-np.diag(phi @ pattern.T @ pattern), kind="stable")
    return Rotated(pattern[:, order], phi[np.ix_(order, order)], rotated.converged)


def _project(
    a: np.ndarray, turn: np.ndarray, mix: np.ndarray | None, limits: tuple[int, float]
) -> tuple[float, np.ndarray, bool]:
    """Minimise the criterion over oblique turns; return its value, the turn, whether it settled."""
    step = 1.0
    value, slope = _gradient(a, turn, mix)
    for _ in range(limits[0]):
        free = slope - turn * (turn * slope).sum(axis=0)
        size = float(np.sqrt((free**2).sum()))
        if size < limits[1]:
            return value, turn, True
        step *= 2
        for _ in range(30):
            trial = turn - step * free
            trial /= np.sqrt((trial**2).sum(axis=0))
            new, new_slope = _gradient(a, trial, mix)
            if new < value - 0.5 * size**2 * step:
                break
            step /= 2
        else:
            return value, turn, size < 1e-4
        turn, value, slope = trial, new, new_slope
    return value, turn, False


def _gradient(a: np.ndarray, turn: np.ndarray, mix: np.ndarray | None) -> tuple[float, np.ndarray]:
    if abs(np.linalg.det(turn)) < 1e-8:
        return np.inf, np.zeros_like(turn)
    inverse = np.linalg.inv(turn)
    pattern = a @ inverse.T
    square = pattern**2
    cross = square.sum(axis=1, keepdims=True) - square
    if mix is not None:
        cross = mix @ cross
    slope = -(pattern.T @ (pattern * cross) @ inverse).T
    return float((square * cross).sum() / 4), slope


def _varimax_turn(a: np.ndarray, rounds: int = 1000) -> np.ndarray:
    size = np.sqrt((a**2).sum(axis=1, keepdims=True))
    x = a / np.where(size > 0, size, 1.0)
    turn, best = np.eye(a.shape[1]), 0.0
    for _ in range(rounds):
        z = x @ turn
        left, values, right = np.linalg.svd(x.T @ (z**3 - z * (z**2).mean(axis=0)))
        turn = left @ right
        if values.sum() < best * (1 + 1e-10):
            break
        best = values.sum()
    return turn
