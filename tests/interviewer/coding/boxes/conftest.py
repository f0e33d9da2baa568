from collections.abc import Callable, Iterator
from functools import partial

import pytest

from interviewer.coding.boxes import bubblewrap
from interviewer.coding.boxes.landlock import landlock_boxes
from interviewer.coding.boxes.readable import Readable, readable
from interviewer.coding.boxes.warm import WarmBoxes

TIERS = ("bubblewrap", "landlock")


@pytest.fixture(scope="session")
def held() -> Readable:
    return readable()


def maker(name: str, held: Readable) -> Callable[[], WarmBoxes]:
    if name == "landlock":
        return partial(landlock_boxes, held)
    bwrap = bubblewrap.find()
    if bwrap is None:
        pytest.skip("bubblewrap is not installed")
    return partial(bubblewrap.bubblewrap_boxes, held, bwrap)


@pytest.fixture(scope="session", params=TIERS)
def walled(request: pytest.FixtureRequest, held: Readable) -> Iterator[WarmBoxes]:
    """The boxes of each tier, from one zygote for all tests."""
    opened = maker(request.param, held)()
    yield opened
    opened.close()
