"""
Everything that can go wrong in an interview, in a form that is safe to show.

InterviewerError
  SettingsInvalid      a setting that is unknown or has a value it cannot have
  StoreUnavailable     the database cannot be opened or written
  InterviewNotFound    no interview with that id
  NoQuestionsToAsk     the library holds no question for the plan
  StaleAnswer          an answer to a question that is no longer open
  DisputeRefused       a verdict that cannot be disputed, or could not be judged again
  RegradeRefused       an interview that cannot be graded again
  QuestionOpen         what may be shown only once its question is closed
  ModelFailed          the language model did not deliver; the authored wording takes over
  ExerciseNotFound     no coding exercise with that name
  ExerciseInvalid      an exercise whose files do not belong together
  BoxFailed            no box could be opened for a candidate's code
  RoundRefused         what a coding round does not allow as it stands
"""


class InterviewerError(Exception):
    """The message names the thing, its value and the remedy, and may be shown as it is."""


class SettingsInvalid(InterviewerError):
    pass


class StoreUnavailable(InterviewerError):
    pass


class InterviewNotFound(InterviewerError):
    pass


class NoQuestionsToAsk(InterviewerError):
    pass


class StaleAnswer(InterviewerError):
    pass


class DisputeRefused(InterviewerError):
    pass


class RegradeRefused(InterviewerError):
    pass


class QuestionOpen(InterviewerError):
    pass


class ModelFailed(InterviewerError):
    pass


class ExerciseNotFound(InterviewerError):
    pass


class ExerciseInvalid(InterviewerError):
    pass


class BoxFailed(InterviewerError):
    pass


class RoundRefused(InterviewerError):
    pass
