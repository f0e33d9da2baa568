import linecache
import sys

from interviewer.coding.inside.mishap import SUBMISSION
from interviewer.coding.inside.rehearsal import rehearse


def test_nothing_of_it_stays() -> None:
    rehearse()
    assert "submission" not in sys.modules and SUBMISSION not in linecache.cache
