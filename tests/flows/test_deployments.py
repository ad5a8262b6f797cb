"""The schedules of a home: what is run when, under names that no other home has."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from callnow.paths import ROOT
from callnow.setting_tables.calls import CadenceSettings
from callnow.settings import Settings, load_settings
from flows.running import serving
from flows.running.serving import deployment_name


def test_follow_ups_are_made_on_the_working_days(tmp_path: Path) -> None:
    """Where people work from Sunday to Thursday the morning's list is made on these days."""
    week = CadenceSettings(working_days=("sunday", "monday", "tuesday", "wednesday", "thursday"))
    deployments = asyncio.run(serving._deployments(Settings(home=tmp_path, cadence=week)))
    (mornings,) = [d for d in deployments if d.name and d.name.startswith("follow-ups")]
    (schedule,) = [made.schedule for made in mornings.schedules or []]
    assert schedule.cron == "0 7 * * sun,mon,tue,wed,thu"


@pytest.mark.parametrize(
    ("now", "owed"),
    [
        (datetime(2026, 3, 2, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 2, 12, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 3, 3, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 7, 15, 0, tzinfo=UTC), False),
    ],
    ids=["before", "at the hour", "evening", "saturday"],
)
def test_follow_ups_are_made_at_the_start_where_their_hour_has_passed(now: datetime, owed: bool, home: Path) -> None:
    """By the clock of the watch's time zone, on working days alone."""
    settings = load_settings(home, watch={"time_zone": "America/New_York", "followups_at": "07:00"})
    assert serving.morning_has_passed(settings, now) is owed


@pytest.mark.parametrize("minutes", [1, 5, 15, 60])
def test_no_run_begins_with_a_delivery(minutes: int, tmp_path: Path) -> None:
    """Whichever takes the lock first keeps the other waiting."""
    settings = load_settings(tmp_path, watch={"every_minutes": minutes})
    made = {d.name.partition(" ")[0]: d for d in asyncio.run(serving._deployments(settings)) if d.name}
    watch, deliver = (made[name].schedules[0].schedule for name in ("watch", "deliver"))
    apart = (deliver.anchor_date - watch.anchor_date).total_seconds()
    assert apart % min(watch.interval, deliver.interval).total_seconds() == (30 if minutes == 1 else 150)


def test_two_homes_never_share_a_deployment(tmp_path: Path) -> None:
    """Homes of one name in different places have different names; one home has always the same."""
    one, two = tmp_path / "a" / "home", tmp_path / "b" / "home"
    assert deployment_name("watch", one) != deployment_name("watch", two)
    assert deployment_name("watch", one) == deployment_name("watch", one)
    assert "home" in deployment_name("watch", one)
    assert deployment_name("watch", tmp_path / "100% R&D <new>").startswith("watch 100- R-D -new- ")


def test_a_run_that_meets_the_one_before_is_left_out(tmp_path: Path) -> None:
    """Those that wait would pile up on a busy machine, and each is asked for again and again."""
    deployments = asyncio.run(serving._deployments(Settings(home=tmp_path)))
    assert {d.concurrency_limit for d in deployments} == {1}
    assert {d.concurrency_options.collision_strategy for d in deployments if d.concurrency_options} == {"CANCEL_NEW"}


def test_the_deployments_name_flows_that_exist() -> None:
    """prefect.yaml: dotted entry points, a work pool, cron with a time zone, no limit that a dead run would hold."""
    import importlib

    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {d["name"] for d in declared} == {"watch", "deliver", "follow-ups"}
    for deployment in declared:
        module, _, name = deployment["entrypoint"].rpartition(".")
        assert getattr(importlib.import_module(module), name).name == deployment["name"]
        assert deployment["work_pool"]["name"]
        assert all(s["cron"] and s["timezone"] for s in deployment["schedules"])
        assert "concurrency_limit" not in deployment  # it outlives a run that dies with its server; homes have a lock
