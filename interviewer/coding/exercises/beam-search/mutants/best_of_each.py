# fails: shape
import torch


def beam_search(model, start, end, width, max_length, alpha):
    live = [([start], 0.0)]
    finished = []
    for _ in range(max_length):
        everything = []
        if not live:
            break
        log_probabilities = model(torch.tensor([tokens for tokens, _ in live]))
        extensions = []
        for (tokens, score), row in zip(live, log_probabilities.tolist()):
            extensions = []
            for token, log_p in enumerate(row):
                if log_p != float("-inf"):
                    extensions.append((tokens + [token], score + log_p))
            extensions.sort(key=lambda hypothesis: hypothesis[1], reverse=True)
            everything += extensions[:width]
        live = []
        for tokens, score in everything:
            if tokens[-1] == end:
                finished.append((tokens, score))
            else:
                live.append((tokens, score))
    results = []
    for tokens, score in finished + live:
        results.append((tokens, score / (len(tokens) - 1) ** alpha))
    results.sort(key=lambda result: result[1], reverse=True)
    return results[:width]
