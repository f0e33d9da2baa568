"""What a run may spend on language models, and what it has spent."""

from dataclasses import dataclass

from interviewer.grade import Usage

TOKENS = 1_000_000


@dataclass(frozen=True)
class Price:
    """Money for a million tokens, in the currency of the limit."""

    prompt: float
    completion: float

    def of(self, usage: Usage) -> float:
        return (usage.prompt_tokens * self.prompt + usage.completion_tokens * self.completion) / TOKENS


@dataclass(frozen=True)
class Budget:
    """The most ``money``, and the most ``calls`` (answers given to a language model), of one run of the program."""

    money: float | None = None
    calls: int | None = None


NO_LIMIT = Budget()


@dataclass
class Spending:
    """
    The dearest grade so far stands for each that is on its way, so that the limit in money is kept but for the first
    grades, of which nothing is known.
    """

    budget: Budget
    money: float = 0.0
    calls: int = 0
    dearest: float = 0.0

    def refusal(self, on_their_way: int) -> str:
        """Why no further grade may be asked for, or empty."""
        if self.budget.calls is not None and self.calls + on_their_way >= self.budget.calls:
            return f"the limit of {self.budget.calls} calls is reached"
        if self.budget.money is None:
            return ""
        expected = self.money + self.dearest * (on_their_way + 1)
        if self.money >= self.budget.money or expected > self.budget.money:
            return f"{self.money:.4f} is spent, and another grade could pass the limit of {self.budget.money:g}"
        return ""

    def charge(self, cost: float | None) -> None:
        """One call, which cost this much; None where that is not known."""
        self.calls += 1
        self.money += cost or 0.0
        self.dearest = max(self.dearest, cost or 0.0)
