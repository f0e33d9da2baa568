"""Interviews in the database: events are appended, never changed."""

from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError, OperationalError

from interviewer.coding.round import ExerciseSet
from interviewer.coding.task import exercise_id
from interviewer.errors import InterviewNotFound, StoreUnavailable
from interviewer.interview import Asked, Event, Interview, Started
from interviewer.replay import replay

metadata = MetaData()

interviews = Table(
    "interviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("started_at", String, nullable=False, index=True),
)
events = Table(
    "events",
    metadata,
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("question_id", String, nullable=True, index=True),
    Column("payload", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("interview_id", ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True),
    Column("exercise", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", String, nullable=False),
)

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class Store:
    """Every method returns only once what it wrote is committed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, interview_id: str, started: Started) -> Interview:
        """A new interview; the one there is, where the id was used before."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(interviews).values(id=interview_id, started_at=_time(started.at)))
                connection.execute(insert(events).values(**_row(interview_id, 0, started)))
        except IntegrityError:
            return self.load(interview_id)
        except OperationalError as error:
            raise _unwritable(error) from error
        return replay(interview_id, (started,))

    def append(self, interview_id: str, sequence: int, event: Event) -> bool:
        """Appends the event with that number, from 0; False where there is one already: nothing is written then."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(events).values(**_row(interview_id, sequence, event)))
        except IntegrityError:
            return False
        except OperationalError as error:
            raise _unwritable(error) from error
        return True

    def load(self, interview_id: str) -> Interview:
        """Raises InterviewNotFound."""
        query = select(events.c.payload).where(events.c.interview_id == interview_id).order_by(events.c.sequence)
        with self._engine.connect() as connection:
            happened = tuple(_EVENT.validate_json(row[0]) for row in connection.execute(query))
        if not happened:
            raise InterviewNotFound(f"there is no interview {interview_id!r}; start a new one")
        return replay(interview_id, happened)

    def recent(self, limit: int) -> list[tuple[str, datetime]]:
        """The ids and beginnings of the newest interviews, newest first."""
        query = select(interviews).order_by(interviews.c.started_at.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [(row.id, datetime.fromisoformat(row.started_at)) for row in connection.execute(query)]

    def last_asked(self) -> dict[str, datetime]:
        """The id of a question or an exercise to when it was last asked, in any interview."""
        query = (
            select(events.c.question_id, func.max(events.c.at))
            .where(events.c.question_id.is_not(None))
            .group_by(events.c.question_id)
        )
        with self._engine.connect() as connection:
            return {question: datetime.fromisoformat(at) for question, at in connection.execute(query)}

    def save_draft(self, interview_id: str, exercise: str, text: str, at: datetime) -> None:
        """The newest text replaces the one before. Raises StoreUnavailable."""
        row = {"text": text, "at": _time(at)}
        statement = upsert(drafts).values(interview_id=interview_id, exercise=exercise, **row)
        try:
            with self._engine.begin() as connection:
                connection.execute(statement.on_conflict_do_update(["interview_id", "exercise"], set_=row))
        except OperationalError as error:
            raise _unwritable(error) from error

    def draft(self, interview_id: str, exercise: str) -> str | None:
        query = select(drafts.c.text).where(drafts.c.interview_id == interview_id, drafts.c.exercise == exercise)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()


def _row(interview_id: str, sequence: int, event: Event) -> dict[str, object]:
    return {
        "interview_id": interview_id,
        "sequence": sequence,
        "at": _time(event.at),
        "question_id": _asked(event),
        "payload": _EVENT.dump_json(event).decode(),
    }


def _asked(event: Event) -> str | None:
    if isinstance(event, ExerciseSet):
        return exercise_id(event.task.exercise)
    return event.question.id if isinstance(event, Asked) else None


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _unwritable(error: OperationalError) -> StoreUnavailable:
    return StoreUnavailable(f"the database cannot be written ({error.orig}); nothing was lost: mend it and send again")
