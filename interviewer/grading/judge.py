"""The grader that asks a language model for evidence; whether it is there, and what it is worth, is checked here."""

import hashlib
from collections.abc import Callable, Sequence

from interviewer.errors import ModelFailed
from interviewer.grade import Grade, Graded, PointVerdict, Provenance, Unscorable, Unscored, Usage, Verdict
from interviewer.grading.alignment import CREDIT, point_verdict, score, without_grader
from interviewer.grading.evidence import Cleaned
from interviewer.grading.feedback import feedback
from interviewer.grading.judgement import Judgement, PointJudgement, judgement_ask, prompt_hash
from interviewer.grading.quotable import Quotable
from interviewer.grading.screen import ADDRESSES, readable, screen
from interviewer.model.endpoint import Endpoint, EndpointFailed, Reply
from interviewer.model.ladder import Ask, Rung, structured
from interviewer.model.probe import KEPT_SHARE
from knowledge.question import Question

NOT_SAID = "the model quoted words that the answer does not say"


class JudgeGrader:
    """
    The model gives each key point a verdict and a quote. A quote that is not in the answer, or says nothing of its
    own, counts for nothing; the score is computed from what is left.

    ``start`` tells the form of reply to ask for first, and may raise EndpointFailed. ``token`` makes unguessable words:
    one for the life of the grader, by which a cut prompt is noticed, and one around each answer.
    """

    name = "judge"

    def __init__(self, endpoint: Endpoint, token: Callable[[], str], start: Callable[[], Rung]) -> None:
        self._endpoint = endpoint
        self._token = token
        self._start = start
        self._code = token()
        self._prompt = prompt_hash()

    @property
    def version(self) -> str:
        target = self._endpoint.target
        model = hashlib.sha256(f"{target.base_url}\0{target.model}".encode()).hexdigest()
        return f"1-{self._prompt[:12]}-{model[:8]}"

    @property
    def rest(self) -> float:
        """The seconds for which every answer would be unscored, since the server has failed too often."""
        return self._endpoint.rest

    def grade(self, question: Question, answer: str) -> Grade:
        clean = readable(answer)
        screening = screen(question, answer, clean)
        settled = without_grader(question, screening, Provenance(self.name, self.version, "", 0.0))
        if settled:
            return settled
        ask = judgement_ask(question, clean.text, self._code, self._token())
        try:
            result = structured(self._endpoint, ask, self._start())
        except ModelFailed as failure:
            spent = failure.reply if isinstance(failure, EndpointFailed) else Reply()
            return Unscored(Unscorable.MODEL_FAILED, str(failure), self._provenance(spent, ""))
        provenance = self._provenance(result.reply, result.rung)
        cut = self._cut(ask, result.value, result.reply)
        if cut:
            return Unscored(Unscorable.MODEL_FAILED, f"prompt truncated: {cut}", provenance)
        verdicts, invented = _verdicts(question, answer, clean, result.value.verdicts)
        return Graded(
            score(question.key_points, verdicts),
            verdicts,
            feedback(question, verdicts),
            provenance,
            (*screening.flags, *([NOT_SAID] if invented else [])),
            needs_person=f"the answer {ADDRESSES}" if ADDRESSES in screening.flags else NOT_SAID if invented else "",
        )

    def _provenance(self, reply: Reply, rung: str) -> Provenance:
        return Provenance(
            self.name,
            self.version,
            reply.model or self._endpoint.target.model,
            round(reply.seconds, 4),
            self._prompt,
            rung,
            Usage(reply.prompt_tokens, reply.completion_tokens),
        )

    def _cut(self, ask: Ask[Judgement], judgement: Judgement, reply: Reply) -> str:
        """What tells that the model did not read the whole prompt, or empty."""
        # Every tokenizer makes at least one token of a word. A server that does not count says 0.
        words = len(f"{ask.system} {ask.user}".split())
        if 0 < reply.last_prompt_tokens < KEPT_SHARE * words:
            return (
                f"{self._endpoint.name} read {reply.last_prompt_tokens} tokens of a prompt of {words} words; "
                "give the server a larger context"
            )
        if judgement.code.strip().casefold() != self._code.casefold():
            return (
                f"{self._endpoint.name} does not repeat the code that the prompt begins with; "
                "give the server a larger context, or use a more capable model"
            )
        return ""


def _verdicts(
    question: Question, answer: str, clean: Cleaned, judged: Sequence[PointJudgement]
) -> tuple[tuple[PointVerdict, ...], bool]:
    """One per key point, and whether a quote was dropped."""
    quotable = Quotable(question, answer, clean)
    verdicts = []
    invented = False
    for position, point in enumerate(judged):
        evidence = None if point.verdict is Verdict.MISSED else quotable.find(point.quote)
        verdict = point.verdict if evidence else Verdict.MISSED
        invented = invented or verdict is not point.verdict
        verdicts.append(point_verdict(question, position, verdict, evidence, CREDIT[verdict]))
    return tuple(verdicts), invented
