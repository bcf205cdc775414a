"""Plots, drawn with matplotlib, which comes with the extra ``plots``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# A table of shares that are all small is not drawn as if some of them were large.
_FULL_GROUND = 0.1
_BLUE, _GREY = "#2f6f9f", "#8a949b"


def intervals(names: Sequence[str], values: NDArray[np.float64], title: str, measure: str, decimal: str) -> Figure:
    """Return a plot of a figure with its interval for each name; `values` are names × (value, low, high)."""
    figure, axes = _figure(7.5, 1.2 + 0.32 * max(len(names), 1))
    for row, (value, low, high) in enumerate(values):
        if not np.isnan(low):
            axes.plot([low, high], [row, row], color=_GREY, linewidth=2, zorder=1)
        axes.plot([value], [row], "o", color=_BLUE, zorder=2)
    axes.axvline(0, color=_GREY, linewidth=0.8)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(min(-0.1, float(np.nanmin(values, initial=0.0)) - 0.05), 1.02)
    axes.xaxis.set_major_formatter(lambda value, _place: f"{value:.1f}".replace(".", decimal))
    axes.set_xlabel(measure)
    axes.set_title(title, loc="left")
    return figure


def growth_curve(
    order: NDArray[np.float64],
    drawn: NDArray[np.float64],
    reached: int | None,
    title: str,
    labels: tuple[str, str, str, str],
) -> Figure:
    """Return a plot of how many codes there are after each interview.

    `order` counts them in the order of the study; `drawn` (3 × interviews) holds the mean and the limits
    of random orders; `reached` is where saturation was reached; `labels` are those of the two axes and
    of the two lines.
    """
    figure, axes = _figure(7.5, 4.2)
    from matplotlib.ticker import MaxNLocator

    place = np.arange(1, len(order) + 1)
    axes.fill_between(place, drawn[1], drawn[2], color=_GREY, alpha=0.25, linewidth=0)
    axes.plot(place, drawn[0], "--", color=_GREY, label=labels[3])
    axes.plot(place, order, "o-", color=_BLUE, label=labels[2])
    if reached is not None:
        axes.axvline(reached + 0.5, color=_BLUE, linewidth=0.8, linestyle=":")
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xticks(place)
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])
    axes.legend(frameon=False)
    axes.set_title(title, loc="left")
    return figure


def heat_map(names: Sequence[str], values: NDArray[np.float64], title: str, measure: str, decimal: str) -> Figure:
    """Return a plot of a square table (names × names) of shares in percent, each cell with its figure; NaN is empty.

    The ground is full from a tenth on, or from the largest share where that is more.
    """
    size = 2.8 + 0.55 * max(len(names), 1)
    figure, axes = _figure(size + 1.5, size)
    most = max(float(np.nanmax(values, initial=0.0)), _FULL_GROUND)
    shown: Any = axes.imshow(values, cmap="Blues", vmin=0, vmax=most)
    for (row, column), value in np.ndenumerate(values):
        if not np.isnan(value):
            ink = "white" if value > 0.6 * most else "black"
            text = f"{100 * value:.1f}".replace(".", decimal) if value else "0"
            axes.text(column, row, text, ha="center", va="center", fontsize=8, color=ink)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set_title(title, loc="left")
    figure.colorbar(shown, label=f"{measure} (%)", format=lambda value, _place: f"{100 * value:.0f}")
    return figure


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty figure. Raises `QualcodeError` where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise QualcodeError(
            "Plots need matplotlib, which is not installed: python -m pip install 'qualcode[plots]'."
        ) from error
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()
