"""What a model and its server can do, as lines for a person."""

from interviewer.model.probe import Capabilities


def findings(found: Capabilities) -> dict[str, str]:
    """What was tried to what was found."""
    return {
        "Served as": found.model or "the server does not say",
        "Replies in a given form": f"by {found.rung}",
        "Schema enforced": _yes(found.schema_enforced),
        "Tools called": _yes(found.tools),
        "JSON objects": _yes(found.json_object),
        "Long prompt truncated": _yes(found.prompt_truncated),
        "Thoughts in a field of their own": found.reasoning_field or "no",
        "Limits a reply by": found.token_parameter or "nothing",
        "Same seed, same words": _yes(found.seed),
        "Streams": _yes(found.streaming),
        "Counts tokens": _yes(found.usage),
        "Probed in": f"{found.seconds:.1f} s",
    }


def _yes(found: bool | None) -> str:
    return "unknown" if found is None else "yes" if found else "no"
