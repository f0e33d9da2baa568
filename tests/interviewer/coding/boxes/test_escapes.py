"""Every attack on every tier; and on no walls at all, where it must get out, or it would test nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interviewer.coding.boxes.attacks import ATTACKS
from interviewer.coding.boxes.escapes import Attempt, attempt, attempts, bait, run
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.warm import WarmBoxes
from tests.interviewer.coding.boxes.unconfined import Unconfined

# What kernels and their settings refuse on many machines to everybody, or what is not there: no terminal, no x32.
OFTEN_REFUSED = {
    *("trace its parent", "change its root", "mount", "make a namespace", "keep keys", "handle page faults"),
    *("use rings of system calls", "watch the machine", "use the older numbers of system calls", "open the terminal"),
    *("use the system calls of another architecture", "read its parent's memory"),
}


@pytest.fixture
def given(held: Readable) -> Iterator[dict[str, Any]]:
    with bait(held) as baited:
        yield baited


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_box_holds(attack: str, walled: WarmBoxes, given: dict[str, Any]) -> None:
    assert attempt(walled, attack, given).outcome == "held"


@pytest.mark.parametrize("attack", ATTACKS)
def test_without_walls_the_attack_gets_out(attack: str, held: Readable, given: dict[str, Any]) -> None:
    made = attempt(Unconfined(str(held.project)), attack, given)
    if made.outcome == "held" and attack in OFTEN_REFUSED:
        pytest.skip(f"this machine refuses it to everybody: {made.told}")
    assert made.outcome == "out", made.told


def test_the_bait_is_untouched_by_all_attacks_together(walled: WarmBoxes, given: dict[str, Any]) -> None:
    assert {made.outcome for made in attempts(walled, given)} == {"held"}
    assert Path(given["secret"]).read_text(encoding="utf-8") == "a secret"


def test_after_all_attacks_a_box_works(walled: WarmBoxes, given: dict[str, Any]) -> None:
    attempts(walled, given)
    assert run(walled, "import torch; tell(torch.ones(3).sum().item())") == "3.0"


def test_what_an_attack_met_is_told(walled: WarmBoxes, given: dict[str, Any]) -> None:
    made = attempt(walled, "start a process", given)
    assert made == Attempt("start a process", "held", "PermissionError: [Errno 1] Operation not permitted")


def test_the_bait_is_gone_afterwards(held: Readable) -> None:
    with bait(held) as baited:
        pass
    assert not Path(baited["folder"]).exists()
