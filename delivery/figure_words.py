"""The figures in words: what each is called, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from callnow.store.figures import Figure


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted: `part` of `whole` (fields of Figure; the same where there is only one)."""

    title: str
    whole: str
    whole_label: str
    part: str
    part_label: str
    definition: str

    def of(self, figure: Figure) -> tuple[float, float]:
        """Whole and part."""
        return getattr(figure, self.whole) or 0, getattr(figure, self.part) or 0

    def words(self, figure: Figure) -> str:
        """The figure as people read it: "12 of 37"."""
        whole, part = getattr(figure, self.whole), getattr(figure, self.part)
        if whole is None:
            return "–"
        return f"{whole:g}" if self.whole == self.part else f"{part:g} of {whole:g}"

    def sentence(self, figure: Figure) -> str:
        """The same with what is counted: "12 reached, of 37 calls made"."""
        whole, part = getattr(figure, self.whole), getattr(figure, self.part)
        if whole is None:
            return "none yet"
        if self.whole == self.part:
            return f"{whole:g} {self.whole_label}"
        return f"{part:g} {self.part_label}, of {whole:g} {self.whole_label}"


MEASURES = (
    Measure(
        "Calls",
        "calls",
        "calls made",
        "reached",
        "reached",
        "Calls that were logged, with voicemails and calls nobody answered; and those in which two people talked.",
    ),
    Measure(
        "Promises",
        "promises",
        "promises that came due",
        "kept",
        "kept",
        "Promised calls whose day has come; kept are those with a talk between a week before that day (or the "
        "last third of the wait, where that is less) and three days after. One whose three days are not over counts "
        "once it is kept.",
    ),
    Measure(
        "Alerts",
        "alerts",
        "calls that news asked for",
        "talks",
        "led to a talk",
        "Calls to make now that news asked for, by the week in which it did; and those of them that a talk answered.",
    ),
    Measure(
        "From news to talk",
        "hours",
        "hours, median",
        "hours",
        "hours, median",
        "Hours from the publication of the news to the talk it led to, by the week of the talk: half were faster.",
    ),
)
