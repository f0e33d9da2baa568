from collections.abc import Iterator

import pytest

from interviewer.coding.box import Boxes
from interviewer.coding.boxes.landlock import landlock_boxes
from interviewer.coding.boxes.readable import readable


@pytest.fixture(scope="session")
def boxes() -> Iterator[Boxes]:
    """Real boxes of the tier that needs nothing installed."""
    opened = landlock_boxes(readable())
    yield opened
    opened.close()
