from dataclasses import astuple

from typer.testing import CliRunner

from evals.__main__ import app
from evals.answers import bank_questions
from evals.datasets.cards import CARDS, as_text
from evals.golden import golden_cases


def test_every_field_of_every_card_is_shown() -> None:
    text = as_text()
    assert all(value and value in text for card in CARDS for value in astuple(card))


def test_the_card_of_the_golden_set_counts_what_is_there() -> None:
    cases = golden_cases(bank_questions())
    golden = next(card for card in CARDS if card.name == "golden")
    assert golden.counts.startswith(f"{len(cases)} answers to {len({case.question_id for case in cases})} questions")


def test_the_command_prints_the_cards() -> None:
    assert CliRunner().invoke(app, ["datasets"]).output.strip() == as_text()
