"""The question bank checked as `make check` does it: python -m evals.bank_lint prints one line a finding."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from evals import bank_rules
from knowledge.bank import SOURCE_PREFIX, bank_files, parse
from knowledge.embedder import Embedder, OnnxEmbedder
from knowledge.errors import BadBank
from knowledge.export import export
from knowledge.question import Question

CACHE = Path(__file__).parents[1] / ".cache" / "models"
RIGHT_WORDS = ("trough",)
"""Words that the spelling checker takes for misspelt ones."""

Corrections = Callable[[Sequence[str]], dict[str, str]]


@dataclass(frozen=True)
class Finding:
    file: str
    problem: str
    question: str = ""

    def __str__(self) -> str:
        return f"{self.file}: '{self.question}': {self.problem}" if self.question else f"{self.file}: {self.problem}"


def lint(
    files: Sequence[tuple[str, str]], corrections: Corrections, embedder: Embedder
) -> tuple[list[Question], list[Finding]]:
    """The questions that could be read, and every finding in the order of the files. Raises EmbedderUnavailable."""
    findings: list[Finding] = []
    named: list[tuple[str, Question]] = []
    for name, text in files:
        for read in _read(name, text):
            if isinstance(read, Finding):
                findings.append(read)
            else:
                named.append((name, read))
    questions = [question for _, question in named]
    known = corrections(bank_rules.vocabulary(questions))
    for name, question in named:
        findings += (Finding(name, problem, question.text) for problem in _problems(question, known))
    titles = embedder.encode([question.text for question in questions])
    for position, problem in bank_rules.twins(questions, titles):
        findings.append(Finding(named[position][0], problem, questions[position].text))
    return questions, sorted(findings, key=lambda finding: finding.file)


def codespell(words: Sequence[str]) -> dict[str, str]:
    """The misspelt of the words and their corrections. Raises CalledProcessError where codespell cannot run."""
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list", ",".join(RIGHT_WORDS), "-"]
    told = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=False)  # noqa: S603
    if told.returncode not in {0, 65}:  # 65: something is misspelt
        raise subprocess.CalledProcessError(told.returncode, command, told.stdout, told.stderr)
    return dict(re.findall(r"^\t(\S+) ==> (.+)$", told.stdout, re.MULTILINE))


def _read(name: str, text: str) -> Iterator[Question | Finding]:
    """Question by question, so that one that is broken does not hide the next."""
    header, *pieces = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    for piece in pieces or [""]:
        title = piece.removeprefix("## ").partition("\n")[0].strip()
        try:
            yield parse(name, header + piece)[1][0]
        except BadBank as error:
            problem = str(error).removeprefix(f"{SOURCE_PREFIX}{name}, '{title}': ").removeprefix(f"{name}: ")
            yield Finding(name, problem, title)


def _problems(question: Question, corrections: dict[str, str]) -> Iterator[str]:
    yield from bank_rules.giveaways(question)
    yield from bank_rules.repetitions(question)
    yield from bank_rules.hard_to_read(question)
    yield from bank_rules.american(question)
    yield from bank_rules.misspelt(question, corrections)


def main() -> None:
    embedder = OnnxEmbedder(export(CACHE, lambda _: None))
    files = bank_files()
    questions, findings = lint(files, codespell, embedder)
    for finding in findings:
        typer.echo(finding)
    topics = len({question.topic for question in questions})
    typer.echo(
        f"The bank: {len(questions)} questions on {topics} topics in {len(files)} files, findings: {len(findings)}"
    )
    raise SystemExit(1 if findings else 0)


if __name__ == "__main__":
    main()
