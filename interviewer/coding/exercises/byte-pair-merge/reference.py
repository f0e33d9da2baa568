from collections import Counter


def train(words: dict[str, int], merges: int) -> list[tuple[str, str]]:
    cut = {word: list(word) for word in words}
    learnt: list[tuple[str, str]] = []
    while len(learnt) < merges:
        counts: Counter[tuple[str, str]] = Counter()
        for word, tokens in cut.items():
            for pair in zip(tokens, tokens[1:], strict=False):
                counts[pair] += words[word]
        if not counts:
            break
        learnt.append(min(counts, key=lambda pair: (-counts[pair], pair)))
        cut = {word: _merged(tokens, learnt[-1]) for word, tokens in cut.items()}
    return learnt


def encode(word: str, merges: list[tuple[str, str]]) -> list[str]:
    tokens = list(word)
    while known := [pair for pair in zip(tokens, tokens[1:], strict=False) if pair in merges]:
        tokens = _merged(tokens, min(known, key=merges.index))
    return tokens


def _merged(tokens: list[str], pair: tuple[str, str]) -> list[str]:
    result: list[str] = []
    position = 0
    while position < len(tokens):
        width = 2 if tuple(tokens[position : position + 2]) == pair else 1
        result.append("".join(tokens[position : position + width]))
        position += width
    return result
