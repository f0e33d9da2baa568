def train(words: dict[str, int], merges: int) -> list[tuple[str, str]]:
    raise NotImplementedError


def encode(word: str, merges: list[tuple[str, str]]) -> list[str]:
    raise NotImplementedError
