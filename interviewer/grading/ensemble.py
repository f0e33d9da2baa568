"""Several graders as one: their scores weighed, their disagreement told, and a person asked where it is large."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from interviewer.errors import InterviewerError
from interviewer.grade import Grade, Graded, Opinion, Provenance, Unscorable, Unscored
from interviewer.grading.admission import Figures
from interviewer.grading.alignment import without_grader
from interviewer.grading.examiner import Examiner
from interviewer.grading.grader import Grader
from interviewer.grading.local import UNSURE_BELOW
from interviewer.grading.mix import Mix, shipped_mix
from interviewer.grading.screen import ADDRESSES, readable, screen
from knowledge.question import Question

WITHOUT_MODEL = "graded without the language model, which gave no score"


@dataclass(frozen=True)
class AdmittedJudge:
    """A language model that may grade; ``share`` in 0..1 of the score is its, where it gives one."""

    grader: Grader
    share: float


def judge_share(judge: Figures, local: Figures) -> float:
    """
    The part of an admitted judge in the score: weights as the inverse of the mean squared errors on the anchors.

    That is best where errors are independent. No weight can be fitted to answers graded by people, since each connected
    model would first have to grade them all.
    """
    if judge.rmse is None or local.rmse is None:
        return 0.0
    errors = judge.rmse**2 + local.rmse**2
    return local.rmse**2 / errors if errors else 0.5


def admitted_judge(examiner: Examiner) -> AdmittedJudge | None:
    """The connected model with its share; None where it is not admitted, whatever the settings override."""
    known = examiner.check.known() if examiner.check else None
    if examiner.check is None or known is None or not known.admission.admitted:
        return None
    share = judge_share(known.admission.judge, known.admission.local)
    return AdmittedJudge(examiner.check.judge, share) if share else None


class EnsembleGrader:
    """
    A member without a score is left out, and the others' weights grow; where all are without one, there is no score.

    Verdicts and quotes are those of one member: of the judge where it graded, else of the first of ``members`` that
    did. ``judge`` is asked anew for each answer, so an admission counts at once. A grade in which the judge had no
    part names no language model.
    """

    name = "ensemble"

    def __init__(
        self,
        members: Sequence[Grader],
        judge: Callable[[], AdmittedJudge | None] = lambda: None,
        mix: Callable[[], Mix] = shipped_mix,
    ) -> None:
        self._members = members
        self._judge = judge
        self._mix = mix

    @property
    def version(self) -> str:
        """Another one as soon as a member's is another. Raises MixUnavailable and HeadUnavailable."""
        return self._version(self._mix(), self._judge())

    def grade(self, question: Question, answer: str) -> Grade:
        began = perf_counter()
        judge = self._judge()
        provenance = Provenance(self.name, "", "", 0.0)
        try:
            mix = self._mix()
            provenance = replace(provenance, version=self._version(mix, judge))
        except InterviewerError as error:
            return Unscored(Unscorable.GRADER_FAILED, str(error), provenance)
        grade = without_grader(question, screen(question, answer, readable(answer)), provenance)
        if grade is None:
            members = [(member, member.grade(question, answer)) for member in self._members]
            judged = judge.grader.grade(question, answer) if judge else None
            grade = _together(_Heard(mix, members, judge, judged), provenance)
        return replace(grade, provenance=replace(grade.provenance, seconds=round(perf_counter() - began, 4)))

    def _version(self, mix: Mix, judge: AdmittedJudge | None) -> str:
        parts = [mix.version, *(f"{member.name} {member.version}" for member in self._members)]
        if judge:
            parts.append(f"{judge.grader.name} {judge.grader.version} {judge.share:.4f}")
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]
        return f"1-{digest}-{judge.grader.name}" if judge else f"1-{digest}"


@dataclass(frozen=True)
class _Heard:
    """What every member said of one answer; ``judged`` is what the judge said."""

    mix: Mix
    members: Sequence[tuple[Grader, Grade]]
    judge: AdmittedJudge | None
    judged: Grade | None

    @property
    def scores(self) -> dict[str, float]:
        """The members' own scores, without the judge's."""
        return {member.name: grade.score for member, grade in self.members if isinstance(grade, Graded)}

    @property
    def share(self) -> float:
        """The judge's."""
        if self.judge is None or not isinstance(self.judged, Graded):
            return 0.0
        return self.judge.share if self.scores else 1.0

    @property
    def score(self) -> float:
        others = self.mix.score(self.scores) if self.scores else 0.0
        own = self.judged.score if isinstance(self.judged, Graded) else 0.0
        return self.share * own + (1 - self.share) * others

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """The judge's first, where there is one."""
        scaled, weights = self.mix.opinions(self.scores), self.mix.weights(self.scores)
        heard = [
            _opinion(member, grade, scaled.get(member.name), weights.get(member.name, 0.0) * (1 - self.share))
            for member, grade in self.members
        ]
        if self.judge and self.judged:
            own = self.judged.score if isinstance(self.judged, Graded) else None
            heard.insert(0, _opinion(self.judge.grader, self.judged, own, self.share))
        return tuple(heard)

    @property
    def grades(self) -> list[Graded]:
        """Of those who gave a score, the judge's first."""
        return [grade for grade in (self.judged, *(grade for _, grade in self.members)) if isinstance(grade, Graded)]


def _opinion(member: Grader, grade: Grade, score: float | None, weight: float) -> Opinion:
    reason = f"{grade.reason.value}: {grade.detail}" if isinstance(grade, Unscored) else ""
    return Opinion(member.name, member.version, None if score is None else round(score, 4), round(weight, 4), reason)


def _together(heard: _Heard, provenance: Provenance) -> Grade:
    opinions = heard.opinions
    provenance = replace(provenance, opinions=opinions)
    if heard.judged:
        provenance = replace(provenance, usage=heard.judged.provenance.usage)
    grades = heard.grades
    if not grades:
        return _unscored(heard, provenance)
    chosen, score, spread = grades[0], round(heard.score, 4), _spread(opinions)
    # What is known of the scores was measured with all members, and without a language model.
    measured = chosen is not heard.judged and len(grades) == len(heard.members)
    confidence = round(heard.mix.confidence(score), 3) if measured else None
    flags = tuple(dict.fromkeys(flag for grade in grades for flag in grade.flags))
    if isinstance(heard.judged, Unscored):
        flags = (*flags, WITHOUT_MODEL)
    made = replace(
        chosen,
        score=score,
        provenance=_by(chosen, provenance, chosen is heard.judged),
        flags=flags,
        confidence=confidence,
        needs_person="",
        disagreement=spread,
    )
    return replace(made, needs_person=_doubt(made, heard))


def _unscored(heard: _Heard, provenance: Provenance) -> Unscored:
    """What all members say, where they say the same: that an answer is in another language is no failure of theirs."""
    members = [grade for _, grade in heard.members if isinstance(grade, Unscored)]
    if heard.judged is None and len({(grade.reason, grade.detail) for grade in members}) == 1:
        return Unscored(members[0].reason, members[0].detail, provenance)
    reasons = "; ".join(f"{opinion.grader}: {opinion.reason}" for opinion in provenance.opinions)
    return Unscored(Unscorable.GRADER_FAILED, f"no member gave a score ({reasons})", provenance)


def _by(chosen: Graded, provenance: Provenance, with_model: bool) -> Provenance:
    """Where the language model had a part, it is the model's grade; else it names the embedder alone."""
    source = chosen.provenance
    named = replace(provenance, model=source.model, verdicts_by=source.grader)
    return replace(named, prompt=source.prompt, rung=source.rung) if with_model else named


def _spread(opinions: Sequence[Opinion]) -> float:
    """From the lowest to the highest opinion that has a weight."""
    scores = [opinion.score for opinion in opinions if opinion.score is not None and opinion.weight]
    return round(max(scores) - min(scores), 4) if scores else 0.0


def _doubt(grade: Graded, heard: _Heard) -> str:
    """Why a person should decide; the gravest reason alone."""
    if ADDRESSES in grade.flags:
        return f"the answer {ADDRESSES}"
    if isinstance(heard.judged, Graded) and heard.judged.needs_person:
        return heard.judged.needs_person
    if grade.disagreement is not None and grade.disagreement >= heard.mix.disagreement_from:
        said = ", ".join(
            f"{opinion.grader} {opinion.score:.2f}"
            for opinion in grade.provenance.opinions
            if opinion.score is not None and opinion.weight
        )
        return f"the graders disagree ({said})"
    if grade.confidence is not None and grade.confidence < UNSURE_BELOW:
        return "scores like this one are often far from a person's"
    return ""
