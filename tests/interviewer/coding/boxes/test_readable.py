"""What a box may read, found out on this machine."""

import sysconfig
from pathlib import Path

import pytest

from interviewer.coding.boxes.readable import Readable


def covered(held: Readable, path: Path) -> bool:
    return any(path == shown or shown in path.parents for shown in held.paths)


@pytest.mark.parametrize("name", ["torch", "numpy", "sympy", "mpmath", "jinja2", "markupsafe", "typing_extensions.py"])
def test_torch_and_what_it_requires_is_readable(name: str, held: Readable) -> None:
    assert covered(held, Path(sysconfig.get_path("purelib"), name))


@pytest.mark.parametrize("name", ["streamlit", "langchain", "pandas", "scipy", "interviewer"])
def test_other_packages_are_not(name: str, held: Readable) -> None:
    assert not covered(held, Path(sysconfig.get_path("purelib"), name))


def test_the_standard_library_is_readable(held: Readable) -> None:
    assert covered(held, Path(sysconfig.get_path("stdlib"), "json", "decoder.py"))


def test_nothing_of_the_project_is(held: Readable) -> None:
    package = held.project / "interviewer"
    assert not covered(held, package)
    assert not any(package in shown.parents for shown in held.paths)


def test_no_path_is_a_folder_above_the_users_home(held: Readable) -> None:
    assert not covered(held, Path.home())
