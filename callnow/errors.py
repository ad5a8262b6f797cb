"""Every error a person may meet, as one tree.

    CallnowError                what, where, what to do; exit code 1
    ├── UsageError              the command's words are off; exit code 2
    ├── NotYours                a recruiter would change what is another's
    ├── SettingError            callnow.toml or the environment; exit code 2
    │   └── SettingErrors       several of them at once
    ├── DataFileError           a file under data/ (feeds, event types, roles, templates); exit code 2
    ├── ProspectFileError       a CSV of prospects that cannot be read at all; exit code 2
    ├── SourceError             a feed, newsroom, filing or mailbox; the rest of the run goes on
    │   ├── AddressRefused      an address that may never be connected to
    │   ├── FetchFailed         DNS, TLS, connection, status, time, size
    │   └── ParseFailed         what came is not a feed, or hurt its reader
    ├── ReadingFailed           one announcement that detection stumbled over; the rest of the run goes on
    ├── StoreError              the database
    │   ├── NoHome              nothing was ever kept in the folder; exit code 2
    │   ├── StoreBusy           another process holds the write lock
    │   ├── NotPublished        what was done is kept, and only the copy could not be written; exit code 3
    │   └── StoreForeign        not a callnow database, or a newer one
    │       └── StoreDamaged    cannot be read any more: `callnow recover`
    └── ChannelError            a receiver refused or cannot be reached

A failure of one feed or one channel, foreseen or not, travels as a value (the error object in a result), so that the
rest of the run goes on; any other surprise raises.
"""

from __future__ import annotations

from collections.abc import Sequence

from callnow.redacting import without_secrets
from callnow.terms import FailureKind

THEN_AGAIN = ", then run again"
"""How advice ends where nothing was kept."""
NO_MEMORY = "callnow got no more memory"
MORE_MEMORY = f"close other programs, or raise the limit that is set for it{THEN_AGAIN}"

Place = tuple[str | int, ...]
"""The way to a value in a file: keys, and from 0 the number of a member of a list."""


class CallnowError(Exception):
    """Something a person can put right. `what` happened, `where` (file, line, feed, setting), what to do (`hint`), and
    what on the page, where that is something else (`on_page`)."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "", on_page: str = "") -> None:
        what, where, hint = map(without_secrets, (what, where, hint))
        super().__init__(what, where, hint)  # all three, so that the error survives pickling between processes
        self.what, self.where, self.hint, self.on_page = what, where, hint, on_page

    def __setattr__(self, name: str, value: object) -> None:
        """Whatever an error says, also what it is given later, holds no log-in or query of an address."""
        super().__setattr__(name, without_secrets(value) if isinstance(value, str) else value)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.__dict__.copy()))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" — {self.hint}" if self.hint else "")


def _rebuild(kind: type[CallnowError], state: dict[str, object]) -> CallnowError:
    error = kind.__new__(kind)
    Exception.__init__(error, state["what"], state["where"], state["hint"])
    error.__dict__.update(state)
    return error


class UsageError(CallnowError):
    """The command's words are off."""

    exit_code = 2


class NotYours(CallnowError):
    """A recruiter, logged in with a key of their own, would change what is another recruiter's."""


class SettingError(CallnowError):
    """A setting in callnow.toml or the environment that cannot be used."""

    exit_code = 2


class SettingErrors(SettingError):
    """Several settings that cannot be used: `errors` holds each."""

    def __init__(self, errors: Sequence[SettingError]) -> None:
        super().__init__(f"{len(errors)} settings cannot be used", hint="`callnow config check` lists them")
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class DataFileError(CallnowError):
    """A file under data/ that cannot be used: `where` names file, block or line."""

    exit_code = 2


class Unusable(ValueError):
    """What a rule of a data file found wrong in a value, and what to do; `read_data_file` makes it a DataFileError.

    `key` or, if it lies deeper, `place` is what is meant below the value; `like` is the place of another value in the
    file, whose line is told, too.
    """

    def __init__(self, what: str, hint: str, *, key: str = "", place: Place = (), like: Place = ()) -> None:
        super().__init__(what)
        self.what, self.hint, self.like = what, hint, like
        self.place = (key,) if key else place


class ProspectFileError(CallnowError):
    """A prospect CSV that cannot be read at all (single bad rows are reported, not raised)."""

    exit_code = 2


class SourceError(CallnowError):
    """A source that gave nothing this time. `kind` is its class in feed health."""

    kind: FailureKind = FailureKind.SOURCE


class AddressRefused(SourceError):
    """An address that is not public, or not http(s), and that no setting allows. `key` is the host:port that a setting
    would allow it by, "" where none can."""

    kind = FailureKind.ADDRESS
    key = ""


class FetchFailed(SourceError):
    """Nothing usable came over the wire.

    `status` is the HTTP status, if any; `retry_after` is seconds the server asked us to stay away, if it did.
    """

    kind = FailureKind.FETCH

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        kind: FailureKind = FailureKind.FETCH,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.kind, self.status, self.retry_after = kind, status, retry_after


class ParseFailed(SourceError):
    """What came is not a feed or page we can read, or its reader had to be stopped."""

    kind = FailureKind.PARSE


class ReadingFailed(CallnowError):
    """One announcement that detection stumbled over. It is told and left behind; the rest of the run goes on."""


class StoreError(CallnowError):
    """The database cannot do what was asked."""


class NoHome(StoreError):
    """Nothing was ever kept in the folder that is taken for a home."""

    exit_code = 2


class StoreBusy(StoreError):
    """Another process holds the database: `holder` is its number, 0 where the system does not say."""

    holder = 0


class RunUnderWay(StoreBusy):
    """Another process runs in this home already."""


class NotPublished(StoreError):
    """What was done is kept in the database; only the copy that others read could not be published."""

    exit_code = 3


class StoreForeign(StoreError):
    """The file is not a callnow database, or was written by a newer version."""


class StoreOutdated(StoreForeign):
    """The published copy has the schema of an earlier version."""


class StoreNewer(StoreForeign):
    """The file was written by a newer version."""


class StoreDamaged(StoreForeign):
    """The file cannot be read as a database, or not any more."""


class ChannelError(CallnowError):
    """A receiver refused, or cannot be reached. `lasting` says that trying again cannot help."""

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        lasting: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.lasting, self.retry_after = lasting, retry_after
