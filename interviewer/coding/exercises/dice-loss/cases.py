import torch

from interviewer.coding.case import Call, Case, Draw, Family

# images, classes, height, width
_EDGES = ((1, 2, 1, 1), (1, 5, 1, 1), (2, 3, 1, 7), (1, 2, 5, 1), (4, 2, 2, 3), (2, 7, 3, 2))


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index] if family is Family.EDGE and not draw.public else _random(draw)
    images, classes, height, width = sizes
    score = index % 3 == 2
    large = family is Family.ADVERSARIAL
    scale = {0: 1e-3, 1: 1e3}[index % 2] if family is Family.SCALE else 2.0
    logits = draw.normal(images, classes, height, width, scale=scale)
    target = draw.integers(images, height, width, low=0, high=classes - 1)
    if large:
        logits, target = _sure(draw, sizes)
    if family is Family.NON_CONTIGUOUS:
        logits, target = _turned(logits), _turned(target)
    smooth = 1e-6 if large else draw.choice([1.0, 0.1, 1e-5])
    sure = large or (family is Family.SCALE and index % 2 == 1)
    arguments = (logits, target) if score else (logits, target, smooth)
    # Where the softmax is 1 and 0, its gradient is rounding and nothing else.
    call = Call("dice_score" if score else "dice_loss", arguments, gradients=(0,) * (not score and not sure))
    return Case(
        name=f"{'score' if score else 'loss'} of {images} images, {classes} classes, {height}x{width}",
        family=family,
        steps=(call,),
        tags=_tags(score, sizes, _absent(logits, target, score), family is Family.NON_CONTIGUOUS),
        reduction=classes * height * width,
        scale=1.0,
    )


def _random(draw: Draw) -> tuple[int, int, int, int]:
    if draw.public:
        return draw.integer(1, 2), draw.integer(2, 3), 2, draw.integer(2, 3)
    return draw.integer(1, 4), draw.integer(3, 6), draw.integer(2, 9), draw.integer(2, 9)


def _sure(draw: Draw, sizes: tuple[int, int, int, int]) -> tuple[torch.Tensor, torch.Tensor]:
    """
    Logits of up to 10000 of which one a pixel is far above the others; the last class is never meant nor predicted.
    """
    images, classes, height, width = sizes
    classes = max(3, classes)
    ranks = draw.uniform(images, classes, height, width).argsort(1)
    logits = (ranks - ranks.shape[1] // 2) * 1000.0
    logits[:, -1] = -10000.0
    return logits, draw.integers(images, height, width, low=0, high=classes - 2)


def _absent(logits: torch.Tensor, target: torch.Tensor, score: bool) -> bool:
    """Whether some class has neither probability nor a pixel, in one image or, for the score, in all of them."""
    hard = torch.nn.functional.one_hot(logits.argmax(1), logits.shape[1]).movedim(-1, 1)
    labels = torch.nn.functional.one_hot(target, logits.shape[1]).movedim(-1, 1)
    total = (hard if score else logits.softmax(1)) + labels
    return bool((total.sum((0, 2, 3) if score else (2, 3)) == 0).any())


def _turned(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.transpose(-1, -2).contiguous().transpose(-1, -2)


def _tags(score: bool, sizes: tuple[int, int, int, int], absent: bool, turned: bool) -> tuple[str, ...]:
    told = {
        "class absent": absent and not score,
        "class absent from the score": absent and score,
        "not contiguous": turned,
        "several images": sizes[0] > 1 and not score,
        "score": score,
        "loss": not score,
    }
    return tuple(tag for tag, true in told.items() if true)
