"""Where a page draws the marks of its figures, in pixels, against the places that they mean."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

FIGURES = "svg.strip, svg.lane, .plot svg.ticks"

# `drawn` is the middle of an element as the browser paints it, without its stroke and arrowhead.
# `meant` is the place that its percentages and the shift of its group give in the figure.
_MEASURE = """figures => {
    const drawn = element => {
        const [box, matrix] = [element.getBBox(), element.getScreenCTM()];
        return matrix.a * (box.x + box.width / 2) + matrix.e;
    };
    const shift = element => {
        const group = element.closest("g[transform]");
        return group ? group.transform.baseVal.consolidate().matrix.e : 0;
    };
    const share = (element, names) => {
        const percents = names.map(name => parseFloat(element.getAttribute(name)));
        return percents.reduce((sum, percent) => sum + percent, 0) / names.length / 100;
    };
    const measured = (figure, element, names, shape) => {
        const box = figure.getBoundingClientRect();
        return {
            kind: element.closest("[class]").getAttribute("class"),
            drawn: drawn(shape),
            meant: box.left + share(element, names) * box.width + shift(element),
        };
    };
    const all = (figure, selector) => [...figure.querySelectorAll(selector)];
    return [...document.querySelectorAll(figures)]
        .filter(figure => figure.getBoundingClientRect().width > 0)
        .flatMap(figure => [
            ...all(figure, "line").map(line => measured(figure, line, ["x1", "x2"], line)),
            ...all(figure, "circle[cx]").map(tick => measured(figure, tick, ["cx"], tick)),
            ...all(figure, "svg[x]").map(mark => measured(figure, mark, ["x"], mark.children[0])),
            ...all(figure, "text[x$='%']:not([dx])")
                .map(label => measured(figure, label, ["x"], label)),
        ]);
}"""

_MIDDLES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const box = element.getBoundingClientRect();
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
})"""

_TEXT_MIDDLES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const text = document.createRange();
    text.selectNodeContents(element);
    const box = text.getBoundingClientRect();
    return (box.left + box.right) / 2;
})"""


@dataclass(frozen=True)
class Mark:
    """A mark, line or label of a figure, by its class: its middle, and the middle that it means.

    Both are in pixels from the left of the window.
    """

    kind: str
    drawn: float
    meant: float

    @property
    def misplaced(self) -> bool:
        """Whether it is drawn more than one pixel from the place that it means."""
        return abs(self.drawn - self.meant) > 1


def marks(page: Page, figures: str = FIGURES) -> list[Mark]:
    """Return what the visible figures of a page draw, in the order of the figures."""
    return [Mark(**mark) for mark in page.evaluate(_MEASURE, figures)]


def points(page: Page, selector: str) -> list[tuple[float, float]]:
    """Return the middles of the elements found, in pixels from the left and top of the window."""
    return [(x, y) for x, y in page.evaluate(_MIDDLES, selector)]


def across(page: Page, selector: str) -> list[float]:
    """Return the middles of the elements found, in pixels from the left of the window."""
    return [x for x, _ in points(page, selector)]


def text_across(page: Page, selector: str) -> list[float]:
    """Return the middles of the text in the elements found, however wide the elements are."""
    return [float(x) for x in page.evaluate(_TEXT_MIDDLES, selector)]
