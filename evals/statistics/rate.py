"""How often something happened, of how many."""

from dataclasses import dataclass

from scipy import stats


@dataclass(frozen=True)
class Rate:
    """``hits`` of ``of``."""

    hits: int
    of: int

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The Wilson 95 % interval; None where there is nothing to count."""
        if not self.of:
            return None
        found = stats.binomtest(self.hits, self.of).proportion_ci(method="wilson")
        return float(found.low), float(found.high)

    @property
    def rule_of_three(self) -> float | None:
        """With no hit: the rate that is not exceeded, with 95 % confidence. None with a hit, or nothing to count."""
        return min(3 / self.of, 1.0) if self.of and not self.hits else None
