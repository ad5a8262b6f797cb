"""What the page is lent for Settings: the functions of `callnow config` and `callnow outbox test`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache

from callnow.errors import SettingError
from callnow.paths import SETTINGS, identity
from callnow.public_holidays import countries
from callnow.settings import Settings, load_settings
from callnow.wrong_settings import WrongSetting
from delivery.page.settings_desk import SettingsDesk
from flows.people.retention import would_forget
from flows.running.channel_test import send_test
from flows.running.setting_change import change_settings, settings_as_kept


def settings_desk(settings: Settings, now: Callable[[], datetime]) -> SettingsDesk:
    """What the page is lent. `settings` are those that everything else of the page was lent, too."""

    file = settings.home / SETTINGS
    read = identity(file)

    def change(typed: Mapping[str, str]) -> Sequence[WrongSetting]:
        if wrong := change_settings(settings.home, typed):
            return wrong
        take()
        return ()

    def follow() -> None:
        # With wrong ones the page goes on with those it has: Settings, and each run, say what is wrong.
        if identity(file) != read:
            with suppress(SettingError):
                take()

    def take() -> None:
        nonlocal read
        read = identity(file)
        vars(settings).update(vars(load_settings(settings.home)))  # all who hold these settings follow the new ones

    return SettingsDesk(
        kept=lambda: settings_as_kept(settings.home),
        change=change,
        would_forget=lambda typed: would_forget(settings, typed, now()),
        follow=follow,
        test=lambda name: send_test(settings, name, now()),
        countries=countries_by_name,
    )


@cache
def countries_by_name() -> tuple[tuple[str, str], ...]:
    """Code and English name of the countries whose public holidays are known, by name."""
    from babel import Locale  # noqa: PLC0415 - 0.2 s, for the one page that lists countries

    names = Locale("en").territories
    return tuple(sorted(((code, names.get(code, code)) for code in countries()), key=lambda one: one[1]))
