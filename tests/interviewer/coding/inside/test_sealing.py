from interviewer.coding.inside.sealing import KEY_SIZE, masked

KEY, OTHER = bytes(range(KEY_SIZE)), bytes(KEY_SIZE)


def test_the_key_gives_the_content_back() -> None:
    assert masked(masked(b"values of an input", KEY), KEY) == b"values of an input"


def test_another_key_does_not() -> None:
    assert masked(masked(b"values of an input", KEY), OTHER) != b"values of an input"


def test_equal_parts_are_not_seen_as_equal() -> None:
    hidden = masked(bytes(64), KEY)
    assert hidden[:32] != hidden[32:]


def test_nothing_stays_nothing() -> None:
    assert masked(b"", KEY) == b""
