import pytest

from interviewer.coding.inside.finder import Named

NAMED = Named(["/packages/numpy", "/packages/typing_extensions.py", "/packages/torch-2.13.0.dist-info"])


@pytest.mark.parametrize("name", ["numpy", "numpy.linalg", "typing_extensions", "json", "json.decoder", "sys"])
def test_a_name_that_is_there_is_left_to_the_next_finder(name: str) -> None:
    assert NAMED.find_spec(name, None) is None


@pytest.mark.parametrize("name", ["pandas", "interviewer", "interviewer.coding.exercise", "num"])
def test_any_other_is_said_to_be_missing(name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=name):
        NAMED.find_spec(name, None)
