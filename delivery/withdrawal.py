"""Withdrawals as cards: whoever was told to call is told not to, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from callnow.dates import day_in_words
from callnow.model import Delivery, Report, Story, Trigger
from callnow.terms import Certainty, TriggerState
from delivery.card import FIELD_LIMIT, SENTENCE_LIMIT, Card
from delivery.clean import clean_text, safe_link

DENIED, NOT_SO = "the news is denied", "the news does not hold"
JUDGED = {
    TriggerState.WRONG_EVENT: "judged wrong, the news does not say that",
    TriggerState.WRONG_COMPANY: "judged wrong, it is another company's news",
}
AFTERWARDS = "If you have called already, log it."
WITHDRAWN = "withdrawn"  # what files have in place of the tier of a call that is taken back


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a call that was told is none any more: `because` is a clause ("the news is denied").

    `told` is the reason that was given, `told_on` the day (None: a crash left in doubt whether it arrived), `told_as`
    the id of the message that gave it, which may have been a digest. `still` are the other reasons to call the same
    person, which stand.
    """

    because: str
    told: str
    told_on: date | None
    told_as: str
    still: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        return "Do not call about this" if self.still else "Do not call"

    @property
    def told_before(self) -> str:
        """What was told and when: "You were told on 2 March 2026: Orbel is cutting 400 jobs."."""
        when = f"You were told on {day_in_words(self.told_on)}" if self.told_on else "You may have been told before"
        return f"{when}: {self.told}"


def tier_of(card: Card) -> str:
    """As what files list a card: its tier, or "withdrawn"."""
    return WITHDRAWN if card.withdrawal else card.tier.value


def withdrawn_card(
    card: Card, trigger: Trigger, story: Story | None, told: Delivery, told_on: date | None, still: Sequence[str] = ()
) -> Card:
    """The card of a call that is taken back: nothing to say, and the sentence that denies the news, where one does."""
    denial = _denial(story) if trigger.state is TriggerState.WITHDRAWN else None
    because = DENIED if denial else JUDGED.get(trigger.state, NOT_SO)
    others = tuple(clean_text(why, SENTENCE_LIMIT) for why in still)
    told_words = clean_text(trigger.why, SENTENCE_LIMIT)
    withdrawal = Withdrawal(because, told_words, told_on, told.batch or told.id, others)
    card = replace(
        card,
        why=f"{withdrawal.lead}: {because}.",
        opener="",
        voicemail="",
        talking_points=(),
        colleagues=(),
        sentence="",
        filed="",
        reports=0,
        told_with=(),
        withdrawal=withdrawal,
    )
    return _with_denial(card, denial) if denial else card


def _denial(story: Story | None) -> Report | None:
    """The newest report that denies the story."""
    denials = [r for r in story.reports if r.event.certainty is Certainty.DENIED] if story else []
    return max(denials, key=lambda report: report.heard, default=None)


def _with_denial(card: Card, denial: Report) -> Card:
    return replace(
        card,
        headline=clean_text(denial.title, SENTENCE_LIMIT),
        sentence=clean_text(denial.event.sentence or denial.title, SENTENCE_LIMIT),
        link=safe_link(denial.url),
        source=clean_text(denial.source, FIELD_LIMIT),
        published_at=None if denial.undated else denial.published_at,
        reports=1,
    )
