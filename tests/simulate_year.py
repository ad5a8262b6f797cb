"""A simulated year of staying in touch: `make year`. 1,000 prospects, a year of real releases, 20 calls a day.

The recruiter rings whom each morning's plan names and promises a date in every fourth talk. Prints a table, and writes
it into docs/staying-in-touch.md with docs/year.png beside it. Without the releases the news is invented.
"""

from __future__ import annotations

import gzip
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from callnow.model import Announcement, CompanyEvent, Employer, Prospect, Story, Touch, Trigger
from callnow.terms import ContactKind, Tier
from flows.news.detect_steps import detect_batch
from flows.news.knowledge import Knowledge
from flows.news.understanding import ReadAnnouncement, companies_of, conclude, resolve_batch
from matching.cadence.expectations import Expectation, read_expectation
from matching.cadence.levelling import level
from matching.cadence.next_call import Cause, NextCall, Rules, next_call
from matching.cadence.workdays import Calendar
from matching.names.build import build_index
from matching.names.judgements import Judgements
from matching.names.normalise import normalise
from matching.people.persons import ProspectsByLastName
from matching.roles import read_role
from matching.triggers.decide import shipped_tables

ROOT = Path(__file__).resolve().parents[1]
WIRE = ROOT / ".." / "shared" / "wire" / "releases.jsonl.gz"
DOC, PLOT = ROOT / "docs" / "staying-in-touch.md", ROOT / "docs" / "year.png"
BEGIN, END = "<!-- year: written by make year -->", "<!-- end of year -->"

START = date(2025, 1, 6)
DAYS = 364
PROSPECTS, EMPLOYERS, CAP = 1000, 250, 20
SEEDS = (2025, 1, 2, 3)  # the first is the year that is shown; the others are the same with other luck
CLOSED = frozenset(
    date(2025, *day) for day in ((1, 20), (5, 26), (7, 4), (9, 1), (11, 27), (11, 28), (12, 24), (12, 25))
)
TITLES = ("CIO", "IT Director", "CFO", "Head of Sales", "HR Manager", "VP Operations", "General Counsel", "Engineer")
PROMISE_KEPT = 3  # days within which a promise counts as kept


@dataclass
class Year:
    """What happened: calls made, how many were due each morning, and how many had passed their latest day by then."""

    made: list[tuple[date, NextCall, date]] = field(default_factory=list)  # day, call, the day it was wanted on
    due: dict[date, int] = field(default_factory=dict)
    overdue: dict[date, int] = field(default_factory=dict)
    news: dict[date, int] = field(default_factory=lambda: defaultdict(int))


def morning(day: date) -> datetime:
    """Seven o'clock UTC of a day."""
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)


def releases() -> list[Announcement]:
    """A year of real releases, as announcements of their day; [] where they are not at hand."""
    if not WIRE.exists():
        return []
    with gzip.open(WIRE, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    told = []
    for number, item in enumerate(items):
        day = date.fromisoformat(item["date"])
        if START <= day < START + timedelta(days=DAYS):
            at = morning(day) - timedelta(hours=1)
            told.append(Announcement(f"a{number}", item["wire"], item["title"], item["body"], item["url"], at, at))
    return sorted(told, key=lambda a: (a.published_at, a.id))


def understood(told: Sequence[Announcement]) -> list[tuple[Announcement, list[CompanyEvent]]]:
    """What detection finds in each; what it stumbles over is left out."""
    found = detect_batch(told)
    return [(a, events) for a, events in zip(told, found, strict=True) if isinstance(events, list)]


def people(
    chance: random.Random, found: Iterable[tuple[Announcement, list[CompanyEvent]]]
) -> tuple[list[Employer], list[Prospect]]:
    """250 employers, drawn from the companies in the news and invented where there are too few; four people at each."""
    names = sorted(
        {event.company for _, events in found for event in events if len(normalise(event.company).split()) > 1}
    )
    names = chance.sample(names, min(len(names), EMPLOYERS))
    names += [f"Harrowmere {number} Holdings" for number in range(EMPLOYERS - len(names))]
    employers = [Employer(f"e{number}", name) for number, name in enumerate(names)]
    staff = []
    for number in range(PROSPECTS):
        employer, title = employers[number % EMPLOYERS], chance.choice(TITLES)
        role = read_role(title)
        staff.append(
            Prospect(
                f"p{number}", f"Sam{number} Hollis", employer.name, employer.id, title,
                function=role.function if role else "", rank=role.rank if role else 0,
            )
        )  # fmt: skip
    return employers, staff


class Newsroom:
    """The news of a year, told day by day to those whom it concerns. A class, because stories grow over the year."""

    def __init__(
        self, found: list[tuple[Announcement, list[CompanyEvent]]], employers: list[Employer], staff: list[Prospect]
    ) -> None:
        at_employer: dict[str, list[Prospect]] = defaultdict(list)
        for prospect in staff:
            at_employer[prospect.employer_id].append(prospect)
        self.knowledge = Knowledge(
            index=build_index(employers),
            judgements=Judgements.of(()),
            prospects=dict(at_employer),
            touches={},
            tables=shipped_tables(),
            routes=(),
            by_last_name=ProspectsByLastName(staff),
        )
        self.of_day: dict[date, list[ReadAnnouncement]] = defaultdict(list)
        for read in resolve_batch([a for a, _ in found], [events for _, events in found], self.knowledge):
            self.of_day[read.announcement.published_at.date()].append(read)
        self.stories: dict[str, dict[str, Story]] = defaultdict(dict)

    def tell(self, day: date) -> list[Trigger]:
        """The day's triggers."""
        batch = self.of_day.get(day, [])
        told = [story for company in companies_of(batch) for story in self.stories[company].values()]
        done = conclude(batch, told, (), self.knowledge, lambda story: morning(day), now=morning(day), silent=True)
        for story in done.stories:
            self.stories[story.company][story.id] = story
        return list(done.triggers)


def live(newsroom: Newsroom, staff: list[Prospect], seed: int) -> Year:
    """A year in which a recruiter calls whom each morning's plan names."""
    chance = random.Random(seed)
    rules = Rules(calendar=Calendar(closed=CLOSED))
    touches: dict[str, list[Touch]] = newsroom.knowledge.touches
    news: dict[str, list[Trigger]] = defaultdict(list)
    year = Year()
    for day in (START + timedelta(days=n) for n in range(DAYS)):
        for trigger in newsroom.tell(day):
            news[trigger.prospect_id].append(trigger)
            year.news[day] += trigger.tier is Tier.CALL_NOW
        calls = [
            call
            for p in staff
            if (call := next_call(p, touches.get(p.id, ()), news[p.id], day, rules, known_since=START))
        ]
        year.due[day] = sum(call.due_on <= day for call in calls)
        year.overdue[day] = sum(call.latest_on < day for call in calls)
        for planned in level(calls, day, CAP, rules.calendar):
            if planned.day == day:
                ring(planned.call, day, touches, year, chance)
    return year


def ring(call: NextCall, day: date, touches: dict[str, list[Touch]], year: Year, chance: random.Random) -> None:
    """Makes one call; in every fourth a next one is promised."""
    before = touches.setdefault(call.prospect_id, [])
    wanted = next((t.due_on for t in before if t.id == call.basis and t.due_on), call.due_on)
    year.made.append((day, call, wanted))
    words = f"in {chance.randint(3, 14)} weeks" if chance.random() < 0.25 else ""
    read = read_expectation(words, day) if words else None
    until = read.due_on if isinstance(read, Expectation) else None
    at = morning(day) + timedelta(hours=3)
    before.append(Touch(f"t{len(year.made)}", call.prospect_id, at, ContactKind.CALLED, promised=words, due_on=until))


HEADER = (
    "month",
    "news",
    "calls",
    "a day at most",
    "promised",
    "by news",
    "by rhythm",
    "first",
    "promises late",
    "past latest",
)


def table(year: Year) -> list[tuple[str, ...]]:
    """A row a month and one for the year, below a header."""
    months = sorted({day.replace(day=1) for day in year.due})
    rows = [_row(f"{month:%B %Y}", [d for d in year.due if d.replace(day=1) == month], year) for month in months]
    return [HEADER, *rows, _row("all", list(year.due), year)]


def _row(label: str, days: Sequence[date], year: Year) -> tuple[str, ...]:
    within = set(days)
    made = [(day, call, wanted) for day, call, wanted in year.made if day in within]
    causes = Counter(call.cause for _, call, _ in made)
    busiest = max(Counter(day for day, _, _ in made).values(), default=0)
    late = sum(call.cause is Cause.PROMISE and day > _kept_by(call, wanted) for day, call, wanted in made)
    by_cause = (causes[cause] for cause in (Cause.PROMISE, Cause.EVENT, Cause.RHYTHM, Cause.FIRST))
    counts = (
        sum(year.news[day] for day in days), len(made), busiest, *by_cause,
        late, sum(day > call.latest_on for day, call, _ in made),
    )  # fmt: skip
    return (label, *map(str, counts))


def _kept_by(call: NextCall, wanted: date) -> date:
    """The last day on which a promise is kept: three days after its own, or the first on which anybody is called."""
    return max(wanted + timedelta(days=PROMISE_KEPT), call.due_on)


def _in_words(year: Year) -> str:
    room = CAP * sum(Calendar(closed=CLOSED).allows(day) for day in year.due)
    waits = [(day - call.due_on).days for day, call, _ in year.made if call.cause is Cause.PROMISE]
    return (
        f"{len(year.made):,} calls were made of {room:,} that there was time for, {_late(year)} of them after their "
        f"latest day. No promise waited longer than {max(waits)} days from the first day on which anybody was rung."
    )


def _other_luck(others: Sequence[Year]) -> str:
    late = ", ".join(str(_late(year)) for year in others)
    return f"The same year with other luck in who asks for which date, {len(others)} times: {late} calls late."


def _late(year: Year) -> int:
    return sum(day > call.latest_on for day, call, _ in year.made)


def as_markdown(rows: Sequence[Sequence[str]], note: str) -> str:
    """The table with a line on how it came about."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "\n".join([note, "", lines[0], rule, *lines[1:]])


def plot(year: Year, path: Path) -> None:
    """Due against made, week by week, with what had passed its latest day."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    weeks = sorted({day - timedelta(days=day.weekday()) for day in year.due})
    made = Counter(day - timedelta(days=day.weekday()) for day, _, _ in year.made)
    news = Counter({week: sum(year.news[week + timedelta(days=n)] for n in range(7)) for week in weeks})
    figure, axes = pyplot.subplots(figsize=(8, 3.6), dpi=80)
    axes.bar(weeks, [made[week] for week in weeks], width=6, color="#9cc5a1", label="calls made in the week")
    axes.step(weeks, [news[week] for week in weeks], where="mid", color="#c77d3a", label="news to ring about")
    axes.plot(
        list(year.due),
        list(year.due.values()),
        color="#3b6ea5",
        lw=1.2,
        label="calls that may be made (past the ideal)",
    )
    axes.plot(
        list(year.overdue), list(year.overdue.values()), color="#b3261e", lw=1.6, label="calls past their latest day"
    )
    axes.set_yscale("symlog", linthresh=100)
    axes.set_ylim(bottom=0)
    axes.legend(fontsize=7, loc="upper right")
    axes.set_title(f"{PROSPECTS} prospects, {CAP} calls a day", fontsize=9)
    axes.tick_params(labelsize=7)
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})


def main() -> None:
    """Runs the year, prints the table, writes document and plot."""
    began = time.monotonic()
    chance = random.Random(2025)
    told = releases()
    found = understood(told)
    employers, staff = people(chance, found)
    year, *others = (live(Newsroom(found, employers, staff), staff, seed) for seed in SEEDS)
    rows = table(year)
    source = f"{len(told):,} real releases of 2025" if told else "no releases (none at hand)"
    note = (
        f"{PROSPECTS:,} prospects at {EMPLOYERS} employers, all imported on {START}; {source} as news; {CAP} calls a "
        "day; a date promised in every fourth talk, three to fourteen weeks ahead.\n\n"
        f"{_in_words(year)} {_other_luck(others)}"
    )
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADER))]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
    print(note, f"{time.monotonic() - began:.0f} s")
    plot(year, PLOT)
    text = DOC.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    DOC.write_text(
        f"{head}{BEGIN}\n{as_markdown(rows, note)}\n\n![Due against made](year.png)\n{END}{tail}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
