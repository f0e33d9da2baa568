import pytest

from interviewer.coding.inside.limits import allowance, bound_memory, mapped


def test_an_allowance_has_eight_bytes() -> None:
    assert allowance(1 << 30) == b"\0\0\0\0\x40\0\0\0"


def test_a_box_that_is_given_up_has_no_allowance() -> None:
    with pytest.raises(ValueError, match="given up"):
        bound_memory(0, b"")


def test_what_is_mapped_grows_with_what_is_held() -> None:
    before = mapped()
    held = bytearray(64 << 20)
    assert mapped() - before >= len(held) // 2
