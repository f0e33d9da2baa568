import torch

from interviewer.coding.case import Call, Case, Draw, Family

# Coordinates are whole numbers up to 12, so an IoU is a fraction with a denominator below 150: no such fraction is
# near enough to one of these for rounding to decide.
_THRESHOLDS = (5**0.5 / 8, 2**0.5 / 3, 3**0.5 / 3)
_EDGES = ((0, 3), (0, 0), (2, 0), (1, 0), (1, 1), (2, 0))


def case(family: Family, index: int, draw: Draw) -> Case:
    if family is Family.ADVERSARIAL and index % 2:
        return _adversarial_suppression(index, draw)
    if index % 2:
        return _suppression(family, index, draw)
    count, other = _EDGES[index % 6] if family is Family.EDGE and not draw.public else _counts(draw)
    flat = family is Family.ADVERSARIAL
    boxes, others = _boxes(draw, count, flat), _boxes(draw, other, flat)
    if flat:
        others[: len(boxes)] = boxes[: len(others)]
        boxes[-1], others[-1] = torch.tensor([2.0, 3.0, 2.0, 7.0]), torch.tensor([2.0, 3.0, 2.0, 7.0])
    if family is Family.SCALE:
        boxes, others = boxes * 1e3, others * 1e3
    if family is Family.NON_CONTIGUOUS:
        boxes, others = draw.strided(boxes), draw.strided(others)
    return Case(
        name=f"overlap of {count} and {other} boxes",
        family=family,
        steps=(Call("iou", (boxes, others)),),
        tags=("zero area", "overlap") if flat else ("overlap",) * (count * other > 0),
    )


def _counts(draw: Draw) -> tuple[int, int]:
    most = 4 if draw.public else 12
    return draw.integer(3, most), draw.integer(3, most)


def _boxes(draw: Draw, count: int, flat: bool = False) -> torch.Tensor:
    """Where ``flat``, some have no width."""
    low = draw.integers(count, 2, low=0, high=7)
    size = draw.integers(count, 2, low=1, high=5)
    if flat:
        size[::3, 0] = 0
    return torch.cat([low, low + size], 1) * 1.0


def _heap(draw: Draw, count: int) -> torch.Tensor:
    """Boxes that overlap much, in chains."""
    low = draw.integers(count, 2, low=0, high=4)
    return torch.cat([low, low + draw.integers(count, 2, low=3, high=7)], 1) * 1.0


def _scores(draw: Draw, count: int) -> torch.Tensor:
    """All of them different."""
    return (draw.permutation(count) + 1.0) / (count + 1)


def _suppression(family: Family, index: int, draw: Draw) -> Case:
    count = (
        (0, 1, 2)[index // 2] if family is Family.EDGE else draw.integer(5, 6) if draw.public else draw.integer(12, 30)
    )
    boxes, scores = _heap(draw, count), _scores(draw, count)
    if family is Family.SCALE:
        boxes = boxes / 1024
    if family is Family.NON_CONTIGUOUS:
        boxes, scores = draw.strided(boxes), draw.strided(scores)
    return _kept(family, boxes, scores, draw.choice(_THRESHOLDS), ())


def _adversarial_suppression(index: int, draw: Draw) -> Case:
    """In turn: equal scores, overlaps that equal the threshold, and boxes without area."""
    count = 4 if draw.public else 16
    boxes, scores = _heap(draw, count), _scores(draw, count)
    if index == 1:
        boxes[0], boxes[-1] = torch.tensor([0.0, 0.0, 1.0, 1.0]), torch.tensor([30.0, 30.0, 31.0, 31.0])
        scores[0] = scores[-1] = 2.0  # apart: both are kept, in order
        boxes[2], scores[1:3] = boxes[1], 1.5  # the same box twice: the first is kept
        return _kept(Family.ADVERSARIAL, boxes, scores, draw.choice(_THRESHOLDS), ("equal scores",))
    if index == 3:
        apart = torch.arange(4.0)[:, None] * 50
        wide, half = torch.tensor([[0.0, 0.0, 4.0, 2.0]]) + apart, torch.tensor([[0.0, 0.0, 2.0, 2.0]]) + apart
        order = draw.permutation(8)
        boxes, scores = torch.cat([wide, half])[order], _scores(draw, 8)
        return _kept(Family.ADVERSARIAL, boxes, scores, 0.5, ("IoU equals threshold",))
    flat = torch.tensor([[2.0, 3.0, 2.0, 7.0], [2.0, 3.0, 2.0, 7.0], [1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
    boxes = torch.cat([boxes, flat])
    return _kept(Family.ADVERSARIAL, boxes, _scores(draw, len(boxes)), draw.choice(_THRESHOLDS), ("zero area",))


def _kept(family: Family, boxes: torch.Tensor, scores: torch.Tensor, threshold: float, tags: tuple[str, ...]) -> Case:
    return Case(
        name=f"suppression among {len(boxes)} boxes, threshold {threshold:.2f}",
        family=family,
        steps=(Call("non_maximum_suppression", (boxes, scores, threshold)),),
        tags=(*tags, *(("suppression",) if len(boxes) else ())),
    )
