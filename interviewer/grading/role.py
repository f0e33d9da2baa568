"""What the connected language model does in interviews, and who grades therefore. Pure."""

from dataclasses import dataclass, replace

from interviewer.grade import Grade, Graded
from interviewer.grading.admission import Admission
from interviewer.grading.grader import Grader
from knowledge.question import Question

NOT_ADMITTED = "judge not admitted"
NOT_CHECKED = "it is not yet checked"


@dataclass(frozen=True)
class ModelRole:
    """A model always words the interview. ``because`` says why it ``grades`` too, or is not ``admitted`` to."""

    model: str
    grades: bool
    admitted: bool
    because: str

    @property
    def sentence(self) -> str:
        if self.admitted:
            return f"{self.model} words the interview and grades, because {self.because}."
        if self.grades:
            return f"{self.model} words the interview and grades by your setting, though not admitted: {self.because}."
        return f"{self.model} words the interview; it does not grade, because {self.because}."


def role_of(model: str, admission: Admission | None, trouble: str, judge_anyway: bool) -> ModelRole:
    """``trouble`` says why the last check measured nothing; empty where it did, or where there was none."""
    if admission is not None:
        return ModelRole(model, admission.admitted or judge_anyway, admission.admitted, admission.reason)
    because = f"it could not be measured: {trouble}" if trouble else NOT_CHECKED
    return ModelRole(model, judge_anyway, False, because)


def chosen(role: ModelRole | None, local: Grader, judge: Grader | None) -> Grader:
    """Who grades; the grades of a judge that is not admitted say so."""
    if role is None or judge is None or not role.grades:
        return local
    return judge if role.admitted else NotAdmitted(judge)


@dataclass(frozen=True)
class NotAdmitted:
    """The grader with a flag on each of its grades."""

    grader: Grader

    @property
    def name(self) -> str:
        return self.grader.name

    @property
    def version(self) -> str:
        return self.grader.version

    def grade(self, question: Question, answer: str) -> Grade:
        grade = self.grader.grade(question, answer)
        return replace(grade, flags=(*grade.flags, NOT_ADMITTED)) if isinstance(grade, Graded) else grade
