"""The state of a return is derived from its events, whatever their order; and rounding that adds up."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import example, given, strategies as st

from db.received.intake_log import IntakeEvent, live, state
from db.values.exact import as_number, balanced, exact, rounded, total


@st.composite
def logs(draw: st.DrawFn) -> list[IntakeEvent]:
    """A log as it may come about: versions accepted, questions and returns about them, answers, things taken back."""
    found: list[IntakeEvent] = []
    for n in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(("accepted", "returned", "questioned", "answered", "withdrawn")))
        of = draw(st.sampled_from([one.key for one in found])) if found else ""
        detail = {"of": of} if kind in ("answered", "withdrawn") else {}
        found.append(IntakeEvent(f"e{n}", "370202", "works", "2026-10", draw(st.integers(1, 4)), kind, detail))
    return found


@given(logs(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_state(log: list[IntakeEvent], chance: random.Random) -> None:
    shuffled = [*log, *log[: len(log) // 2]]  # some arrive twice
    chance.shuffle(shuffled)
    assert state(shuffled) == state(log)


@given(logs())
def test_the_state_says_what_the_log_says(log: list[IntakeEvent]) -> None:
    found, standing = state(log), live(log)
    accepted = {one.version for one in standing if one.kind == "accepted"}
    assert found.version == max(accepted, default=0)
    assert set(found.older) == accepted - {found.version}
    back = any(one.kind == "returned" and one.version == found.version for one in standing)
    assert (found.word == "returned") == (back and bool(accepted))
    assert found.counts == (bool(accepted) and not back)


@given(logs(), st.integers(1, 4))
def test_a_newer_version_settles_what_was_said_of_older_ones(log: list[IntakeEvent], more: int) -> None:
    newest = max((one.version for one in log), default=0) + more
    found = state([*log, IntakeEvent("new", "370202", "works", "2026-10", newest, "accepted")])
    assert (found.word, found.version, found.open) == ("accepted", newest, ())


numbers = st.one_of(st.integers(-(10**9), 10**9), st.decimals(-(10**9), 10**9, places=4).map(float))


@given(st.lists(numbers, max_size=15), st.integers(0, 4), st.sampled_from((1, 100, 10_000)))
@example([0.5, 0.5, 0.5], 0, 1)
@example([145.7503, 12.1, 0.27], 2, 1)
def test_balanced_parts_add_up_and_move_by_one_unit_at_most(parts: list[float], decimals: int, factor: int) -> None:
    found = balanced(parts, decimals, factor)
    step = Decimal(1).scaleb(-decimals)
    assert total(found.parts) == found.total
    assert found.total == rounded(total(parts) / factor, decimals)
    for n, (part, shown) in enumerate(zip(parts, found.parts, strict=True)):
        plainly = rounded(exact(part) / factor, decimals)
        assert shown == plainly if n not in found.moved else abs(shown - plainly) == step
        assert abs(shown - exact(part) / factor) < step


@given(st.lists(numbers, max_size=30))
def test_sums_are_exact_in_any_order(parts: list[float]) -> None:
    assert total(parts) == total(reversed(parts)) == sum(map(exact, parts), Decimal(0))
    assert exact(as_number(total(parts))) == total(parts)
