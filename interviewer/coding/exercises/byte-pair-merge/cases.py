from interviewer.coding.case import Call, Case, Draw, Family

_Words = dict[str, int]
_Merges = list[tuple[str, str]]

_TRAINED: tuple[tuple[_Words, int, str], ...] = (
    ({}, 3, "no words"),
    ({"a": 5, "": 2, "b": 1}, 4, "nothing to merge"),
    ({"ab": 1}, 5, "runs out of pairs"),
    ({"abc": 2, "bcd": 3}, 0, "no merges"),
)
_ENCODED: tuple[tuple[str, _Merges, str], ...] = (
    ("", [("a", "b")], "empty word"),
    ("x", [("a", "b")], "one letter"),
    ("zzyz", [("a", "b"), ("ab", "c")], "no merge fits"),
    ("abab", [], "no merges"),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    if family is Family.EDGE:
        if index % 2:
            return _encoding(family, *_ENCODED[index // 2])
        return _training(family, *_TRAINED[index // 2])
    if family is Family.ADVERSARIAL:
        return _adversarial(index, draw)
    letters = "abc" if draw.public or index % 4 < 2 else "abcdeü"
    if index % 2 and family is Family.RANDOM:
        merges = _merges(draw, letters, 3 if draw.public else 12)
        word = "".join(draw.choice(letters + "z") for _ in range(draw.integer(5, 7 if draw.public else 30)))
        return _encoding(family, word, merges, "")
    largest = 10**9 if family is Family.SCALE else 9
    words = {
        "".join(draw.choice(letters) for _ in range(draw.integer(1, 4 if draw.public else 9))): draw.integer(1, largest)
        for _ in range(3 if draw.public else 15)
    }
    return _training(family, words, 2 if draw.public else draw.integer(4, 15), "")


def _merges(draw: Draw, letters: str, count: int) -> _Merges:
    """Parts are letters or results of merges before; no two merges give the same token."""
    tokens, merges = list(letters), _Merges()
    while len(merges) < count:
        pair = (draw.choice(tokens), draw.choice(tokens))
        if "".join(pair) not in tokens and len("".join(pair)) < 6:
            merges.append(pair)
            tokens.append("".join(pair))
    return merges


def _adversarial(index: int, draw: Draw) -> Case:
    """In turn: equal counts, runs of one letter, and tokens that end like the left part of a pair."""
    family = Family.ADVERSARIAL
    count = draw.integer(2, 5)
    if index == 0:
        return _training(family, {"zy": count, "ba": count, "yx": count, "ab": count}, 4, "ties")
    if index == 1:
        return _encoding(family, "a" * draw.integer(5, 11) + "b", [("a", "a"), ("aa", "aa"), ("a", "b")], "runs")
    if index == 2:
        words = {"aaaaa": count, "aaa": count + 1, "baab": 2 * count, "aaaab": 1}
        return _training(family, words, draw.integer(3, 5), "runs")
    if index == 3:
        word = "xa" * draw.integer(1, 3) + "bxab" + "ab" * draw.integer(1, 3)
        return _encoding(family, word, [("x", "a"), ("a", "b"), ("ab", "ab")], "parts of tokens")
    if index == 4:
        # After x and a have become one token, "xa b" ends like "a b", which comes next.
        return _training(family, {"xab": 2 * count, "xac": 9 * count, "ab": 8 * count}, 3, "parts of tokens")
    word = "abcd" * draw.integer(1, 4)  # a, bc, d; from the left it would be ab, cd
    return _encoding(family, word, [("b", "c"), ("a", "b"), ("c", "d"), ("d", "a")], "order matters")


def _training(family: Family, words: _Words, merges: int, tag: str) -> Case:
    told = f": {tag}" if tag else ""
    return Case(
        name=f"train on {len(words)} words, {merges} merges{told}",
        family=family,
        steps=(Call("train", (words, merges)),),
        tags=(tag, "train") if tag else ("train",),
    )


def _encoding(family: Family, word: str, merges: _Merges, tag: str) -> Case:
    told = f": {tag}" if tag else ""
    return Case(
        name=f"encode a word of {len(word)} letters with {len(merges)} merges{told}",
        family=family,
        steps=(Call("encode", (word, merges)),),
        tags=(tag, "encode") if tag else ("encode",),
    )
