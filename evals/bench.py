"""How long a user waits: for the page, for a question, for a turn, for a grade, for a document."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from interviewer.bootstrap import build_embedder, build_service, prepare
from interviewer.grading.embedding import EmbeddingGrader
from interviewer.grading.evidence import clauses
from interviewer.interview import Plan
from interviewer.service import Service
from interviewer.settings import Settings, load_settings
from knowledge.catalogue import Catalogue
from knowledge.embedder import verified_weights
from knowledge.question import Question

PORT = 8571
TURNS = 40
ROUNDS = 15
ANSWER_WORDS = 60
FILLER = "This matters in practice because the network has to learn from data and not from rules written by hand."


def measure(document: Path | None) -> Iterator[str]:
    """The lines of the report, each as soon as it is measured."""
    with TemporaryDirectory() as folder:
        settings = load_settings(os.environ, data_dir=Path(folder) / "data")
        service = build_service(settings)
        prepare(settings, service, lambda *_: None)
        yield f"cores: {os.cpu_count()}, Python {sys.version.split()[0]}"
        yield from _turns(service)
        yield from _grading(service, settings)
        yield from _ingestion(settings, document or _document(service, Path(folder)), Path(folder))
    yield from _page(settings.cache_dir)


def _page(cache: Path) -> Iterator[str]:
    """From ``make run`` on a warm installation to the page, and to the first question, in a real browser."""
    from tests.e2e.page import first_question, running_page

    with TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-m", "interviewer.cli", "prepare", "--data-dir", folder],
            check=True,
            capture_output=True,
        )
        pages, questions = [], []
        for _ in range(3):
            with running_page(Path(folder), cache, PORT) as url:
                page, question = first_question(url)
            pages.append(page)
            questions.append(question)
    yield f"make run to the page: {median(pages):.2f} s (goal under 3)"
    yield f"make run to the first question: {median(questions):.2f} s (goal under 10)"


def _turns(service: Service) -> Iterator[str]:
    seconds = []
    service.start("bench", Plan(questions=TURNS))
    list(service.proceed("bench"))
    while service.listening(service.interview("bench")):
        interview = service.interview("bench")
        answer = _answer(interview.turn.question)
        began = perf_counter()
        service.submit("bench", len(interview.events), answer)
        list(service.proceed("bench"))
        seconds.append(perf_counter() - began)
    p95 = quantiles(seconds, n=20)[-1]
    yield f"one turn without a model: median {median(seconds) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms ({len(seconds)} turns)"


def _grading(service: Service, settings: Settings) -> Iterator[str]:
    """Interleaved rounds over questions that the grader has not seen, so that nothing is encoded before."""
    from sentence_transformers import SentenceTransformer

    bare = SentenceTransformer(str(verified_weights()), device="cpu")
    grader = EmbeddingGrader(build_embedder(settings))
    questions = service.library.questions()[: ROUNDS + 1]
    ours, theirs = [], []
    for question in questions:
        answer = _answer(question)
        texts = [answer[a:b] for a, b in clauses(answer)] + [point.text for point in question.key_points]
        texts += [wrong.text for wrong in question.misconceptions]
        ours.append(_timed(lambda q=question, a=answer: grader.grade(q, a)))
        theirs.append(_timed(lambda t=texts: bare.encode(t, show_progress_bar=False)))
    # The first round loads both models.
    mine, bare_time = median(ours[1:]), median(theirs[1:])
    yield (
        f"one grade of a {ANSWER_WORDS}-word answer: {mine * 1000:.1f} ms; bare sentence-transformers on the same "
        f"texts: {bare_time * 1000:.1f} ms; ratio {mine / bare_time:.2f} (goal under 1)"
    )


def _ingestion(settings: Settings, document: Path, folder: Path) -> Iterator[str]:
    from sentence_transformers import SentenceTransformer

    bare = SentenceTransformer(str(verified_weights()), device="cpu")
    ours, theirs = [], []
    for number in range(5):
        data = folder / f"data-{number}"
        shutil.copytree(settings.data_dir, data, ignore=shutil.ignore_patterns("chroma*"))
        fresh = replace_data_dir(settings, data)
        service = build_service(fresh)
        prepare(fresh, service, lambda *_: None)
        ours.append(_timed(lambda s=service: s.library.add([document], lambda *_: None)))
        texts = _chunks(service, document)
        theirs.append(_timed(lambda t=texts: bare.encode(t, show_progress_bar=False)))
    mine, bare_time = median(ours), median(theirs[1:])
    yield (
        f"ingestion of {document.name} ({document.stat().st_size / 1000:.0f} kB): {mine * 1000:.0f} ms; bare "
        f"sentence-transformers on its chunks: {bare_time * 1000:.0f} ms; ratio {mine / bare_time:.2f} (goal under 1.2)"
    )
