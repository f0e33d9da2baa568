from knowledge.chunks import CHARACTERS, cut
from knowledge.readers import read_bytes

TEXT = "\n\n".join(f"Paragraph {n} says a few words on its subject, again and again." * 3 for n in range(40))


def test_every_passage_stands_where_it_says() -> None:
    document = read_bytes("a.txt", TEXT.encode())
    for passage in cut(document):
        assert document.text[passage.start : passage.end] == passage.text


def test_no_passage_is_too_long() -> None:
    assert max(len(passage.text) for passage in cut(read_bytes("a.txt", TEXT.encode()))) <= CHARACTERS


def test_a_short_document_is_one_passage() -> None:
    assert len(cut(read_bytes("a.txt", b"A few words."))) == 1


def test_ids_differ() -> None:
    ids = [passage.id for passage in cut(read_bytes("a.txt", TEXT.encode()))]
    assert len(set(ids)) == len(ids)


SECTIONS = [f"# Topic {n}\n\n" + f"Topic {n} has a sentence or two. " * 40 for n in range(6)]


def passages(sections: list[str]) -> list[str]:
    return [passage.text for passage in cut(read_bytes("a.md", "\n\n".join(sections).encode()))]


def test_a_change_in_one_section_leaves_the_passages_of_the_others() -> None:
    changed = [*SECTIONS[:2], SECTIONS[2].replace("has", "shows", 1) + "And more is said.", *SECTIONS[3:]]
    before, after = passages(SECTIONS), passages(changed)
    new = [text for text in after if text not in before]
    assert 0 < len(new) <= 2
    assert all("Topic 2" in text for text in new)


def test_short_sections_share_a_passage() -> None:
    assert len(passages([f"# Topic {n}\n\nA few words." for n in range(6)])) == 1


def test_passages_leave_out_no_word() -> None:
    document = read_bytes("a.md", "\n\n".join(SECTIONS).encode())
    covered = {place for passage in cut(document) for place in range(passage.start, passage.end)}
    assert all(place in covered or character.isspace() for place, character in enumerate(document.text))
