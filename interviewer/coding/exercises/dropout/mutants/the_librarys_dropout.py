# fails: barred operation
import torch.nn.functional as F


def dropout(x, p, training):
    return F.dropout(x, p, training)
