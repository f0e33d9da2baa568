from interviewer.coding.exercise import load


def test_on_is_a_key_of_a_follow_up_and_no_truth_value() -> None:
    assert load("convolution-2d").definition.follow_ups[-1].on == ("passed",)
