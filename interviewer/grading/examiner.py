"""Who grades an answer now: the local grader, or the connected model where that is in force."""

from dataclasses import dataclass

from interviewer.errors import InterviewerError
from interviewer.grading.grader import Grader
from interviewer.grading.model_check import ModelCheck
from interviewer.grading.role import ModelRole, chosen, role_of


@dataclass(frozen=True)
class Examiner:
    """``check`` is None where no model is connected. Each call looks anew, so a check counts as soon as it is done."""

    local: Grader
    check: ModelCheck | None = None
    judge_anyway: bool = False

    def role(self) -> ModelRole | None:
        """What the connected model does; None without one."""
        if self.check is None:
            return None
        known = self.check.known()
        admission = known.admission if known else None
        return role_of(self.check.model, admission, self.check.trouble, self.judge_anyway)

    def grader(self, role: ModelRole | None) -> Grader:
        return chosen(role, self.local, self.check.judge if self.check else None)

    def judge(self) -> Grader:
        """The model as a grader. Raises InterviewerError where it does not grade."""
        role = self.role()
        if role is None:
            raise InterviewerError("no language model is connected; name one in INTERVIEWER_LLM_MODEL")
        if not role.grades:
            raise InterviewerError(
                f"{role.sentence} Check it with 'interviewer model check', or have it grade with --judge-anyway."
            )
        return self.grader(role)
