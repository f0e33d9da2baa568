import torch

COLUMNS = {"A": [1, 0, 0, 0], "C": [0, 1, 0, 0], "G": [0, 0, 1, 0], "T": [0, 0, 0, 1]}
PARTNER = {"A": "T", "T": "A", "C": "G", "G": "C"}


def one_hot(sequence):
    rows = [COLUMNS.get(base.upper(), [0.25] * 4) for base in sequence]
    return torch.tensor(rows, dtype=torch.float32).reshape(len(sequence), 4).t()


def reverse_complement(window):
    return "".join(PARTNER.get(base.upper(), "N") for base in reversed(window))


def scan(sequence, matrix):
    width = matrix.shape[1]
    windows = [sequence[start : start + width] for start in range(len(sequence) - width + 1)]
    if not windows:
        return matrix.new_zeros(2, 0)

    def score(window):
        return torch.sum(one_hot(window).to(matrix) * matrix)

    forward = torch.stack([score(window) for window in windows])
    backward = torch.stack([score(reverse_complement(window)) for window in windows])
    return torch.stack([forward, backward])


def best_hit(sequence, matrix):
    forward, backward = scan(sequence, matrix).tolist()
    hits = []
    for start in range(len(forward)):
        hits.append((-forward[start], start, "+"))
        hits.append((-backward[start], start, "-"))
    if not hits:
        return None
    score, start, strand = min(hits)
    return start, strand, -score
