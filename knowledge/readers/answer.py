"""What the process that parses a file writes to the one that asked for it. Loads pydantic."""

from pydantic import BaseModel, ConfigDict

from knowledge.document import Block, BlockKind, Mark
from knowledge.readers.parsed import Parsed


class Answer(BaseModel):
    """Why the file is refused, or else what was read in it."""

    model_config = ConfigDict(extra="forbid")

    refused: str = ""
    title: str = ""
    text: str = ""
    blocks: list[tuple[BlockKind, str, int, int, int, bool]] = []
    marks: list[tuple[int, str, str]] = []

    def parsed(self) -> Parsed:
        blocks = (Block(*block) for block in self.blocks)
        return Parsed(self.title, self.text, tuple(blocks), tuple(Mark(*mark) for mark in self.marks))
