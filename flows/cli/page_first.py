"""What `callnow page` lends for the first steps: importing people, and running now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from callnow.settings import Settings
from delivery.page.first_desk import ImportDesk, RunDesk
from flows.people.taking_back import take_back_import
from flows.people.upload_reading import add_titles, import_upload, preview_upload
from flows.people.uploads import find_upload, keep_upload, read_otherwise, remove_old_uploads, remove_upload
from flows.running.behind import do_behind
from flows.running.run_now import RunNow
from sources.prospects import country_code


def import_desk(settings: Settings, now: Callable[[], datetime]) -> ImportDesk:
    """The import of people, by the functions of `callnow import`."""
    home = settings.home
    return ImportDesk(
        keep=lambda files, how: keep_upload(home, files, how),
        find=lambda id: find_upload(home, id),
        read_otherwise=lambda upload, how: read_otherwise(home, upload, how),
        add_titles=add_titles,
        remove=lambda id: remove_upload(home, id),
        remove_old=lambda: remove_old_uploads(home, datetime.now(UTC)),  # files have the times of the clock
        preview=lambda upload: do_behind(preview_upload, settings, upload, now()),
        bring_in=lambda upload, without: do_behind(import_upload, settings, upload, now(), without),
        take_back=lambda number: do_behind(take_back_import, settings, number, settings.day_of(now())),
        country=country_code,
    )


def run_desk(settings: Settings, at: str) -> RunDesk:
    """Runs of this home, in processes of their own; `at` is a moment to take for now."""
    run = RunNow(settings.home, at)
    return RunDesk(start=run.start, progress=run.progress, end=run.end)
