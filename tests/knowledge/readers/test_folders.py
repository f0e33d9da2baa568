from pathlib import Path

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.readers import find_files

FILES = ("a.md", "b.pdf", "drafts/c.md", "drafts/deep/d.txt", "lectures/week-1.pdf", "lectures/x/week-22.pdf", "e.exe")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("include", "exclude", "names"),
    [
        ((), (), ["a.md", "b.pdf", "c.md", "d.txt", "week-1.pdf", "week-22.pdf"]),
        (("*.md",), (), ["a.md", "c.md"]),
        (("*.md", "b.*"), (), ["a.md", "b.pdf", "c.md"]),
        (("drafts",), (), ["c.md", "d.txt"]),
        (("drafts/",), (), ["c.md", "d.txt"]),
        (("drafts/**",), (), ["c.md", "d.txt"]),
        (("lectures/**/week-?.pdf",), (), ["week-1.pdf"]),
        (("**/a.md",), (), ["a.md"]),
        ((), ("drafts", "*.pdf"), ["a.md"]),
        (("*.md",), ("drafts/*",), ["a.md"]),
    ],
)
def test_patterns_choose(folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], names: list[str]) -> None:
    assert [path.name for path in find_files([folder], include=include, exclude=exclude)] == names


def test_a_file_that_is_named_is_kept_whatever_the_patterns(folder: Path) -> None:
    assert find_files([folder / "a.md"], exclude=["*.md"]) == [folder / "a.md"]


def test_patterns_that_choose_nothing_are_named(folder: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"no readable file that the patterns choose \(\*\.docx\)"):
        find_files([folder], include=["*.docx"])


def test_links_are_kept_so_that_reading_refuses_them(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "a.md")
    assert folder / "link.md" in find_files([folder])


def test_linked_folders_are_not_entered(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "z.md").write_text("x")
    (folder / "linked").symlink_to(outside)
    assert "z.md" not in [path.name for path in find_files([folder])]
