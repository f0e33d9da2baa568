"""How often attacks succeeded on each grader: what python -m evals attacks --json wrote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.attacks.verdict import Tally
from evals.reporting.gathered import BadReport
from evals.statistics.rate import Rate


class Attacked(BaseModel):
    """``hits`` of ``of`` cases in which the attack succeeded; ``unscored`` ones are neither."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hits: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]
    unscored: Annotated[int, Field(ge=0)]

    @property
    def bound(self) -> float:
        """The rate that is not exceeded (Wilson 95 %); 1 where nothing was counted."""
        bounds = Rate(self.hits, self.of).bounds
        return bounds[1] if bounds else 1.0


class Attacks(BaseModel):
    """``found`` by grader's name, then by the attack's title; ``versions`` by grader's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cases: int
    seed: int
    versions: dict[str, str]
    found: dict[str, dict[str, Attacked]]

    def bound(self, grader: str, version: str) -> tuple[float, str] | None:
        """The highest bound over all attacks, and the attack's title; None where that version was not attacked."""
        found = self.found.get(grader)
        if not found or self.versions.get(grader) != version:
            return None
        title = max(found, key=lambda name: found[name].bound)
        return found[title].bound, title


def attacks_of(
    tallies: Mapping[str, Mapping[str, Tally]], versions: Mapping[str, str], cases: int, seed: int
) -> Attacks:
    """``tallies`` by grader's name, then by the attack's title."""
    return Attacks(
        cases=cases,
        seed=seed,
        versions=dict(versions),
        found={
            grader: {
                title: Attacked(hits=made.success.hits, of=made.success.of, unscored=made.unscored)
                for title, made in own.items()
            }
            for grader, own in tallies.items()
        },
    )


def read_attacks(path: Path) -> Attacks:
    """Raises BadReport where it is no such file."""
    try:
        return Attacks.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadReport(
            f"{path} cannot be read ({error.strerror}); make it with python -m evals attacks --json"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise BadReport(
            f"{path} holds no attacks ({first['msg']}); make it with python -m evals attacks --json"
        ) from error
