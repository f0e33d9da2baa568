"""Float64 comes from the inputs: nothing here names a dtype."""

from torch import Tensor


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int, smoothing: float) -> Tensor:
    counted = target != ignore_index
    if not bool(counted.any()):
        return logits.sum() * 0
    rows, classes = logits[counted], target[counted]
    of_target = rows.gather(1, classes[:, None]).squeeze(1)
    return (rows.logsumexp(1) - (1 - smoothing) * of_target - smoothing * rows.mean(1)).mean()
