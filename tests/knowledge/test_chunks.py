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
