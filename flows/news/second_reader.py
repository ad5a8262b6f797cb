"""Ask the second reader about events that concern an employer of the list and are not certain.

"yes" makes an event certain, "no" takes it out, anything else leaves it. What got no answer (a fault, the day's budget)
stays as it was and is asked again at the next run. Nothing here stops a run: the first fault is told once.

Quiet questions are those of a backfill or a rematch: nothing is sent of what follows from their answers, whenever they
come, and half of a day's questions are left to the news of that day.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from callnow.errors import ParseFailed, SourceError
from callnow.model import CompanyEvent, Story, Trigger
from callnow.settings import Settings
from callnow.store import Connection, writing
from callnow.store.history import decided_at, drop_events, stories_reporting, update_events
from callnow.store.news import Understood, keep_understood, stories_of
from callnow.store.outbox import planned_deliveries
from callnow.store.second_reader import KeptAnswer, answers_of, asked_on, count_asked, keep_answers, waiting
from callnow.terms import MatchVerdict, SecondReaderAnswer
from delivery.outbox import plan_deliveries
from flows.news.articles import lacks
from flows.news.knowledge import Knowledge
from flows.news.understanding import MatchedEvent, ReadAnnouncement, decide_story, in_hindsight, resolve_batch
from flows.news.withdrawing import withdraw
from matching.detection.detect import text_parts
from matching.roles import read_role
from sources.second_reader import Endpoint, Question, ask

WAITS = timedelta(days=7)  # news fetched longer ago is not asked about again


@dataclass
class SecondReader:
    """The second reader during one run. `failures` holds the first fault, if there was one."""

    settings: Settings
    now: datetime
    failures: tuple[SourceError, ...] = ()
    silent: bool = False  # no answer came in this run: nothing more is asked
    tried: set[str] = field(default_factory=set)

    @property
    def on(self) -> bool:
        """Whether there is a second reader."""
        return bool(self.settings.reader.second.address)

    def weigh(self, reads: Sequence[ReadAnnouncement], *, quiet: bool) -> list[ReadAnnouncement]:
        """The reads with what the second reader says of their events; `quiet`: nothing is sent of them."""
        answers = self._answers(unsure(reads), quiet)
        if not answers:
            return list(reads)
        with writing(self.settings) as con:
            keep_answers(con, answers.values())
        return [replace(read, events=_weighed(read, answers)) for read in reads]

    def waiting(self) -> bool:
        """Whether events of earlier runs wait for an answer."""
        if not self.on:
            return False
        with writing(self.settings) as con:
            return bool(waiting(con, self.now - WAITS))

    def ask_again(self, knowledge: Knowledge) -> None:
        """Asks about what got no answer in earlier runs, and keeps what follows from the answers.

        Answers and what follows are one transaction: an answer without its consequences would wait no more.
        """
        with writing(self.settings) as con:
            owed = waiting(con, self.now - WAITS)
        for quiet in (False, True):
            asked = [question for question in owed if question.quiet is quiet]
            announcements = [question.announcement for question in asked]
            reads = resolve_batch(announcements, [[question.event] for question in asked], knowledge)
            pairs = unsure(reads)
            answers = self._answers(pairs, quiet)
            weighed = [matched for read, _ in pairs for matched in _weighed(read, answers)]
            self._keep_late([matched for _, matched in pairs], weighed, answers, knowledge, quiet=quiet)

    def _keep_late(
        self,
        asked: Sequence[MatchedEvent],
        weighed: Sequence[MatchedEvent],
        answers: Mapping[str, KeptAnswer],
        knowledge: Knowledge,
        *,
        quiet: bool,
    ) -> None:
        """Keeps answers that came late, with what follows; of a quiet one nothing is sent."""
        surer, gone = differences(asked, weighed)
        with writing(self.settings) as con:
            keep_answers(con, answers.values())
            if gone:
                withdraw(con, gone, knowledge, self.now)
            drop_events(con, gone)
            triggers = self._decided_late(con, surer, knowledge, quiet=quiet)
            update_events(con, [matched.event for matched in surer])
            planned = plan_deliveries(
                () if quiet else triggers,
                knowledge.routes,
                self.now,
                already=planned_deliveries(con, self.now, triggers=[t.id for t in triggers]),
                functions=knowledge.functions,
            )
            keep_understood(con, Understood((), amended=tuple(triggers), deliveries=tuple(planned)), self.now)

    def _decided_late(
        self, con: Connection, surer: Sequence[MatchedEvent], knowledge: Knowledge, *, quiet: bool
    ) -> list[Trigger]:
        """The triggers of the stories that these events report: decided now, or as of the moment for which a backfill
        or a rematch decided them."""
        by_id = {matched.event.id: matched for matched in surer}
        stories = stories_of(con, ids=stories_reporting(con, list(by_id))) if by_id else []
        moments = decided_at(con, [story.id for story in stories]) if quiet else {}
        triggers: list[Trigger] = []
        for story in stories:
            match = next(by_id[r.event.id].match for r in story.reports if r.event.id in by_id)
            moment = moments.get(story.id, story.first.published_at) if quiet else self.now
            decided = decide_story(_renewed(story, by_id), match, knowledge, moment)
            triggers += [in_hindsight(trigger, story, moment) for trigger in decided] if quiet else decided
        return triggers

    def _answers(self, pairs: Sequence[tuple[ReadAnnouncement, MatchedEvent]], quiet: bool) -> dict[str, KeptAnswer]:
        """What is answered about each event, by its id: from earlier, else asked now within the budget."""
        pairs = [(read, matched) for read, matched in pairs if matched.event.id not in self.tried]
        if not self.on or not pairs:
            return {}
        second = self.settings.reader.second
        key = second.key.get_secret_value() if second.key else ""
        endpoint = Endpoint(second.address, second.model, key, second.seconds)
        most = (second.a_day + 1) // 2 if quiet else second.a_day
        with writing(self.settings) as con:
            known = answers_of(con, sorted({read.announcement.id for read, _ in pairs}))
            left = most - asked_on(con, self._day)
        done: dict[str, KeptAnswer] = {}
        asked = 0
        for read, matched in pairs:
            self.tried.add(matched.event.id)
            question = question_of(read, matched.event)
            checksum = question.checksum(second.model)
            blank = KeptAnswer(read.announcement.id, matched.event.id, second.model, checksum, quiet=quiet)
            done[matched.event.id] = known.get(blank.key, blank)
            if blank.key in known or self.silent or asked >= left:
                continue
            asked += 1
            done[matched.event.id] = self._ask(endpoint, question, blank)
        with writing(self.settings) as con:
            count_asked(con, self._day, asked)
        return done

    def _ask(self, endpoint: Endpoint, question: Question, blank: KeptAnswer) -> KeptAnswer:
        try:
            answer = asyncio.run(ask(endpoint, question, self.now))
        except SourceError as error:
            self.silent = not isinstance(error, ParseFailed)
            self.failures = self.failures or (error,)
            return blank
        return replace(
            blank,
            answer=answer.announced,
            person=answer.person,
            role=answer.role,
            company=answer.company,
            answered_at=self.now,
        )

    @property
    def _day(self) -> date:
        return self.now.astimezone(UTC).date()


def uncertain(matched: MatchedEvent) -> bool:
    """Whether an event concerns an employer of the list and is not certain."""
    return matched.match.verdict is MatchVerdict.MATCH and not matched.event.certain


def unsure(reads: Iterable[ReadAnnouncement]) -> list[tuple[ReadAnnouncement, MatchedEvent]]:
    """Those events, each with where it was read."""
    return [(read, matched) for read in reads for matched in read.events if uncertain(matched)]


def question_of(read: ReadAnnouncement, event: CompanyEvent) -> Question:
    """What is asked about an event: title and lead of its text, nothing of the people on the list."""
    title, lead = text_parts(read.announcement)
    return Question(title, lead, event.type, event.company)


def confirmed(event: CompanyEvent, answer: KeptAnswer) -> CompanyEvent:
    """The event as a "yes" makes it: certain, and with the person and role it lacked.

    A type that may never ask for a call (`certain_from` beyond 1) still may not.
    """
    sure = replace(event, probability=min(1.0, event.certain_from), rule=f"{event.rule} and {answer.model}")
    if not lacks(event):
        return sure
    sure = replace(sure, person=event.person or answer.person)
    if event.role or not answer.role:
        return sure
    role = read_role(answer.role)
    return replace(sure, role=answer.role, function=role.function, rank=role.rank)


def differences(before: Sequence[MatchedEvent], after: Sequence[MatchedEvent]) -> tuple[list[MatchedEvent], list[str]]:
    """What weighing changed: the events that say something else now, and the ids of those that are none."""
    known, left = {matched.event.id: matched for matched in before}, {matched.event.id for matched in after}
    return [matched for matched in after if matched != known[matched.event.id]], [
        name for name in known if name not in left
    ]


def _weighed(read: ReadAnnouncement, answers: Mapping[str, KeptAnswer]) -> tuple[MatchedEvent, ...]:
    kept = []
    for matched in read.events:
        answer = answers.get(matched.event.id)
        if answer is None or answer.answer in (SecondReaderAnswer.WAITING, SecondReaderAnswer.CANNOT_TELL):
            kept.append(matched)
        elif answer.answer is SecondReaderAnswer.YES:
            kept.append(replace(matched, event=confirmed(matched.event, answer)))
    return tuple(kept)


def _renewed(story: Story, by_id: dict[str, MatchedEvent]) -> Story:
    """The story with the events as they are now."""
    return replace(
        story,
        reports=tuple(replace(r, event=by_id[r.event.id].event) if r.event.id in by_id else r for r in story.reports),
    )
