"""Interviews: hold one, list them, report on one."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import (
    AsJson,
    DataDir,
    JudgeAnyway,
    OwnCode,
    console,
    emit,
    note,
    open_desk,
    open_prepared,
    open_service,
    show_table,
)
from interviewer.errors import NoQuestionsToAsk
from interviewer.printable import printable

if TYPE_CHECKING:
    from interviewer.interview import Plan
    from interviewer.service import Service


class LevelChoice(StrEnum):
    ADAPTIVE = "adaptive"
    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Format(StrEnum):
    MD = "md"
    JSON = "json"


def start(  # noqa: PLR0913 (each argument is an option)
    *,
    topic: Annotated[
        list[str] | None, typer.Option(metavar="SUBJECT", help="May be given more than once; none: all.")
    ] = None,
    questions: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="How many; 5 where nothing is said.")
    ] = None,
    coding: Annotated[int, typer.Option(min=0, metavar="N", help="How many coding rounds, between the questions.")] = 0,
    exercise: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Code this exercise; may be given more than once. Alone: no questions."),
    ] = None,
    minutes: Annotated[int | None, typer.Option(min=1, metavar="M", help="How long, in place of how many.")] = None,
    level: Annotated[LevelChoice, typer.Option(help="Difficulty; adaptive follows the scores.")] = LevelChoice.ADAPTIVE,
    resume: Annotated[str | None, typer.Option(metavar="ID", help="Go on with an interview that was left.")] = None,
    own_code: OwnCode = False,
    judge_anyway: JudgeAnyway = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Hold an interview here in the terminal.

    Enter sends an answer; a line that ends in a backslash goes on in the next one, and a pasted text counts
    as one answer. "hint", "skip", "repeat", "rephrase", "I don't know" and "end" are understood. Ctrl-C or
    the end of input leaves the interview open: --resume goes on with it. In a coding round you name a file:
    /run solution.py, /submit solution.py.

    With --json the talk is on stderr and the report on stdout, also of an interview that was left:
    interview_id, started_at, minutes, closed (why it ended; null: still open), score and score_without_hints
    (0..1 or null), answered, skipped, unscored, hints, graders, models, model_roles,
    subjects [topic, questions, rounds, score], turns [question, asked_at, answers, hints, outcome, grade, ...],
    rounds [exercise, title, outcome, score, correctness, explanation, rubric, facts, opinions, hints, check, ...].
    """
    if questions is not None and minutes is not None:
        raise typer.BadParameter("give --questions or --minutes, not both")
    agreed = (topic, questions, minutes, coding, exercise, level is not LevelChoice.ADAPTIVE)
    if resume is not None and any(agreed):
        raise typer.BadParameter("--resume goes on with what was agreed; it takes no topic, length, code or level")
    if questions == 0 and not (coding or exercise):
        raise typer.BadParameter("--questions 0 needs coding rounds: give --coding or --exercise too")
    from secrets import token_hex

    from interviewer.terminal import hold

    service = open_prepared(data_dir, judge_anyway)
    interview_id = resume or token_hex(8)
    if resume is None:
        subjects = tuple(_subject(service, name) for name in topic or ())
        named = tuple(exercise or ())
        service.start(interview_id, _plan(Wish(subjects, questions, minutes, level, coding, named)))
    with open_desk(data_dir, own_code) as desk:
        finished = hold(service, desk, interview_id, console(stderr=as_json))
    where = _data_dir_option(data_dir)
    if finished:
        note(f"\nSave the report with: interviewer report {interview_id} --out report.md{where}")
    else:
        note(f"\nThe interview is kept. Go on with: interviewer start --resume {interview_id}{where}")
    if as_json:
        emit(service.report(interview_id))


def interviews(
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many, from the newest on.")] = 20,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    List the newest interviews.

    JSON: interviews [id, started_at, topics, questions (asked so far), rounds (of code so far),
    score (0..1 or null), closed (why it ended; null: still open)].
    """
    from interviewer.report import percent

    service = open_service(data_dir)
    reports = [(interview, service.report(interview.id)) for interview in service.recent(limit)]
    if as_json:
        listed = [
            {
                "id": interview.id,
                "started_at": interview.started_at,
                "topics": interview.plan.topics,
                "questions": len(interview.turns),
                "rounds": len(interview.rounds),
                "score": made.score,
                "closed": interview.closed,
            }
            for interview, made in reports
        ]
        emit({"interviews": listed})
        return
    if not reports:
        note("There is no interview yet; begin one with: interviewer start")
        return
    rows = [
        [
            i.id,
            f"{i.started_at:%Y-%m-%d %H:%M}",
            str(len(i.turns)),
            str(len(i.rounds)),
            percent(made.score),
            i.closed or "open",
        ]
        for i, made in reports
    ]
    show_table(["Id", "Started (UTC)", "Questions", "Code", "Score", "Ended"], rows)


def report(
    interview_id: Annotated[str, typer.Argument(metavar="ID", help="As 'interviewer interviews' lists it.")],
    as_format: Annotated[Format, typer.Option("--format", help="Markdown or JSON.")] = Format.MD,
    out: Annotated[Path | None, typer.Option(help="Write to this file, in UTF-8, in place of stdout.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """
    Print or save an interview's report.

    --json is short for --format json.

    JSON: the object that 'interviewer start --json' prints; its help names the fields.
    """
    from interviewer.report import to_json
    from interviewer.report_markdown import to_markdown

    as_json = as_json or as_format is Format.JSON
    made = open_service(data_dir).report(interview_id)
    if out is not None:
        out.write_text(to_json(made) + "\n" if as_json else to_markdown(made), encoding="utf-8")
        note(f"Written: {out}")
    elif as_json:
        emit(made)
    else:
        typer.echo(printable(to_markdown(made)), nl=False)


@dataclass(frozen=True)
class Wish:
    """What was asked for, as far as anything was said."""

    subjects: tuple[str, ...]
    questions: int | None
    minutes: int | None
    level: LevelChoice
    coding: int
    exercises: tuple[str, ...]


def _plan(wish: Wish) -> "Plan":
    from interviewer.interview import Plan
    from knowledge.question import Level

    questions = wish.questions
    if questions is None and wish.minutes is None:
        questions = 0 if wish.exercises else 5
    return Plan(
        topics=wish.subjects,
        questions=questions,
        minutes=wish.minutes,
        level=None if wish.level is LevelChoice.ADAPTIVE else Level(wish.level.value),
        coding=max(wish.coding, len(wish.exercises)),
        exercises=wish.exercises,
    )


def _subject(service: "Service", name: str) -> str:
    """The library's subject of that name, in whatever case it is written. Raises NoQuestionsToAsk."""
    from difflib import get_close_matches

    known = {topic.casefold(): topic for topic in service.library.topics()}
    if name.casefold() in known:
        return known[name.casefold()]
    near = get_close_matches(name.casefold(), known, 1, cutoff=0.5)
    remedy = f"did you mean {known[near[0]]!r}?" if near else f"there are {', '.join(known.values()) or 'none'}"
    raise NoQuestionsToAsk(f"the library has no subject {name!r}: {remedy}")


def _data_dir_option(data_dir: Path | None) -> str:
    from shlex import quote

    return f" --data-dir {quote(str(data_dir))}" if data_dir else ""
