from dataclasses import replace

from interviewer.model.findings import findings
from interviewer.model.ladder import Rung
from interviewer.model.probe import Capabilities

ABLE = Capabilities(
    model="m-0001",
    rung=Rung.JSON_SCHEMA,
    schema_enforced=True,
    tools=True,
    object_schema=True,
    json_object=True,
    prompt_truncated=False,
    reasoning_field="reasoning",
    token_parameter="max_tokens",
    seed=True,
    streaming=True,
    usage=True,
    seconds=1.0,
)


def test_what_was_found_is_told() -> None:
    shown = findings(ABLE)
    assert shown["Served as"] == "m-0001"
    assert (shown["Schema enforced"], shown["Long prompt truncated"]) == ("yes", "no")
    assert shown["Thoughts in a field of their own"] == "reasoning"


def test_what_was_not_found_is_told_too() -> None:
    shown = findings(replace(ABLE, model="", prompt_truncated=None, reasoning_field=None, token_parameter=""))
    assert shown["Served as"] == "the server does not say"
    assert (shown["Long prompt truncated"], shown["Limits a reply by"]) == ("unknown", "nothing")
