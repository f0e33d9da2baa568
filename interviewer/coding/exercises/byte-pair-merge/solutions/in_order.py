from functools import reduce


def join(tokens: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    left, right = pair
    joined: list[str] = []
    free = False  # whether the last token of the result may still be used as the left part
    for token in tokens:
        if free and token == right and joined[-1] == left:
            joined[-1] = left + right
            free = False
        else:
            joined.append(token)
            free = True
    return tuple(joined)


def train(words: dict[str, int], merges: int) -> list[tuple[str, str]]:
    learnt: list[tuple[str, str]] = []
    segments = {word: tuple(word) for word in words}
    while merges > len(learnt):
        table: dict[tuple[str, str], int] = {}
        for word, tokens in segments.items():
            for i in range(len(tokens) - 1):
                table[tokens[i], tokens[i + 1]] = table.get((tokens[i], tokens[i + 1]), 0) + words[word]
        if not table:
            return learnt
        learnt.append(sorted(table.items(), key=lambda item: (-item[1], item[0]))[0][0])
        segments = {word: join(tokens, learnt[-1]) for word, tokens in segments.items()}
    return learnt


def encode(word: str, merges: list[tuple[str, str]]) -> list[str]:
    return list(reduce(join, merges, tuple(word)))
