"""The graders that are compared, and what a run must know of each beside its grades."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from interviewer.errors import InterviewerError
from interviewer.grading.grader import Grader
from interviewer.settings import Settings
from knowledge.errors import KnowledgeError

JUDGE = "judge"
LIMIT_SECONDS = 120.0
# The judge keeps to a limit of its own, but for its server being tried out at first; this one is for what fails there.
JUDGE_LIMIT_FACTOR = 4


class NoSuchGrader(Exception):
    """The message names those that there are."""


@dataclass(frozen=True)
class Contender:
    """
    ``model`` is what grades hang on beside the grader's version: the model on its server; of an offline grader, whose
    grades cost nothing, the embedder and the code of all graders.

    A ``paid`` one asks a server, up to ``concurrency`` answers at once; ``rest`` tells the seconds for which the server
    is better left alone. ``limit`` is the seconds after which a grader counts as hung: of one answer, or of one batch.
    """

    grader: Grader
    model: str = ""
    paid: bool = False
    concurrency: int = 1
    limit: float = LIMIT_SECONDS
    rest: Callable[[], float] = lambda: 0.0

    @property
    def name(self) -> str:
        return self.grader.name

    @cached_property
    def version(self) -> str:
        """ "unknown" where the grader cannot tell; its grades then say why."""
        try:
            return self.grader.version
        except (InterviewerError, KnowledgeError):
            return "unknown"


def contenders(names: Sequence[str], settings: Settings, concurrency: int) -> list[Contender]:
    """
    The graders of these names, in their order; every offline one where no name is given.

    Loads no model, unless another embedder than the default is set. Raises NoSuchGrader.
    """
    from interviewer.bootstrap import build_embedder, build_graders

    model = f"{build_embedder(settings).fingerprint} {_code()}"
    known = {grader.name: Contender(grader, model) for grader in build_graders(settings)}
    chosen = []
    for name in dict.fromkeys(names or known):
        if name == JUDGE:
            chosen.append(_judge(settings, concurrency))
        elif name in known:
            chosen.append(known[name])
        else:
            raise NoSuchGrader(f"no grader is named {name!r}; there are {', '.join([*known, JUDGE])}")
    return chosen


def _code() -> str:
    """A hash of all that offline graders are made of, so that a change is measured before it has a version."""
    import interviewer.grading
    import knowledge

    digest = hashlib.sha256()
    for module in (interviewer.grading, knowledge):
        for path in sorted(Path(module.__path__[0]).glob("*.*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _judge(settings: Settings, concurrency: int) -> Contender:
    from interviewer.bootstrap import build_endpoint, build_judge
    from interviewer.model.endpoint import Endpoint

    if not settings.has_model:
        raise NoSuchGrader("the judge needs a language model; set INTERVIEWER_LLM_MODEL and INTERVIEWER_LLM_BASE_URL")
    target = replace(build_endpoint(settings).target, concurrency=concurrency)
    judge = build_judge(settings, Endpoint(target))
    return Contender(
        judge,
        f"{target.model} at {target.base_url or 'the OpenAI service'}",
        paid=True,
        concurrency=concurrency,
        limit=JUDGE_LIMIT_FACTOR * target.timeout,
        rest=lambda: judge.rest,
    )
