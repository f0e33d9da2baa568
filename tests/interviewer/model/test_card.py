from dataclasses import replace

from interviewer.model.card import card
from interviewer.model.ladder import Rung
from interviewer.model.probe import Capabilities

ABLE = Capabilities("m-0001", Rung.JSON_SCHEMA, True, True, True, False, "reasoning", "max_tokens", True, True, True, 1)


def test_what_was_found_is_told() -> None:
    shown = card(ABLE)
    assert shown["Served as"] == "m-0001"
    assert (shown["Schema enforced"], shown["Long prompt truncated"]) == ("yes", "no")
    assert shown["Thoughts in a field of their own"] == "reasoning"


def test_what_was_not_found_is_told_too() -> None:
    shown = card(replace(ABLE, model="", prompt_truncated=None, reasoning_field=None, token_parameter=""))
    assert shown["Served as"] == "the server does not say"
    assert (shown["Long prompt truncated"], shown["Limits a reply by"]) == ("unknown", "nothing")
