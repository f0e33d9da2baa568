import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from interviewer.cli import app
from interviewer.grade import Verdict
from interviewer.grading.anchors import shipped_anchors
from knowledge.question import Question
from tests.known_graders import Scripted, always, as_known, failing
from tests.model_server import MODEL, Script, model_server
from tests.model_server import said as replied

NOTES = """# Pooling

## What does max pooling do?

Max pooling keeps the largest value of each window. It reduces the height and width of a feature map.

## Why is padding used?

Padding adds zeros around the input. It keeps the size of the output equal to that of the input.
"""
ANSWER = "Max pooling keeps the largest value of each window."
REFERENCE = f"{ANSWER} It reduces the height and width of a feature map."
HOSTILE = "\x1b\x9b\x07\u202e"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Path:
    """A data folder with the question bank in it."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    result = CliRunner().invoke(app, ["prepare", "--data-dir", str(folder)], env=environment(model_cache))
    assert result.exit_code == 0, result.output
    return folder


def environment(model_cache: Path) -> dict[str, str | None]:
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith("INTERVIEWER_")}
    return {**cleared, "INTERVIEWER_CACHE_DIR": str(model_cache)}


@pytest.fixture
def data(tmp_path: Path, filled: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "data"))


@pytest.fixture
def run(tmp_path: Path, data: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command on a data folder with the question bank, in an empty folder, in 100 columns."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, stdin: str = "", **variables: str) -> Result:
        env = {**environment(model_cache), "INTERVIEWER_DATA_DIR": str(data), "COLUMNS": "100", **variables}
        return CliRunner().invoke(app, list(arguments), input=stdin, env=env)

    return command


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES)
    return path


def of(result: Result) -> Any:  # noqa: ANN401 (JSON)
    """The one JSON object that is all of stdout."""
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def started(run: Run, *options: str, stdin: str) -> Any:  # noqa: ANN401 (JSON)
    return of(run("start", "--json", *options, stdin=stdin))


def test_the_version_is_printed(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("interviewer ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["start", "--level", "hard"],
        ["start", "--questions", "0"],
        ["start", "--questions", "2", "--minutes", "5"],
        ["start", "--resume", "x", "--topic", "y"],
        ["start", "--resume", "x", "--coding", "1"],
        ["report"],
        ["grade", "--question", "Why?"],
        ["knowledge", "add"],
        ["serve", "--port", "70000"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["report", "nothing"], "no interview 'nothing'"),
        (["start", "--resume", "nothing"], "no interview 'nothing'"),
        (["start", "--topic", "Basket weaving"], "no subject 'Basket weaving'"),
        (["start", "--exercise", "basket-weaving"], "no exercise 'basket-weaving'"),
        (["start", "--coding", "999"], "999 coding rounds are wanted"),
        (["knowledge", "show", "nothing.md"], "no document nothing.md"),
        (["knowledge", "remove", "nothing.md", "--yes"], "no document nothing.md"),
        (["grade", "--question", "How is a cake baked?", "--answer", "In an oven."], "How is a cake baked?"),
    ],
)
def test_what_could_not_be_done_ends_with_1_and_one_line(run: Run, arguments: list[str], reason: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_an_unknown_setting_is_answered_with_the_nearest(run: Run) -> None:
    result = run("interviews", INTERVIEWER_LLM_MODLE="x")
    assert result.exit_code == 1
    assert "did you mean INTERVIEWER_LLM_MODEL?" in result.stderr


def test_a_data_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("interviews", "--data-dir", str(tmp_path / "file" / "data"))
    assert result.exit_code == 1
    assert str(tmp_path / "file") in result.stderr


def test_an_interview_is_held_and_reported(run: Run) -> None:
    made = started(run, "--questions", "2", stdin="skip\nskip\n")
    assert made["closed"] == "all questions asked"
    assert (made["skipped"], made["score"]) == (2, 0.0)
    assert of(run("report", made["interview_id"], "--json")) == made


def test_an_interview_of_a_question_and_code_is_held_and_reported(run: Run) -> None:
    made = started(run, "--questions", "1", "--coding", "1", stdin="skip\n/hint\n/done\n")
    assert (len(made["turns"]), len(made["rounds"])) == (1, 1)
    assert (made["rounds"][0]["outcome"], made["closed"]) == ("skipped", "all questions asked")
    assert "## Coding round 1" in run("report", made["interview_id"]).stdout


def test_an_exercise_alone_is_practised_without_questions(run: Run) -> None:
    made = started(run, "--exercise", "convolution-2d", stdin="/done\n")
    assert (made["turns"], made["rounds"][0]["exercise"]) == ([], "convolution-2d")


def test_the_talk_and_the_object_do_not_mix(run: Run) -> None:
    result = run("start", "--json", "--questions", "1", stdin="skip\n")
    assert "Question 1 of 1" in result.stderr
    assert result.stdout.startswith("{")


def test_without_json_the_talk_is_on_stdout(run: Run) -> None:
    result = run("start", "--questions", "1", stdin="skip\n")
    assert result.exit_code == 0
    assert "Question 1 of 1" in result.stdout
    assert "Save the report with: interviewer report" in result.stderr


def test_an_interview_that_is_left_says_how_to_go_on_and_goes_on(run: Run) -> None:
    left = run("start", "--questions", "1")
    assert left.exit_code == 0
    (interview_id,) = [entry["id"] for entry in of(run("interviews", "--json"))["interviews"]]
    assert f"interviewer start --resume {interview_id}" in left.stderr
    assert started(run, "--resume", interview_id, stdin="skip\n")["closed"] == "all questions asked"


def test_a_subject_is_found_in_any_case(run: Run) -> None:
    topic = of(run("knowledge", "show", bank_document(run), "--json"))["questions"][0]["topic"]
    made = started(run, "--topic", topic.upper(), "--questions", "1", stdin="skip\n")
    assert made["turns"][0]["question"]["topic"] == topic


def test_the_level_is_agreed(run: Run) -> None:
    made = started(run, "--level", "basic", "--questions", "1", stdin="skip\n")
    assert made["turns"][0]["question"]["level"] == "basic"


def test_interviews_are_listed_newest_first(run: Run) -> None:
    ids = [started(run, "--questions", "1", stdin="skip\n")["interview_id"] for _ in range(2)]
    listed = of(run("interviews", "--json"))["interviews"]
    assert [entry["id"] for entry in listed] == ids[::-1]
    assert set(listed[0]) == {"id", "started_at", "topics", "questions", "rounds", "score", "closed"}
    assert ids[0] in run("interviews").stdout


def test_where_there_is_no_interview_the_list_is_empty(run: Run) -> None:
    assert of(run("interviews", "--json")) == {"interviews": []}
    assert "interviewer start" in run("interviews").stderr


@pytest.mark.parametrize(("as_format", "beginning"), [("md", "# Interview report"), ("json", "{")])
def test_a_report_is_saved(run: Run, tmp_path: Path, as_format: str, beginning: str) -> None:
    interview_id = started(run, "--questions", "1", stdin="skip\n")["interview_id"]
    result = run("report", interview_id, "--format", as_format, "--out", "saved")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "saved").read_text().startswith(beginning)


def test_a_report_that_cannot_be_saved_says_so_in_one_line(run: Run) -> None:
    interview_id = started(run, "--questions", "1", stdin="skip\n")["interview_id"]
    result = run("report", interview_id, "--out", "no-folder/report.md")
    assert result.exit_code == 1
    assert result.stderr == "Error: no-folder/report.md: No such file or directory\n"


def test_an_answer_is_graded_against_a_reference(run: Run) -> None:
    made = of(run("grade", "--question", "What?", "--answer", ANSWER, "--reference", REFERENCE, "--json"))
    assert made["grade"]["status"] == "graded"
    assert [verdict["verdict"] for verdict in made["grade"]["verdicts"]] == ["hit", "missed"]
    quote = made["grade"]["verdicts"][0]["evidence"]
    assert ANSWER[quote["start"] : quote["end"]] == quote["text"]


def test_an_answer_is_read_from_stdin(run: Run) -> None:
    arguments = ["--question", "What?", "--reference", REFERENCE, "--json"]
    read = of(run("grade", *arguments, "--answer", "-", stdin=ANSWER))["grade"]
    assert read["score"] == of(run("grade", *arguments, "--answer", ANSWER))["grade"]["score"] > 0


def test_another_grader_can_be_named(run: Run) -> None:
    arguments = ["--question", "What?", "--answer", ANSWER, "--reference", REFERENCE, "--json"]
    made = of(run("grade", *arguments, "--grader", "overlap"))
    assert made["grade"]["provenance"]["grader"] == "overlap"


def test_an_unknown_grader_is_wrong_usage(run: Run) -> None:
    result = run("grade", "--question", "What?", "--answer", ANSWER, "--grader", "oracle")
    assert (result.exit_code, "there is no grader 'oracle'" in " ".join(result.stderr.split())) == (2, True)


def test_the_judge_names_the_settings_that_it_lacks(run: Run) -> None:
    arguments = ["--question", "What?", "--answer", ANSWER, "--reference", REFERENCE]
    result = run("grade", *arguments, "--grader", "judge")
    assert result.exit_code == 1
    assert "name one in INTERVIEWER_LLM_MODEL" in " ".join(result.stderr.split())


def test_the_judge_asks_the_model_that_is_set(run: Run) -> None:
    arguments = ["--question", "What?", "--answer", ANSWER, "--reference", REFERENCE, "--json"]
    with model_server(Script(replied("No."))) as server:
        result = run(
            *("grade", *arguments, "--grader", "judge", "--judge-anyway"),
            INTERVIEWER_LLM_MODEL="m",
            INTERVIEWER_LLM_BASE_URL=server.base_url,
        )
    assert result.exit_code == 1
    grade = json.loads(result.stdout)["grade"]
    assert (grade["reason"], grade["provenance"]["model"]) == ("model failed", MODEL)


def test_a_grade_is_shown_as_a_table(run: Run) -> None:
    shown = run("grade", "--question", "What?", "--answer", ANSWER, "--reference", REFERENCE).stdout
    assert re.search(r"Score \d+%", shown)
    assert "hit" in shown
    assert "missed" in shown


def test_an_answer_that_cannot_be_scored_ends_with_1_and_the_reason(run: Run) -> None:
    arguments = ["--question", "What?", "--reference", REFERENCE, "--answer", "-", "--json"]
    result = run("grade", *arguments, stdin="word " * 5000)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["grade"]["reason"] == "too long"


def test_hostile_text_reaches_no_terminal(run: Run) -> None:
    arguments = ["--question", f"What{HOSTILE}?", "--answer", f"{HOSTILE}{ANSWER}[bold]"]
    for option in ([], ["--json"]):
        result = run("grade", *arguments, "--reference", f"{HOSTILE}{REFERENCE}", *option)
        assert result.exit_code == 0
        assert not set(HOSTILE) & set(result.output)
    assert not set(HOSTILE) & set(run("report", HOSTILE).stderr)


def test_a_document_is_added_shown_and_removed(run: Run, notes: Path) -> None:
    (added,) = of(run("knowledge", "add", str(notes), "--json"))["files"]
    assert (added["status"], added["questions"]) == ("added", 2)
    assert added["document_id"] in [d["id"] for d in of(run("knowledge", "list", "--json"))["documents"]]
    shown = of(run("knowledge", "show", "notes.md", "--json"))
    assert [question["text"] for question in shown["questions"]] == [
        "What does max pooling do?",
        "Why is padding used?",
    ]
    assert of(run("knowledge", "remove", "notes.md", "--yes", "--json"))["removed"]["id"] == added["document_id"]
    assert run("knowledge", "show", "notes.md").exit_code == 1


def test_a_bad_file_does_not_stop_the_others(run: Run, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    result = run("knowledge", "add", "missing.md", "empty.md", str(notes), "--json")
    assert result.exit_code == 1
    status = {Path(file["source"]).name: file["status"] for file in json.loads(result.stdout)["files"]}
    assert status == {"missing.md": "failed", "empty.md": "failed", "notes.md": "added"}


def test_a_folder_is_added_and_an_empty_one_is_named(run: Run, notes: Path, tmp_path: Path) -> None:
    for name in ("full", "empty"):
        (tmp_path / name).mkdir()
    notes.rename(tmp_path / "full" / "notes.md")
    result = run("knowledge", "add", "empty", "full")
    assert result.exit_code == 1
    assert "empty holds no readable file" in result.stderr
    assert "full/notes.md: 2 questions" in result.stdout


def test_a_port_in_use_is_told_in_one_line(run: Run) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = str(listener.getsockname()[1])
        result = run("serve", "--port", port)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: port {port} of 127.0.0.1 cannot be used")


def test_removing_asks_first(run: Run, notes: Path) -> None:
    run("knowledge", "add", str(notes))
    refused = run("knowledge", "remove", "notes.md", stdin="n\n")
    assert refused.exit_code == 1
    assert "and its questions (2)?" in refused.stderr
    assert run("knowledge", "remove", "notes.md", stdin="y\n").exit_code == 0
    assert run("knowledge", "show", "notes.md").exit_code == 1


def test_the_bank_cannot_be_removed(run: Run) -> None:
    result = run("knowledge", "remove", bank_document(run), "--yes")
    assert result.exit_code == 1
    assert "built-in bank" in result.stderr


def test_search_finds_by_meaning(run: Run, notes: Path) -> None:
    run("knowledge", "add", str(notes))
    hits = of(run("knowledge", "search", "adding zeros around the borders", "--limit", "3", "--json"))["hits"]
    assert len(hits) == 3
    assert any("adding" in hit["text"] for hit in hits)
    assert set(hits[0]) == {"id", "kind", "document_id", "text", "similarity"}
    assert "adding" in run("knowledge", "search", "adding zeros around the borders").stdout


def test_preparing_again_changes_nothing(run: Run) -> None:
    made = of(run("prepare", "--json"))
    assert (made["status"], made["notices"]) == ("ready", [])
    assert made["questions"] > 0
    assert run("prepare").stdout.startswith("ready: ")


def test_the_doctor_finds_a_prepared_installation_sound(run: Run) -> None:
    checks = of(run("doctor", "--json"))["checks"]
    assert {check["name"]: set(check) for check in checks}["Python"] == {"name", "status", "found", "remedy"}


def test_the_doctor_ends_with_1_where_a_check_failed_and_names_the_remedy(run: Run, tmp_path: Path) -> None:
    result = run("doctor", INTERVIEWER_CACHE_DIR=str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "Remedy: convert it: interviewer prepare" in result.stdout


def process(arguments: list[str], model_cache: Path, **variables: str) -> "subprocess.Popen[str]":
    merged = {**os.environ, **environment(model_cache), **variables}
    return subprocess.Popen(
        [Path(sys.executable).with_name("interviewer"), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in merged.items() if value is not None},
    )


def test_ctrl_c_leaves_the_interview_and_says_how_to_go_on(data: Path, model_cache: Path) -> None:
    with process(["start", "--data-dir", str(data)], model_cache) as running:
        assert running.stdout is not None
        while "Your answer:" not in running.stdout.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "interviewer start --resume" in said


# A keyboard at which Ctrl-C is pressed as soon as something is asked for.
INTERRUPTED = """
import io, sys

class Keyboard(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        raise KeyboardInterrupt

sys.stdin = io.TextIOWrapper(io.BufferedReader(Keyboard()))
from interviewer.cli import main
main()
"""


def test_ctrl_c_ends_any_other_command_with_130(data: Path) -> None:
    arguments = ["grade", "--question", "Why?", "--reference", REFERENCE, "--answer", "-", "--data-dir", str(data)]
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED, *arguments], capture_output=True, check=False)
    assert ended.returncode == 130


def test_a_terminal_without_a_character_gets_a_question_mark(data: Path, model_cache: Path) -> None:
    arguments = ["grade", "--question", "Why?", "--reference", REFERENCE, "--answer", ANSWER, "--data-dir", str(data)]
    with process(arguments, model_cache, PYTHONIOENCODING="ascii") as running:
        shown, _ = running.communicate(timeout=20)
    assert running.returncode == 0
    assert f"?{ANSWER[:11]}" in shown


def bank_document(run: Run) -> str:
    documents = of(run("knowledge", "list", "--json"))["documents"]
    return str(next(document["id"] for document in documents if document["builtin"]))


def checked(run: Run, judge: Scripted, monkeypatch: pytest.MonkeyPatch, *commands: list[str]) -> list[Result]:
    """The commands with a model connected, whose grades are those of ``judge``, while its server is there."""
    monkeypatch.setattr("interviewer.bootstrap.build_judge", lambda *_: judge)
    with model_server(Script(replied("Red."))) as server:
        where = {"INTERVIEWER_LLM_MODEL": "m", "INTERVIEWER_LLM_BASE_URL": server.base_url}
        return [run(*command, **where) for command in commands]


def test_a_model_is_checked_with_its_abilities_and_figures(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = checked(run, Scripted(as_known), monkeypatch, ["model", "check"])
    assert result.exit_code == 0, result.stderr
    assert "m words the interview and grades, because on 71 answers" in " ".join(result.stdout.split())
    assert [name in result.stdout for name in ("Schema enforced", "Pearson correlation", "21 of 21")] == [True] * 3
    assert "Grading answers whose scores are known" in result.stderr


def test_a_model_is_checked_once_unless_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Scripted(as_known)
    checked(run, judge, monkeypatch, ["model", "check"], ["model", "check"], ["model", "check", "--again"])
    assert judge.asked == 2 * len(shipped_anchors())


def test_a_check_as_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = checked(run, failing(), monkeypatch, ["model", "check", "--json"])
    found = of(result)
    assert (found["role"]["grades"], found["checked"]["admission"]["judge"]["unscored"]) == (False, 2)
    assert found["checked"]["capabilities"]["rung"] == "text"


def test_a_model_whose_server_is_down_cannot_be_checked(run: Run) -> None:
    result = run("model", "check", INTERVIEWER_LLM_MODEL="m", INTERVIEWER_LLM_BASE_URL="http://127.0.0.1:9/v1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cannot be reached" in result.stderr


def test_without_a_model_there_is_none_to_check(run: Run) -> None:
    result = run("model", "check")
    assert result.exit_code == 1
    assert "INTERVIEWER_LLM_MODEL" in result.stderr


def graded_by(result: Result) -> tuple[str, bool]:
    grade = of(result)["grade"]
    return grade["provenance"]["grader"], "judge not admitted" in grade["flags"]


def test_a_model_grades_unchecked_only_where_that_is_wished(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    grade = ["grade", "--question", "Why?", "--reference", REFERENCE, "--answer", ANSWER, "--json"]
    judge = Scripted(always(Verdict.HIT), name="judge")
    plain, anyway = checked(run, judge, monkeypatch, grade, [*grade, "--judge-anyway"])
    assert (graded_by(plain), graded_by(anyway)) == (("local", False), ("judge", True))


def test_only_an_admitted_model_is_a_member_of_the_ensemble(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(question: Question, answer: str) -> tuple[Verdict, ...]:
        return as_known(question, answer) if answer != ANSWER else always(Verdict.HIT)(question, answer)

    grade = [
        "grade",
        "--question",
        "Why?",
        "--reference",
        REFERENCE,
        "--answer",
        ANSWER,
        "--grader",
        "ensemble",
        "--json",
    ]
    judge = Scripted(decide, name="judge")
    before, _, after = checked(run, judge, monkeypatch, [*grade, "--judge-anyway"], ["model", "check"], grade)
    heard = [[said["grader"] for said in of(result)["grade"]["provenance"]["opinions"]] for result in (before, after)]
    offline = ["local", "embedding", "lexical", "overlap"]
    assert heard == [offline, ["judge", *offline]]
    assert [of(result)["grade"]["provenance"]["verdicts_by"] for result in (before, after)] == ["local", "judge"]


def test_an_admitted_model_grades_unlabelled(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(question: Question, answer: str) -> tuple[Verdict, ...]:
        return as_known(question, answer) if answer != ANSWER else always(Verdict.HIT)(question, answer)

    judge = Scripted(decide, name="judge")
    grade = ["grade", "--question", "Why?", "--reference", REFERENCE, "--answer", ANSWER, "--json"]
    _, graded = checked(run, judge, monkeypatch, ["model", "check"], grade)
    assert graded_by(graded) == ("judge", False)


def test_a_table_is_graded_by_an_unchecked_model_only_where_that_is_wished(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.csv").write_text(f"question,reference,answer\nWhy?,{REFERENCE},{ANSWER}\n")
    grade = ["grade-file", "in.csv", "--out", "out.csv", "--grader", "judge"]
    judge = Scripted(always(Verdict.HIT), name="judge")
    refused, anyway = checked(run, judge, monkeypatch, grade, [*grade, "--judge-anyway"])
    assert refused.exit_code == 1
    assert "interviewer model check" in refused.stderr
    assert anyway.exit_code == 0, anyway.stderr
    assert "judge not admitted" in (tmp_path / "out.csv").read_text()


@pytest.mark.parametrize(("options", "told"), [([], None), (["--judge-anyway"], "true")])
def test_the_page_is_told_that_an_unadmitted_model_grades(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str | None
) -> None:
    monkeypatch.setenv("INTERVIEWER_JUDGE_ANYWAY", "")  # so that what the command sets is taken back
    seen: list[str | None] = []
    monkeypatch.setattr("interviewer.serve.serve", lambda *_: seen.append(os.environ.get("INTERVIEWER_JUDGE_ANYWAY")))
    assert run("serve", *options).exit_code == 0
    assert seen == [told]
