import mmap

from interviewer.coding.inside.pages import LARGE, gather, own_memory

MAPS = """\
00400000-00c00000 rw-p 00000000 00:00 0                                  [heap]
01100000-01500000 rw-p 00000000 00:00 0
02000000-02400000 r-xp 00000000 fe:00 4711                               /usr/lib/a library.so
03000000-03400000 rw-p 00000000 fe:00 4711                               /usr/lib/a library.so
04000000-04400000 r--p 00000000 00:00 0
05000000-05100000 rw-p 00000000 00:00 0
7ffd0000-7ffe0000 rw-p 00000000 00:00 0                                  [stack]
"""


def test_only_own_memory_of_memory_that_can_be_written_and_is_no_files() -> None:
    assert list(own_memory(MAPS)) == [(0x400000, 4 * LARGE), (0x1200000, LARGE)]


def test_what_memory_holds_stays_as_it_is() -> None:
    held = mmap.mmap(-1, 3 * LARGE)
    held.write(b"x" * 3 * LARGE)
    gather()
    assert held[:] == b"x" * 3 * LARGE
