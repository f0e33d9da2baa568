"""How long a user waits: for the page, for a question, for a turn, for a grade, for documents, for a check of code."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter

from evals.browser import browser
from evals.checks import measure as measure_checks
from evals.page import free_port, open_page, running_page, start_interview
from evals.scale import bare_encoder, timed
from evals.scale import measure as measure_scale
from interviewer.bootstrap import build_graders, build_service, prepare
from interviewer.grading.evidence import clauses
from interviewer.interview import Plan
from interviewer.service import Service
from interviewer.settings import Settings, load_settings
from knowledge.chunks import cut
from knowledge.question import Question
from knowledge.readers import read

STARTS = 3
TURNS = 40
ROUNDS = 15
INGESTIONS = 5
ANSWER_WORDS = 60
TALK = "In practice I would check this on a small model first and then look at the curves of the loss. "


def measure(document: Path | None, chunks: int) -> Iterator[str]:
    """The lines of the report, each as soon as it is measured. A large library has so many ``chunks``."""
    yield f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    with TemporaryDirectory() as folder:
        settings = load_settings(os.environ, data_dir=Path(folder) / "data")
        service = build_service(settings)
        prepare(settings, service, lambda *_: None)
        yield _turns(service)
        yield _grading(service, settings)
        yield _ingestion(settings, document or _document(service, Path(folder)), Path(folder))
        service.library.close()
        yield from measure_checks(os.environ)
        yield from _page(settings)
        large = settings.model_copy(update={"data_dir": Path(folder) / "large"})
        yield from measure_scale(large, chunks, Path(mkdtemp(dir=folder)))


def _page(settings: Settings) -> Iterator[str]:
    """From ``make run`` on a warm installation, in a real browser that is open already."""
    pages, questions = [], []
    with browser() as chromium:
        for _ in range(STARTS):
            page = chromium.new_page()
            began = perf_counter()
            with running_page(settings.data_dir, settings.cache_dir, free_port()) as url:
                open_page(page, url)
                pages.append(perf_counter() - began)
                start_interview(page)
                questions.append(perf_counter() - began)
            page.close()
    yield f"make run to the page: {median(pages):.2f} s (goal: under 3)"
    yield f"make run to the first question: {median(questions):.2f} s (goal: under 10)"


def _turns(service: Service) -> str:
    seconds = []
    service.start("bench", Plan(questions=TURNS))
    list(service.proceed("bench"))
    while service.listening(service.interview("bench")):
        interview = service.interview("bench")
        answer = _answer(interview.turn.question)
        seconds.append(timed(partial(_turn, service, len(interview.events), answer)))
    p95 = quantiles(seconds, n=20)[-1]
    return f"turn without a model: median {_ms(median(seconds))}, p95 {_ms(p95)} ({len(seconds)} turns)"


def _turn(service: Service, seen: int, text: str) -> None:
    service.submit("bench", seen, text)
    list(service.proceed("bench"))


def _grading(service: Service, settings: Settings) -> str:
    """Alternating, on questions that neither has seen: everything is encoded anew. The first pair loads the models."""
    bare = bare_encoder()
    *_, grader = build_graders(settings)
    ours, theirs = [], []
    for question in service.library.questions()[: ROUNDS + 1]:
        answer = _answer(question)
        texts = [answer[start:end] for start, end in clauses(answer)]
        texts += [point.text for point in question.key_points] + [wrong.text for wrong in question.misconceptions]
        ours.append(timed(partial(grader.grade, question, answer)))
        theirs.append(timed(partial(bare, texts)))
    return _ratio(f"grade of a {ANSWER_WORDS}-word answer", "the same texts", ours[1:], theirs[1:], "under 1")


def _ingestion(settings: Settings, document: Path, folder: Path) -> str:
    """Alternating, each time into a fresh library that holds the bank. The first pair warms up."""
    bare = bare_encoder()
    texts = [passage.text for passage in cut(read(document))]
    ours, theirs = [], []
    for number in range(INGESTIONS + 1):
        fresh = settings.model_copy(update={"data_dir": folder / f"library-{number}"})
        service = build_service(fresh)
        prepare(fresh, service, lambda *_: None)
        ours.append(timed(partial(service.library.add, [document], lambda *_: None)))
        theirs.append(timed(partial(bare, texts)))
        service.library.close()
    what = f"ingestion of {document.name} ({len(texts)} chunks)"
    return _ratio(what, "its chunks", ours[1:], theirs[1:], "under 1.2")


def _ratio(what: str, texts: str, ours: list[float], theirs: list[float], goal: str) -> str:
    ratio = median(mine / bare for mine, bare in zip(ours, theirs, strict=True))
    return (
        f"{what}: {_ms(median(ours))}; bare sentence-transformers on {texts}: {_ms(median(theirs))}; "
        f"ratio {ratio:.2f} (goal: {goal})"
    )


def _answer(question: Question) -> str:
    """Sixty words: the beginning of the reference, and talk."""
    words = f"{question.reference} {TALK * 3}".split()
    return " ".join([*words[:40], *TALK.split(), *TALK.split()][:ANSWER_WORDS])


def _document(service: Service, folder: Path) -> Path:
    path = folder / "questions.md"
    asked = service.library.questions()[:14]
    path.write_text("\n\n".join(f"## On this: {question.text}\n\n{question.reference}" for question in asked))
    return path


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
