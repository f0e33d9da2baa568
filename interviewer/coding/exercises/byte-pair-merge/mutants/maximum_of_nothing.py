# fails: raises
from collections import Counter


def merge(tokens, pair):
    result = []
    i = 0
    while i < len(tokens):
        if i + 1 < len(tokens) and (tokens[i], tokens[i + 1]) == pair:
            result.append(tokens[i] + tokens[i + 1])
            i += 2
        else:
            result.append(tokens[i])
            i += 1
    return result


def train(words, merges):
    corpus = [(list(word), count) for word, count in words.items()]
    learnt = []
    for _ in range(merges):
        counts = Counter()
        for tokens, count in corpus:
            for pair in zip(tokens, tokens[1:]):
                counts[pair] += count
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        learnt.append(best)
        corpus = [(merge(tokens, best), count) for tokens, count in corpus]
    return learnt


def encode(word, merges):
    ranks = {tuple(pair): rank for rank, pair in enumerate(merges)}
    tokens = list(word)
    while len(tokens) > 1:
        best = min(zip(tokens, tokens[1:]), key=lambda pair: ranks.get(pair, len(ranks)))
        if best not in ranks:
            break
        tokens = merge(tokens, best)
    return tokens
