# fails: shape
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
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        learnt.append(best)
        corpus = [(merge(tokens, best), count) for tokens, count in corpus]
    return learnt


def encode(word, merges):
    known = {left + right for left, right in merges}
    tokens = []
    while word:
        width = next((n for n in range(len(word), 1, -1) if word[:n] in known), 1)
        tokens.append(word[:width])
        word = word[width:]
    return tokens
