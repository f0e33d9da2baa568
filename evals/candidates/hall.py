"""The real service in a folder of its own, with the real checker of code where there are coding rounds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.candidates.sitting import Hall
from interviewer.bootstrap import build_desk, build_service, prepare
from interviewer.settings import Settings


@contextmanager
def hall(settings: Settings, coding: bool, told: Callable[[str], None]) -> Iterator[Hall]:
    """
    Nothing of the user's own interviews is read or written. ``told`` hears what is being prepared, and notices.

    Raises InterviewerError and KnowledgeError.
    """
    with TemporaryDirectory(prefix="interviews-") as folder:
        apart = settings.model_copy(update={"data_dir": Path(folder), "chroma_url": ""})
        service = build_service(apart)
        for notice in prepare(apart, service, lambda step, *_: told(step)):
            told(notice)
        if not coding:
            yield Hall(service)
            return
        desk = build_desk(apart)
        desk.checker.consent()  # the code is our own
        try:
            yield Hall(service, desk)
        finally:
            desk.checker.close()
