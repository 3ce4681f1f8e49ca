"""Benchmarks: run by `make benchmark` only. Ratios in one run, never seconds by themselves (performance.md)."""

import statistics
import time
from pathlib import Path

import pytest
from django.db import connection

ROUNDS = 7
# (line, whether the goal is met) of everything reported in this run.
LINES: list[tuple[str, bool]] = []


def pytest_collection_modifyitems(config, items):
    """Left out of the ordinary suite; `-m benchmark` asks for them."""
    ours = [item for item in items if Path(item.fspath).parent.name == "benchmarks"]
    for item in ours:
        item.add_marker(pytest.mark.benchmark)
    if ours and "benchmark" not in (config.option.markexpr or ""):
        items[:] = [item for item in items if item not in ours]
        config.hook.pytest_deselected(items=ours)


def clock():
    """Seconds: on SQLite those of the processor, which other work on the machine hardly changes.

    PostgreSQL works in a process of its own, so there only the clock on the wall tells all of it.
    """
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def timed(*deeds, rounds=ROUNDS):
    """The medians, in milliseconds, of several deeds run in turn, so that a busy moment hits them all alike."""
    samples = [[] for _ in deeds]
    for deed in deeds:
        deed()
    for _ in range(rounds):
        for deed, times in zip(deeds, samples, strict=True):
            start = clock()
            deed()
            times.append((clock() - start) * 1000)
    return [statistics.median(times) for times in samples]


def report(what, ours, yardstick, ratio, goal, unit="ms"):  # noqa: PLR0913
    """Note one line for the table at the end: ours, the yardstick, the ratio, the goal ("≥ 3", "≤ 1.5"), met or not."""
    sign, bound = goal.split()
    is_met = ratio >= float(bound) if sign == "≥" else ratio <= float(bound)
    line = f"{what:62} {ours:11.1f} {yardstick:11.1f} {unit:5} {ratio:8.2f}  {goal:8}  {'met' if is_met else 'NOT MET'}"
    LINES.append((line, is_met))
    print(line)


def pytest_terminal_summary(terminalreporter):
    """All lines of the run as one table."""
    if not LINES:
        return
    terminalreporter.section(f"ratios on {connection.vendor}")
    terminalreporter.write_line(f"{'':62} {'ours':>11} {'yardstick':>11} {'':5} {'ratio':>8}  {'goal':8}")
    for line, _is_met in LINES:
        terminalreporter.write_line(line)
    met = sum(is_met for _line, is_met in LINES)
    terminalreporter.write_line(f"{met} of {len(LINES)} goals met")
