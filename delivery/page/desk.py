"""What the page is lent by whoever starts it: settings, the clock, and what other packages know how to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callnow.contacts import LoggedContact, NewContact
from callnow.model import Prospect, Trigger
from callnow.people import Double, KnownPerson, PersonFields
from callnow.settings import Settings
from callnow.store import Connection
from delivery.card import Card

LoadCards = Callable[[Connection, Sequence[Trigger], datetime], list[Card]]
LogContact = Callable[[Connection, Prospect, NewContact, str], LoggedContact]
ReadDay = Callable[[str, date], date | str]
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PeopleDesk:
    """What is done about people, as `callnow people` does it, each in the transaction it is given.

    `know` is all that is held of who a person is; `doubles` who may be one. `edit` keeps what is said of a person and
    takes values away, `merge` makes two people one, `split` makes a part (by its former id) a person again, `different`
    keeps two apart. All raise UsageError for what cannot be.
    """

    know: Callable[[Connection, Prospect], KnownPerson]
    doubles: Callable[[Connection], list[Double]]
    edit: Callable[[Connection, Prospect, PersonFields, Sequence[str]], Prospect]
    merge: Callable[[Connection, Prospect, Prospect], Prospect]
    split: Callable[[Connection, Prospect, str], Sequence[Prospect]]
    different: Callable[[Connection, Prospect, Prospect], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """`load_cards` makes cards of triggers; `read_day` tells the day that words name, or says why they name none;
    `log_contact` keeps a contact and closes what it answers, with the id of the trigger it was made for or "", in the
    transaction it is given; it raises UsageError where no day can be read.

    The rest may take seconds and is done behind the answer, in another process; it raises StoreBusy during a run, and
    NotPublished where the copy has no room: `settle` publishes what was written and takes closed triggers off the
    calendars, `rematch` reads the past again after a judgement, `follow_up` finds whom promise and rhythm make due on a
    new day. `calendar` is the planned calls of one recruiter, or of all for "", as iCalendar. `people` is what is done
    about people.
    """

    settings: Settings
    now: Callable[[], datetime]
    load_cards: LoadCards
    read_day: ReadDay
    log_contact: LogContact
    settle: Callable[[Sequence[Trigger]], object]
    rematch: Callable[[], object]
    follow_up: Callable[[], object]
    calendar: Callable[[str], bytes]
    people: PeopleDesk

    @property
    def zone(self) -> ZoneInfo:
        """The recruiter's time zone, which days are of."""
        return ZoneInfo(self.settings.watch.time_zone)

    def today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def begins(self, day: date) -> datetime:
        """When a day begins for the recruiter, in UTC."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def tomorrow(self) -> date:
        """The next day that is no weekend."""
        day = self.today() + timedelta(days=1)
        return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day

    def next_week(self) -> date:
        """Monday of next week."""
        return self.today() + timedelta(days=7 - self.today().weekday())
