"""The connected model tried out once: what its server can do, and how it grades the anchors. The result is kept."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from interviewer.errors import InterviewerError, ModelFailed
from interviewer.grade import Grade, Graded, Unscored
from interviewer.grading.admission import Admission, Scope, compare, decide, unscored_allowed
from interviewer.grading.anchors import Anchor, anchors_version, shipped_anchors
from interviewer.grading.grader import Grader
from interviewer.model.endpoint import Endpoint, EndpointFailed
from interviewer.model.failure import Cause
from interviewer.model.probe import COLOUR, Capabilities, probe
from knowledge.library import Progress


class CheckFailed(InterviewerError):
    """Nothing could be measured; the message says what to mend."""


@dataclass(frozen=True)
class Checked:
    capabilities: Capabilities
    admission: Admission


_CHECKED: TypeAdapter[Checked] = TypeAdapter(Checked)


class ModelCheck:
    """
    Measures ``judge`` beside ``local``. Results lie in ``folder``, a file for each scope, so any process finds them.

    ``trouble`` says why the last attempt of this process measured nothing; that is not kept.
    """

    def __init__(
        self, folder: Path, endpoint: Endpoint, judge: Grader, local: Grader, clock: Callable[[], datetime]
    ) -> None:
        self.judge = judge
        self.trouble = ""
        self._folder = folder
        self._endpoint = endpoint
        self._local = local
        self._clock = clock

    @property
    def model(self) -> str:
        return self._endpoint.target.model

    @property
    def scope(self) -> Scope:
        target = self._endpoint.target
        return Scope(target.base_url, target.model, self.judge.version, self._local.version, anchors_version())

    def known(self) -> Checked | None:
        """The result that was kept for this scope; None without one that can be read."""
        try:
            found = _CHECKED.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return None
        return found if found.admission.scope == self.scope else None

    def run(self, progress: Progress) -> Checked:
        """
        Probes the server, grades the anchors with both graders, and keeps the result. Takes minutes.

        Raises InterviewerError where that cannot be done: the server is down or goes down, the local grader fails, or
        the folder cannot be written.
        """
        try:
            checked = self._measured(progress)
            self._keep(checked)
        except InterviewerError as error:
            self.trouble = str(error)
            raise
        self.trouble = ""
        return checked

    def _measured(self, progress: Progress) -> Checked:
        progress("asking the model what it can do", 0, 0)
        capabilities = probe(self._endpoint)
        anchors, judge, local = self._graded(shipped_anchors(), progress)
        admitted, reason = decide(*(figures := compare(anchors, judge, local)))
        prompt = next((grade.provenance.prompt for grade in judge), "")
        admission = Admission(
            admitted, reason, *figures, self.scope, capabilities.model, prompt=prompt, at=self._clock()
        )
        return Checked(capabilities, admission)

    def _graded(
        self, anchors: Sequence[Anchor], progress: Progress
    ) -> tuple[Sequence[Anchor], list[Grade], list[Grade]]:
        """Both graders' grades, and the anchors up to where the judge had failed too often to be admitted."""
        judge: list[Grade] = []
        local: list[Grade] = []
        allowed = unscored_allowed(len(anchors))
        for done, anchor in enumerate(anchors):
            progress("grading answers whose scores are known", done, len(anchors))
            local.append(self._local_grade(anchor))
            judge.append(self.judge.grade(anchor.question, anchor.answer))
            if sum(isinstance(grade, Unscored) for grade in judge) > allowed:
                self._insist_on_the_server(judge[-1])
                return anchors[: done + 1], judge, local
        return anchors, judge, local

    def _local_grade(self, anchor: Anchor) -> Graded:
        grade = self._local.grade(anchor.question, anchor.answer)
        if isinstance(grade, Unscored):
            raise CheckFailed(f"the local grader, which the model is compared with, fails: {grade.detail}")
        return grade

    def _insist_on_the_server(self, last: Grade) -> None:
        """A model that replies and is of no use is a result; a server that is gone or overloaded is none."""
        try:
            self._endpoint.complete(COLOUR)
        except EndpointFailed as failure:
            if failure.cause is Cause.UNUSABLE:
                return
            why = last.detail if isinstance(last, Unscored) else str(failure)
            raise ModelFailed(f"{why}; check the model again once its server replies") from failure

    @property
    def _path(self) -> Path:
        digest = hashlib.sha256("\0".join(astuple(self.scope)).encode()).hexdigest()
        return self._folder / f"{digest[:16]}.json"

    def _keep(self, checked: Checked) -> None:
        unfinished = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_CHECKED.dump_json(checked, indent=1))
            unfinished.replace(self._path)
        except OSError as error:
            raise CheckFailed(
                f"the result cannot be kept in {self._folder} ({error.strerror}); make the folder writable"
            ) from error
