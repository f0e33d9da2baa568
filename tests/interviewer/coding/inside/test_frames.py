import pytest

from interviewer.coding.inside.frames import MAX_HEADER, BadFrame, Frame, Inbox, TooLarge, packed

FRAME = Frame({"id": 1, "value": float("inf")}, b"\0\1\2")


def test_a_frame_arrives_as_it_was_sent() -> None:
    inbox = Inbox(10)
    inbox.feed(packed(FRAME))
    assert inbox.next() == FRAME


def test_half_a_frame_is_waited_for() -> None:
    inbox = Inbox(10)
    inbox.feed(packed(FRAME)[:-1])
    assert inbox.next() is None
    inbox.feed(packed(FRAME)[-1:])
    assert inbox.next() == FRAME


def test_two_frames_at_once_come_one_after_the_other() -> None:
    inbox = Inbox(10)
    inbox.feed(packed(FRAME) * 2)
    assert (inbox.next(), inbox.next(), inbox.next()) == (FRAME, FRAME, None)


def test_what_is_no_frame_is_refused_at_its_first_bytes() -> None:
    inbox = Inbox(10)
    inbox.feed(b"passed: true    ")
    with pytest.raises(BadFrame, match="no reply of the runner"):
        inbox.next()


@pytest.mark.parametrize("lengths", [(5, 11), (MAX_HEADER + 1, 0)])
def test_a_length_above_what_is_allowed_is_refused_before_it_is_read(lengths: tuple[int, int]) -> None:
    inbox = Inbox(10)
    inbox.feed(b"BOX1" + lengths[0].to_bytes(4, "big") + lengths[1].to_bytes(8, "big"))
    with pytest.raises(TooLarge):
        inbox.next()


@pytest.mark.parametrize("header", [b"[1]", b"{", b"\xff", b"[" * 100_000])
def test_a_head_that_is_no_object_is_refused(header: bytes) -> None:
    inbox = Inbox(10)
    inbox.feed(b"BOX1" + len(header).to_bytes(4, "big") + bytes(8) + header)
    with pytest.raises(BadFrame):
        inbox.next()
