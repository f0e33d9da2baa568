# fails: values, unknown bases
import torch

BASES = "ACGT"


def one_hot(sequence):
    encoded = torch.zeros(4, len(sequence))
    for position, letter in enumerate(sequence.upper()):
        if letter in BASES:
            encoded[BASES.index(letter), position] = 1.0
        else:
            pass
    return encoded


def scan(sequence, matrix):
    width = matrix.shape[1]
    starts = len(sequence) - width + 1
    if starts <= 0:
        return torch.zeros(2, 0, dtype=matrix.dtype, device=matrix.device)
    encoded = one_hot(sequence).to(matrix)
    reverse = matrix.flip(0).flip(1)
    scores = torch.zeros(2, starts, dtype=matrix.dtype, device=matrix.device)
    for w in range(width):
        columns = encoded[:, w : w + starts]
        scores = scores + torch.stack([matrix[:, w] @ columns, reverse[:, w] @ columns])
    return scores


def best_hit(sequence, matrix):
    scores = scan(sequence, matrix)
    if scores.shape[1] == 0:
        return None
    best = scores.max()
    start, strand = (scores == best).T.nonzero()[0].tolist()
    return start, "+-"[strand], best.item()
