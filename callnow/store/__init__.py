"""The database: DuckDB behind plain functions. Nobody else imports duckdb.

Open `writing(...)` for one short transaction, or `reading(...)` for the published copy, and pass the connection to the
functions of people, feeds, news and outbox. SQL that answers one question lies in queries/, the schema in migrations/.
"""

from callnow.store.home import fold_long_log, held_open, looking, publish, reading, writing
from callnow.store.lock import only_run
from callnow.store.sql import Connection

__all__ = [
    "Connection",
    "fold_long_log",
    "held_open",
    "looking",
    "only_run",
    "publish",
    "reading",
    "writing",
]
