import torch

from interviewer.coding.case import Call, Case, Draw, Family

# samples, classes, how many are left out
_EDGES = ((1, 2, 0), (1, 5, 1), (4, 3, 4), (2, 2, 1), (7, 11, 6), (3, 2, 0))


def case(family: Family, index: int, draw: Draw) -> Case:
    count, classes, left_out = _sizes(family, index, draw)
    smoothing = draw.choice([0.1, 0.2, 0.5]) if index % 2 else 0.0
    large = family is Family.ADVERSARIAL or (family is Family.SCALE and index % 2 == 1)
    if large:
        logits = _apart(draw, count, classes, 1000.0 if family is Family.ADVERSARIAL else 200.0)
    else:
        logits = draw.normal(count, classes, scale=1e-3 if family is Family.SCALE else 1.5)
    if family is Family.NON_CONTIGUOUS:
        logits = draw.strided(logits)
    ignore_index = draw.choice([-100, -1, 0])
    target = draw.integers(count, low=1 if ignore_index == 0 else 0, high=classes - 1)
    if large:  # the likeliest class is not the target
        likeliest = logits.argmax(1)
        target = torch.where(target == likeliest, logits.argmin(1), target)
        ignore_index = -100
    target[draw.permutation(count)[:left_out]] = ignore_index
    told = f", smoothing {smoothing}" if smoothing else ""
    return Case(
        name=f"{count} samples of {classes} classes, {left_out} left out{told}",
        family=family,
        steps=(Call("cross_entropy", (logits, target, ignore_index, smoothing), gradients=(0,) * (left_out < count)),),
        tags=_tags(count, left_out, smoothing, large),
        reduction=count * classes,
        scale=max(1.0, float(logits.abs().max())),
    )


def speed(draw: Draw) -> Case:
    call = Call("cross_entropy", (draw.normal(256, 100), draw.integers(256, low=0, high=99), -100, 0.1))
    return Case("256 samples of 100 classes", Family.RANDOM, (call,), reduction=256 * 100)


def _sizes(family: Family, index: int, draw: Draw) -> tuple[int, int, int]:
    if family is Family.EDGE and not draw.public:
        return _EDGES[index]
    most = 4 if draw.public else 12
    count = draw.integer(3, most)
    return count, draw.integer(3, most), draw.integer(1, count - 1) if index % 3 == 1 else 0


def _apart(draw: Draw, count: int, classes: int, step: float) -> torch.Tensor:
    """Whole multiples of ``step``, no two of a row alike: exact in 32 bits, and the softmax is 1 and 0."""
    rows = torch.stack([draw.permutation(classes) for _ in range(count)])
    return (rows - classes // 2) * step


def _tags(count: int, left_out: int, smoothing: float, large: bool) -> tuple[str, ...]:
    told = {
        "all left out": left_out == count,
        "large logits": large,
        "samples left out": 0 < left_out < count,
        "smoothing": smoothing > 0 and left_out < count,
        "one sample": count == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
