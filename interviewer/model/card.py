"""What each server was found able to do, kept between runs: trying it out takes longer than a grade."""

import hashlib
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from interviewer.model.endpoint import Endpoint
from interviewer.model.probe import Capabilities, probe

_CARD = TypeAdapter(Capabilities)


def card(endpoint: Endpoint, folder: Path) -> Capabilities:
    """
    The card in the folder for this address and model, or else the findings of a probe, which are put there.

    A server that has changed is known by its old card until that is removed. Raises what ``probe`` raises.
    """
    target = endpoint.target
    name = hashlib.sha256(f"{target.base_url}\0{target.model}".encode()).hexdigest()
    path = folder / f"{name[:16]}.json"
    # One that is missing, damaged, or of an earlier version of the program.
    with suppress(OSError, ValueError):
        return _CARD.validate_json(path.read_bytes())
    found = probe(endpoint)
    # Where it cannot be kept, the next run finds it out again.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(_CARD.dump_json(found, indent=1))
        part.replace(path)
    return found
