import torch

from interviewer.coding.case import Call, Case, Draw, Family

_ENTRIES = ("similarity", "nearest", "pick_diverse")
# molecules, bits
_EDGES = ((1, 1), (1, 1), (1, 3), (2, 5), (5, 1), (3, 2))


def case(family: Family, index: int, draw: Draw) -> Case:
    entry = _ENTRIES[index % 3] if family is not Family.ADVERSARIAL else _ENTRIES[index in {1, 4, 5}]
    count, bits = _EDGES[index] if family is Family.EDGE else _sizes(draw)
    library = _fingerprints(draw, count, bits)
    other = _fingerprints(draw, draw.integer(1, 3 if draw.public else 8), bits)
    tags: tuple[str, ...] = ()
    if family is Family.ADVERSARIAL:
        library, other, tags = _adversarial(index, draw)
    if family is Family.NON_CONTIGUOUS:
        library, other = draw.strided(library), draw.strided(other)
    most = min(len(library), 12)
    fewest = max(1, most // 2) if family is Family.RANDOM else 1  # after two picks all rules of choice are alike
    arguments = {
        "similarity": (other, library),
        "nearest": (other[0], library, draw.integer(1, len(library))),
        "pick_diverse": (library, draw.integer(fewest, most), draw.integer(0, len(library) - 1)),
    }[entry]
    return Case(
        name=f"{entry} among {len(library)} molecules of {library.shape[1]} bits",
        family=family,
        steps=(Call(entry, arguments),),
        tags=(*tags, "diverse" if entry == "pick_diverse" else entry),
    )


def _sizes(draw: Draw) -> tuple[int, int]:
    if draw.public:
        return draw.integer(3, 5), draw.integer(6, 8)
    return draw.integer(8, 30), draw.integer(20, 200)


def _fingerprints(draw: Draw, count: int, bits: int, density: float = 0.4) -> torch.Tensor:
    """Each has a bit that is on."""
    fingerprints = (draw.uniform(count, bits) < density).to(torch.uint8)
    fingerprints[fingerprints.sum(1) == 0, 0] = 1
    return fingerprints


def _adversarial(index: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor, tuple[str, ...]]:
    """In turn: fingerprints without any bit, molecules that are equally similar, and very dense fingerprints."""
    library, other = _fingerprints(draw, 6, 8), _fingerprints(draw, 3, 8)
    if index in {0, 1}:
        library[1::2] = 0
        other[:] = 0
        library[0, 0] = 1
        return library, other, ("no bits",)
    if index == 4:
        query = torch.tensor([1, 1, 1, 1, 0, 0, 0, 0], dtype=torch.uint8)
        alike = torch.stack([query.roll(int(shift)) for shift in draw.permutation(8)])
        return alike, query[None], ("equally similar",)
    return _fingerprints(draw, 9, 2048, 0.8), _fingerprints(draw, 4, 2048, 0.8), ("more than 255 bits",)
