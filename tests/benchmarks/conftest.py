"""Benchmarks: run by `make benchmark` only. Ratios in one run, never seconds by themselves (performance.md)."""

import statistics
import time
from pathlib import Path

import pytest

ROUNDS = 7


def pytest_collection_modifyitems(config, items):
    """Left out of the ordinary suite; `-m benchmark` asks for them."""
    ours = [item for item in items if Path(item.fspath).parent.name == "benchmarks"]
    for item in ours:
        item.add_marker(pytest.mark.benchmark)
    if ours and "benchmark" not in (config.option.markexpr or ""):
        items[:] = [item for item in items if item not in ours]
        config.hook.pytest_deselected(items=ours)


def timed(*deeds, rounds=ROUNDS):
    """The medians, in milliseconds, of several deeds run in turn, so that a busy moment hits them all alike."""
    samples = [[] for _ in deeds]
    for deed in deeds:
        deed()
    for _ in range(rounds):
        for deed, times in zip(deeds, samples, strict=True):
            start = time.perf_counter()
            deed()
            times.append((time.perf_counter() - start) * 1000)
    return [statistics.median(times) for times in samples]


def report(what, ours, yardstick, ratio, goal):
    """One line: ours, the yardstick, the ratio, the goal."""
    print(f"{what:58} ours {ours:9.1f}  yardstick {yardstick:9.1f}  ratio {ratio:6.2f}  goal {goal}")
