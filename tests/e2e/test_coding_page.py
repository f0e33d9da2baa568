"""A stranger's first coding round: the real server, editor and sandbox, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.browser import browser
from evals.page import free_port, running_page, wait_until_up
from interviewer.coding.exercise import load
from interviewer.database import open_database
from interviewer.interview import Interview
from interviewer.store import Store

EXERCISE = "convolution-2d"
SECONDS = 300_000  # the first check chooses a sandbox, and warms it
ANSWER = (
    "One image takes F times C times KH times KW multiplications for each of the OH times OW outputs. "
    "With twice the stride about a quarter of them is left."
)
EDITOR = ".cm-content"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as launched:
        yield launched


@pytest.fixture
def url(tmp_path: Path, model_cache: Path) -> Iterator[str]:
    with running_page(tmp_path / "data", model_cache, free_port()) as address:
        wait_until_up(address)
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    context.set_default_timeout(SECONDS)
    expect.set_options(timeout=SECONDS)
    yield context.new_page()
    expect.set_options(timeout=None)
    context.close()


def begin(page: Page, url: str) -> None:
    page.goto(f"{url}/coding")
    page.locator(f".st-key-begin-{EXERCISE} button").click()
    expect(page.locator(EDITOR)).to_contain_text("raise NotImplementedError")


def replace_code(page: Page, code: str) -> None:
    page.locator(EDITOR).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)


def stored(tmp_path: Path, page: Page) -> Interview:
    found = re.search(r"practice=([\w-]+)", page.url)
    assert found is not None
    return Store(open_database(tmp_path / "data")).load(found[1])


def samples() -> tuple[str, str]:
    """Right code, and code that is wrong where the stride is above 1."""
    there = load(EXERCISE).samples()
    wrong = next(sample for sample in there if sample.name == "stride_ignored")
    return there[0].source, wrong.source


def test_code_is_run_mended_submitted_and_talked_about(page: Page, url: str, tmp_path: Path) -> None:
    right, wrong = samples()
    begin(page, url)
    replace_code(page, wrong)
    page.get_by_role("button", name="Run the public cases").click()
    expect(page.get_by_text("1 of 3 public cases pass")).to_be_visible()
    expect(page.get_by_text("the result has the wrong shape: expected (").first).to_be_visible()

    page.reload()
    expect(page.get_by_text("1 of 3 public cases pass")).to_be_visible()
    expect(page.locator(EDITOR)).to_contain_text("oh = (x.shape[2] - kh) + 1")

    replace_code(page, right)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("All 20 hidden cases pass.")).to_be_visible()
    box = page.get_by_test_id("stChatInputTextArea")
    while stored(tmp_path, page).closed is None:
        expect(box).to_be_enabled()
        box.fill(ANSWER)
        box.press("Enter")
        expect(page.get_by_text(ANSWER).nth(len(stored(tmp_path, page).round.replies) - 1)).to_be_visible()
        expect(box.or_(page.get_by_text("Result: ")).first).to_be_visible()
        page.wait_for_timeout(1000)
    expect(page.get_by_text("Measured", exact=True)).to_be_visible()
    held = stored(tmp_path, page).round
    assert [run.source for run in held.runs] == [wrong]
    assert [submission.source for submission in held.submissions] == [right]


def test_what_is_typed_survives_a_refresh_and_is_indented(page: Page, url: str, tmp_path: Path) -> None:
    begin(page, url)
    replace_code(page, "")
    page.keyboard.type("def f(x):\nfor one in x:\nyield one")
    page.reload()  # before the editor's pause is over
    expect(page.locator(EDITOR)).to_have_text("def f(x):    for one in x:        yield one")
    expect(page.get_by_text("Draft saved (3 lines)")).to_be_visible()


def test_the_caret_stays_while_the_page_is_drawn_anew(page: Page, url: str) -> None:
    begin(page, url)
    replace_code(page, "first")
    for word in ("second", "third"):
        expect(page.get_by_text("Draft saved (1 line)")).to_be_visible()
        page.wait_for_timeout(1500)
        page.keyboard.type(f" {word}")
    expect(page.locator(EDITOR)).to_have_text("first second third")


def test_the_keyboard_leaves_the_editor(page: Page, url: str) -> None:
    begin(page, url)
    page.locator(EDITOR).click()
    page.keyboard.press("Tab")
    expect(page.locator(EDITOR)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator(EDITOR)).not_to_be_focused()


def test_starting_again_replaces_what_was_typed(page: Page, url: str) -> None:
    begin(page, url)
    replace_code(page, "mine")
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Yes, start again").click()
    expect(page.locator(EDITOR)).to_contain_text("raise NotImplementedError")
    page.reload()
    expect(page.locator(EDITOR)).to_contain_text("raise NotImplementedError")


def test_a_check_goes_on_while_the_page_is_refreshed(page: Page, url: str, tmp_path: Path) -> None:
    begin(page, url)
    replace_code(page, "import time\ntime.sleep(4)\n" + samples()[0])
    page.get_by_role("button", name="Run the public cases").click()
    expect(page.get_by_text("Checking 3 public cases")).to_be_visible()
    page.reload()
    expect(page.get_by_text("All 3 public cases pass.")).to_be_visible()
    assert len(stored(tmp_path, page).round.runs) == 1
