"""A catalogue on disk with documents in it, and the desk over it."""

from pathlib import Path

from interviewer.database import open_database
from knowledge.catalogue import Catalogue
from knowledge.chunks import cut
from knowledge.desk import Desk
from knowledge.extract import extract
from knowledge.question import Question
from knowledge.readers import read_bytes
from tests.fakes import BagOfWords

POOLING = "What does max pooling do?"
PADDING = "Why is padding used?"
NOTES = (
    f"# Pooling\n\n## {POOLING}\n\nMax pooling keeps the largest value of each window. "
    "It halves the height and width of a feature map.\n\n"
    f"## {PADDING}\n\nPadding adds zeros around the input. The output keeps the size of the input.\n"
)
OTHER = (
    f"# Vision\n\n## {POOLING.upper()}\n\nMax pooling keeps the smallest value of each window. "
    "Pooling layers have no weights.\n"
)


class Shelf:
    """What ``put`` adds under a name; a name that is there is replaced by the new text."""

    def __init__(self, folder: Path) -> None:
        self.catalogue = Catalogue(open_database(folder))
        self.desk = Desk(self.catalogue, BagOfWords().encode)

    def put(self, name: str = "notes.md", text: str = NOTES, builtin: bool = False) -> str:
        """Returns the document's id."""
        document = read_bytes(name, text.encode())
        self.catalogue.put(document, extract(document), cut(document), builtin)
        return document.id

    def remove(self, name: str = "notes.md") -> None:
        self.catalogue.remove(self.catalogue.find(name).id)

    @property
    def texts(self) -> list[str]:
        return [question.text for question in self.catalogue.questions()]

    def question(self, text: str) -> Question:
        return next(question for question in self.catalogue.questions() if question.text == text)
