"""A stranger's first interview: the real server, Chroma and embedder, in a real browser."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from evals.browser import browser
from evals.page import (
    free_port,
    open_page,
    running_page,
    start_interview,
    wait_for_the_candidates_turn,
    wait_until_up,
)
from interviewer.database import open_database
from interviewer.interview import Asked, Heard, Interview
from interviewer.store import Store

GOOD = (
    "Deep networks learn layers of features from data by gradient descent. Early layers find simple patterns and later "
    "ones combine them. They need many examples and much compute, and they beat hand-made features on images and text."
)
HOSTILE = (
    'It learns features from data <img src="x" onerror="document.title=\'hacked\'"> ![x](http://127.0.0.1:9/x.png) '
    "and **boldly** so \u202egnp"
)
SECONDS = 120_000  # a fresh library embeds the whole bank first


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as launched:
        yield launched


@pytest.fixture
def url(tmp_path: Path, model_cache: Path) -> Iterator[str]:
    with running_page(tmp_path / "data", model_cache, free_port()) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(accept_downloads=True)
    context.set_default_timeout(SECONDS)
    yield context.new_page()
    context.close()


def answer(page: Page, text: str) -> None:
    """Types and sends; returns when it is the candidate's turn again or the interview is over."""
    box = page.get_by_test_id("stChatInputTextArea")
    before = page.get_by_test_id("stChatMessage").count()
    box.fill(text)
    box.press("Enter")
    expect(page.get_by_test_id("stChatMessage").nth(before + 1)).to_be_visible(timeout=SECONDS)
    settled(page)


def settled(page: Page) -> None:
    skip = page.locator("button:enabled", has_text="Skip")
    ended = page.get_by_text("This interview has ended")
    expect(skip.or_(ended).first).to_be_visible(timeout=SECONDS)


def press(page: Page, name: str) -> None:
    before = page.get_by_test_id("stChatMessage").count()
    page.locator("button:enabled", has_text=name).click()
    expect(page.get_by_test_id("stChatMessage").nth(before)).to_be_visible(timeout=SECONDS)
    settled(page)


def at_rest(target: Locator) -> Locator:
    """What opens does so by an animation; the second half of a click on what still moves would miss it."""
    place = None
    while place is None or place != target.bounding_box():
        place = target.bounding_box()
        target.page.wait_for_timeout(400)
    return target


def stored(tmp_path: Path, page: Page) -> Interview:
    found = re.search(r"interview=([\w-]+)", page.url)
    assert found is not None
    return Store(open_database(tmp_path / "data")).load(found[1])


def questions_asked(interview: Interview) -> list[str]:
    return [event.question.text for event in interview.events if isinstance(event, Asked)]


def test_a_whole_interview_with_a_refresh_in_the_middle(page: Page, url: str, tmp_path: Path) -> None:
    open_page(page, url)
    page.get_by_label("Number of questions").fill("3")
    page.get_by_label("Number of questions").press("Enter")
    start_interview(page)

    answer(page, GOOD)
    while len(questions_asked(stored(tmp_path, page))) == 1:
        press(page, "Skip")
    expect(page.get_by_text(re.compile(r"Question 1: \d+%"))).to_be_visible()

    said_before = page.get_by_test_id("stChatMessage").all_inner_texts()
    page.reload()
    wait_for_the_candidates_turn(page)
    assert page.get_by_test_id("stChatMessage").all_inner_texts() == said_before

    answer(page, HOSTILE)
    while len(questions_asked(stored(tmp_path, page))) == 2:
        press(page, "Skip")
    press(page, "Hint 1")
    answer(page, "I love pizza.")
    while not stored(tmp_path, page).closed:
        press(page, "Skip")

    expect(page.get_by_text("This interview has ended")).to_be_visible()
    assert len(set(questions_asked(stored(tmp_path, page)))) == 3
    assert page.title() != "hacked"
    assert page.locator("[data-testid=stChatMessage] img[src*='x.png']").count() == 0
    verdict = page.get_by_text(re.compile(r"Question 1: \d+%"))
    expect(verdict).to_have_count(1, timeout=SECONDS)  # while the page is drawn anew, the old one is still there
    verdict.click()
    expect(page.get_by_text("Source passage").first).to_be_visible()

    page.get_by_role("link", name="Open the report").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    report = json.loads(Path(download.value.path()).read_text())
    assert [turn["answers"][0] for turn in report["turns"]] == [GOOD, HOSTILE, "I love pizza."]
    assert report["hints"] == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    assert Path(download.value.path()).read_text().startswith("# Interview report")


def test_a_verdict_is_disputed_and_the_interview_graded_again(page: Page, url: str, tmp_path: Path) -> None:
    open_page(page, url)
    page.get_by_label("Number of questions").fill("1")
    page.get_by_label("Number of questions").press("Enter")
    start_interview(page)
    answer(page, GOOD)
    while not stored(tmp_path, page).closed:
        press(page, "Skip")
    card = page.get_by_text(re.compile(r"Question 1: \d+%"))
    expect(card).to_have_count(1, timeout=SECONDS)
    card.click()

    page.get_by_text("Dispute this verdict").first.click()
    page.get_by_label("Why is this verdict wrong?").fill(HOSTILE)
    at_rest(page.get_by_role("button", name="Send")).dblclick()
    expect(page.get_by_text("after dispute")).to_be_visible(timeout=SECONDS)
    assert [made.argument for made in stored(tmp_path, page).turns[0].disputes] == [HOSTILE]
    assert page.title() != "hacked"
    page.get_by_text("Explain this grade").click()
    expect(page.get_by_text("Authored wording: no language model has a part in it.")).to_be_visible(timeout=SECONDS)
    page.get_by_text("Show a model answer").click()
    expect(page.get_by_text(stored(tmp_path, page).turn.question.reference)).to_be_visible(timeout=SECONDS)

    held = page.url
    page.get_by_role("link", name="Open the report").click()
    page.get_by_role("button", name="Grade again").dblclick()
    expect(page.get_by_text("Beside the original")).to_be_visible(timeout=SECONDS)
    page.get_by_role("button", name="Let it count").click()
    expect(page.get_by_text("Grading 1 counts here")).to_be_visible(timeout=SECONDS)
    page.goto(held)
    expect(page.get_by_text("This interview has ended")).to_be_visible(timeout=SECONDS)
    interview = stored(tmp_path, page)
    assert (len(interview.gradings), interview.chosen) == (2, 1)


def test_killing_the_server_loses_nothing(page: Page, tmp_path: Path, model_cache: Path) -> None:
    port = free_port()
    with running_page(tmp_path / "data", model_cache, port) as url:
        open_page(page, url)
        start_interview(page)
        answer(page, GOOD)
        address = page.url
        before = stored(tmp_path, page)
    with running_page(tmp_path / "data", model_cache, port) as url:
        wait_until_up(url)
        page.goto(address)
        wait_for_the_candidates_turn(page)
        assert stored(tmp_path, page).events[: len(before.events)] == before.events
        assert sum(isinstance(event, Heard) for event in stored(tmp_path, page).events) == 1


def test_a_double_click_is_one_submit(page: Page, url: str, tmp_path: Path) -> None:
    open_page(page, url)
    start_interview(page)
    page.locator("button:enabled", has_text="Skip").dblclick()
    expect(page.get_by_text("Question 2 of 5")).to_be_visible(timeout=SECONDS)
    settled(page)
    assert len(questions_asked(stored(tmp_path, page))) == 2


def test_nothing_of_the_reference_is_sent_while_the_question_is_open(page: Page, url: str, tmp_path: Path) -> None:
    received: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(_bytes(frame))))
    open_page(page, url)
    start_interview(page)
    question = stored(tmp_path, page).turn.question
    sent = b"".join(received)
    assert question.text.encode() in sent
    for point in question.key_points:
        assert point.text.encode() not in sent


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def test_an_unknown_interview_is_said_to_be_unknown(page: Page, url: str) -> None:
    wait_until_up(url)
    page.goto(f"{url}/?interview=nothing")
    expect(page.get_by_text("here is no interview")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_role("button", name="Start interview")).to_be_visible(timeout=SECONDS)


def test_a_busy_port_is_named(tmp_path: Path, model_cache: Path, url: str) -> None:
    wait_until_up(url)
    port = url.rsplit(":", 1)[1]
    command = ["make", "--silent", "run", f"PORT={port}"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert f"port {port} of 127.0.0.1 cannot be used" in ended.stderr
