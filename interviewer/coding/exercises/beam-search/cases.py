import itertools
import math
from dataclasses import dataclass

import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

_NEAR = 1e-3  # scores nearer than this could change their order by rounding
_ATTEMPTS = 200


@dataclass(frozen=True)
class _Search:
    vocabulary: int
    width: int
    length: int
    alpha: float


_EDGES = (
    _Search(2, 1, 1, 0.0),
    _Search(3, 5, 1, 1.0),
    _Search(2, 7, 3, 0.6),
    _Search(5, 1, 6, 0.0),
    _Search(3, 8, 4, 1.0),
    _Search(4, 4, 2, 0.0),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    search = _EDGES[index] if family is Family.EDGE and not draw.public else _random(draw, index)
    if _impossible(family, index):
        search = _Search(search.vocabulary, 4, search.length, 0.0)
    start, end = 0, search.vocabulary - 1
    for _ in range(_ATTEMPTS):
        table = _table(family, index, draw, search)
        if _told_apart(table, start, end, search):
            break
    arguments = (Ref("model"), start, end, search.width, search.length, search.alpha)
    return Case(
        name=f"width {search.width}, {search.vocabulary} tokens, length {search.length}, alpha {search.alpha}",
        family=family,
        steps=(Call("given.Table", (table,), keep="model"), Call("beam_search", arguments)),
        tags=_tags(family, index, search),
        reduction=search.length,
        scale=10.0,
    )


def _random(draw: Draw, index: int) -> _Search:
    alpha = (0.0, 1.0, 0.6)[index % 3]
    if draw.public:
        return _Search(3, 2, draw.integer(2, 3), alpha)
    return _Search(draw.integer(4, 8), draw.integer(2, 3), draw.integer(4, 8), alpha)


def _impossible(family: Family, index: int) -> bool:
    return family is Family.ADVERSARIAL and index % 2 == 0


def _table(family: Family, index: int, draw: Draw, search: _Search) -> torch.Tensor:
    """In adversarial cases, in turn: impossible tokens, and an end that comes early and is likely."""
    size = search.vocabulary
    logits = draw.normal(size, size, size, scale=1.5)
    if _impossible(family, index):  # one way on, or two, so that the beam is not filled
        ways = draw.uniform(size, size, size).argsort(-1)
        logits = logits.masked_fill(ways > (index % 4) // 2, -math.inf)
    elif family is Family.ADVERSARIAL:
        logits[..., -1] += 2.0
    return logits.log_softmax(-1)


def _told_apart(table: torch.Tensor, start: int, end: int, search: _Search) -> bool:
    """Whether no comparison that matters is near; it walks the search once, in double precision."""
    steps = table.double().tolist()
    live, results = [((start,), 0.0)], []
    for _ in range(search.length):
        extended = [
            ((*tokens, token), score + step)
            for tokens, score in live
            for token, step in enumerate(steps[tokens[-2:][0]][tokens[-1]])
            if step > -math.inf
        ]
        extended.sort(key=lambda one: -one[1])
        kept = extended[: search.width]
        if len(extended) > len(kept) and kept[-1][1] - extended[len(kept)][1] < _NEAR:
            return False
        results += [one for one in kept if one[0][-1] == end]
        live = [one for one in kept if one[0][-1] != end]
    final = sorted(score / (len(tokens) - 1) ** search.alpha for tokens, score in [*results, *live])
    return all(above - below > _NEAR for below, above in itertools.pairwise(final))


def _tags(family: Family, index: int, search: _Search) -> tuple[str, ...]:
    told = {
        "impossible tokens": _impossible(family, index),
        "wide beam": search.width > search.vocabulary,
        "alpha above 0": search.alpha > 0 and search.length > 1,
        "greedy": search.width == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
