from knowledge.fusion import fused
from knowledge.index import Hit


def hit(name: str, similarity: float) -> Hit:
    return Hit(name, "passage", "a document", f"the text of {name}", similarity)


def share(name: str) -> float:
    return 0.3 if name == "worded" else 0.0


def names(hits: list[Hit]) -> list[str]:
    return [found.id for found in hits]


def test_without_words_the_nearest_comes_first() -> None:
    assert names(fused([hit("far", 0.2), hit("near", 0.6)], share)) == ["near", "far"]


def test_shared_words_lift_what_is_not_much_farther() -> None:
    assert names(fused([hit("near", 0.6), hit("worded", 0.5)], share)) == ["worded", "near"]


def test_few_shared_words_do_not() -> None:
    assert names(fused([hit("near", 0.6), hit("worded", 0.2)], share)) == ["near", "worded"]


def test_the_similarity_stays_the_cosine() -> None:
    assert fused([hit("worded", 0.5)], share)[0].similarity == 0.5
