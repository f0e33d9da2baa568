import torch

from interviewer.coding.case import Call, Case, Draw, Family

_ENTRIES = ("one_hot", "scan", "best_hit")
# length of the sequence, width of the motif
_EDGES = ((0, 1), (1, 1), (1, 1), (1, 1), (2, 3), (0, 2), (7, 2), (5, 5), (6, 6))


def case(family: Family, index: int, draw: Draw) -> Case:
    if family is Family.ADVERSARIAL:
        return _adversarial(index, draw)
    entry = "scan" if family in {Family.SCALE, Family.NON_CONTIGUOUS} else _ENTRIES[index % 3]
    length, width = _EDGES[index] if family is Family.EDGE else _sizes(draw)
    scale = {0: 1e-3, 1: 1e3}[index % 2] if family is Family.SCALE else 1.0
    sequence = _sequence(draw, length, "ACGT")
    matrix = draw.normal(4, width, scale=scale) if entry == "scan" else _grid(draw, width)
    if family is Family.NON_CONTIGUOUS:
        matrix = draw.strided(matrix)
    return _case(entry, family, sequence, matrix, ())


def _sizes(draw: Draw) -> tuple[int, int]:
    if draw.public:
        return draw.integer(5, 7), draw.integer(2, 3)
    return draw.integer(10, 60), draw.integer(2, 8)


def _sequence(draw: Draw, length: int, letters: str) -> str:
    return "".join(draw.choice(letters) for _ in range(length))


def _grid(draw: Draw, width: int) -> torch.Tensor:
    """Multiples of an eighth: sums are exact in 32 bits, so that equal scores are equal."""
    return draw.integers(4, width, low=-16, high=16) / 8.0


def _adversarial(index: int, draw: Draw) -> Case:
    """In turn: unknown bases in an encoding and in a scan, lower-case letters in both, equal scores on both strands."""
    length = 8 if draw.public else 30
    if index in {0, 1}:
        sequence = _sequence(draw, length, "ACGTNRY") + "NA"
        matrix = draw.normal(4, 3) + 1.0
        return _case(_ENTRIES[index], Family.ADVERSARIAL, sequence, matrix, ("unknown bases",))
    if index in {2, 3}:
        sequence = _sequence(draw, length, "acgtACGT") + "gt"
        return _case(_ENTRIES[index - 2], Family.ADVERSARIAL, sequence, draw.normal(4, 2), ("lower case",))
    # Equal scores: GGA on the forward strand and, before it, TCC, which is GGA on the reverse strand; each twice.
    matrix = torch.tensor([[0.0, 0.0, 2.0], [0.0, 0.0, 0.0], [2.0, 2.0, 0.0], [0.0, 0.0, 0.0]])
    gap = draw.integer(1, 4)
    sequence = "A" * gap + "TCC" + "A" * gap + "GGA" + "T" * gap + "TCC" + "GGA"
    return _case("best_hit", Family.ADVERSARIAL, sequence, matrix, ())


def _tied(sequence: str, matrix: torch.Tensor) -> bool:
    """Whether of equal highest scores the earliest is on the reverse strand, and a later one on the forward strand."""
    width = matrix.shape[1]
    rows = torch.tensor(["ACGT".index(base) for base in sequence])
    if len(rows) < width:
        return False
    windows, places = rows.unfold(0, width, 1), torch.arange(width)
    scores = torch.stack([one[windows, places].sum(1) for one in (matrix, matrix.flip(0, 1))])
    forward, reverse = (scores == scores.max()).long()
    return bool(forward.any() and reverse.any()) and int(reverse.argmax()) < int(forward.argmax())


def _case(entry: str, family: Family, sequence: str, matrix: torch.Tensor, tags: tuple[str, ...]) -> Case:
    arguments = (sequence,) if entry == "one_hot" else (sequence, matrix)
    if entry == "best_hit" and _tied(sequence, matrix):
        tags = (*tags, "ties")
    short = entry != "one_hot" and len(sequence) < matrix.shape[1]
    gradients = (1,) if entry == "scan" and not short else ()
    told = "" if entry == "one_hot" else f", a motif of {matrix.shape[1]}"
    return Case(
        name=f"{entry} of {len(sequence)} bases{told}",
        family=family,
        steps=(Call(entry, arguments, gradients=gradients),),
        tags=(*tags, "too short" if short else entry.replace("_", " ")),
        reduction=matrix.shape[1],
    )
