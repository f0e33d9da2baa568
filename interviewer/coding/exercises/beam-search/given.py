from torch import Tensor


class Table:
    """A language model that looks at the last two tokens. Called with tokens (B, L), gives log-probabilities (B, V)."""

    def __init__(self, log_probabilities: Tensor) -> None:
        self._table = log_probabilities  # last but one, last, next

    def __call__(self, tokens: Tensor) -> Tensor:
        if tokens.dim() != 2 or tokens.shape[1] == 0:
            raise ValueError(f"tokens must have the shape (B, L), not {tuple(tokens.shape)}")
        return self._table[tokens[:, -2:][:, 0], tokens[:, -1]]
