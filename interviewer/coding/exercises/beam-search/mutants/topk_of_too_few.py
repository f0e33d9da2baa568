# fails: raises
from collections.abc import Callable

import torch
from torch import Tensor


def beam_search(
    model: Callable[[Tensor], Tensor], start: int, end: int, width: int, max_length: int, alpha: float
) -> list[tuple[list[int], float]]:
    tokens = torch.tensor([[start]])
    scores = torch.zeros(1)
    results: list[tuple[list[int], float]] = []

    def put(rows: Tensor, of: Tensor) -> None:
        for row, score in zip(rows.tolist(), of.tolist()):
            results.append((row, score / (len(row) - 1) ** alpha))

    for _ in range(max_length):
        if len(tokens) == 0:
            break
        table = scores[:, None] + model(tokens).cpu()
        top, place = table.flatten().topk(width)
        top, place = top[top.isfinite()], place[top.isfinite()]
        tokens = torch.cat([tokens[place // table.shape[1]], (place % table.shape[1])[:, None]], dim=1)
        ended = tokens[:, -1] == end
        put(tokens[ended], top[ended])
        tokens, scores = tokens[~ended], top[~ended]
    put(tokens, scores)
    return sorted(results, key=lambda result: result[1], reverse=True)[:width]
