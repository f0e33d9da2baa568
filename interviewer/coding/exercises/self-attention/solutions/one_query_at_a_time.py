import torch


def self_attention(x, w_query, w_key, w_value, causal):
    outputs = []
    for sequence in x:
        rows = []
        for i in range(len(sequence)):
            seen = sequence[: i + 1] if causal else sequence
            query = sequence[i] @ w_query / w_query.shape[1] ** 0.5
            scores = (seen @ w_key) @ query
            rows.append(scores.softmax(0) @ (seen @ w_value))
        outputs.append(torch.stack(rows))
    return torch.stack(outputs)
