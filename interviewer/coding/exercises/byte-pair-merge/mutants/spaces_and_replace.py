# fails: values
from collections import Counter


def merge(text, pair):
    return text.replace(" ".join(pair), "".join(pair))


def train(words, merges):
    corpus = {" ".join(word): count for word, count in words.items()}
    learnt = []
    for _ in range(merges):
        counts = Counter()
        for text, count in corpus.items():
            tokens = text.split()
            for pair in zip(tokens, tokens[1:]):
                counts[pair] += count
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        learnt.append(best)
        merged = Counter()
        for text, count in corpus.items():
            merged[merge(text, best)] += count
        corpus = merged
    return learnt


def encode(word, merges):
    text = " ".join(word)
    for pair in merges:
        text = merge(text, pair)
    return text.split()
