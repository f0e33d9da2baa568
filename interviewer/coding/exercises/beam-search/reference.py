import math
from collections.abc import Callable

import torch
from torch import Tensor

_Hypothesis = tuple[list[int], float]


def beam_search(
    model: Callable[[Tensor], Tensor], start: int, end: int, width: int, max_length: int, alpha: float
) -> list[_Hypothesis]:
    live: list[_Hypothesis] = [([start], 0.0)]
    finished: list[_Hypothesis] = []
    for _ in range(max_length):
        if not live:
            break
        table = model(torch.tensor([tokens for tokens, _ in live])).tolist()
        extensions = [
            ([*tokens, token], score + step)
            for (tokens, score), steps in zip(live, table, strict=True)
            for token, step in enumerate(steps)
            if step > -math.inf
        ]
        kept = sorted(extensions, key=lambda one: -one[1])[:width]
        finished += [one for one in kept if one[0][-1] == end]
        live = [one for one in kept if one[0][-1] != end]
    results = [(tokens, score / (len(tokens) - 1) ** alpha) for tokens, score in finished + live]
    return sorted(results, key=lambda one: -one[1])[:width]
