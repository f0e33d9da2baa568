"""A case of a dataset, with the question that its answer is graded against."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from evals.cases import Case
from evals.contender import Contender
from evals.rows import content_of
from knowledge.errors import KnowledgeError
from knowledge.extract import referenced
from knowledge.question import Question


@dataclass(frozen=True)
class Entry:
    """
    ``question`` is a text where there is none: why the case cannot be graded. ``digest`` is a hash of all of it that
    a grade can hang on, ``content`` that of the case as a Row has it.
    """

    dataset: str
    case: Case
    question: Question | str
    digest: str
    content: str

    def key(self, contender: Contender, run: int) -> str:
        """The same for grades that may stand for each other; ``run`` tells repeats apart."""
        parts = [contender.name, contender.version, contender.model, run, self.digest, self.case.answer]
        return _hash(parts)


def entries(datasets: Mapping[str, Sequence[Case]], bank: Iterable[Question] = ()) -> list[Entry]:
    """
    The cases of each dataset in their order.

    A question of the bank, known by its exact text and reference, has the bank's key points; of any other they are
    extracted from the reference, once.
    """
    banked = {(known.text, known.reference): known for known in bank}
    asked: dict[tuple[str, str], tuple[Question | str, str]] = {}
    made = []
    for name, cases in datasets.items():
        for case in cases:
            given = case.question, case.reference
            if given not in asked:
                question = banked.get(given) or _referenced(*given)
                asked[given] = question, _hash(question if isinstance(question, str) else asdict(question))
            made.append(Entry(name, case, *asked[given], content_of(case)))
    return made


def _referenced(text: str, reference: str) -> Question | str:
    try:
        return referenced(text, reference)
    except KnowledgeError as error:
        return f"the question cannot be graded: {error}"


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
