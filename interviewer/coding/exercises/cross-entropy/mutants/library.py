# fails: barred operation
import torch.nn.functional as F


def cross_entropy(logits, target, ignore_index, smoothing):
    if bool((target == ignore_index).all()):
        return logits.sum() * 0
    return F.cross_entropy(logits, target, ignore_index=ignore_index, label_smoothing=smoothing)
