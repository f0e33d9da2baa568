"""What is known of each dataset that can be read, as its publishers state it; shown by python -m evals datasets."""

from collections.abc import Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Card:
    """``given`` is what to pass as --datasets. ``counts`` are of the whole as published."""

    name: str
    given: str
    source: str
    licence: str
    raters: str
    scale: str
    splits: str
    counts: str
    caveats: str


CARDS = (
    Card(
        name="golden",
        given="golden",
        source="this project, on its question bank",
        licence="that of the project",
        raters="none: authored with a verdict for each key point, before any grader saw an answer",
        scale="0..1 in hundredths, worked out from the verdicts by the key points' weights",
        splits="none, it is a test set",
        counts="396 answers to 66 questions, six kinds",
        caveats="one author's manner; see evals/data/golden.md",
    ),
    Card(
        name="SemEval-2013 task 7 (Beetle, SciEntsBank)",
        given="a folder of XML, of one number of ways",
        source="Dzikovska et al., SemEval-2013 task 7",
        licence="CC BY-SA 3.0",
        raters="one label an answer is published, so there is no human ceiling",
        scale="5 ways: correct 1, partly 2/3, contradictory 1/3, else 0; 2 and 3 ways: correct 1, else 0",
        splits="train, test-unseen-answers, test-unseen-questions, test-unseen-domains, by folder",
        counts="Beetle 5,199 answers to 56 questions; SciEntsBank 10,804 to 196",
        caveats="the map of labels to scores is this project's; language models may have seen the texts",
    ),
    Card(
        name="Mohler (Texas)",
        given="a folder with raw/ and scores/",
        source="Mohler, Bunescu and Mihalcea, ACL 2011",
        licence="not stated here; see the copy you hold",
        raters="two; both scores are kept, their mean is the score",
        scale="0..5 points by 5; points above are left out by name",
        splits="none",
        counts="see the copy you hold",
        caveats="scores lie mostly near the top; language models may have seen the texts",
    ),
    Card(
        name="Short Answer Feedback (SAF)",
        given="a folder of XML",
        source="Filighera et al., ACL 2022",
        licence="MIT",
        raters="one score an answer is published, so there is no human ceiling",
        scale="0..1",
        splits="by folder",
        counts="English part 2,112 answers to 22 questions",
        caveats="63 English answers are blank or 'No submission', nearly all graded 0: report with and without them",
    ),
    Card(
        name="ASAP-SAS",
        given="a .tsv, with questions.csv beside it",
        source="the Hewlett Foundation's Short Answer Scoring on Kaggle, 2012",
        licence="the competition's rules",
        raters="two; the first score counts, as in the competition, and both are kept",
        scale="points by 3 (essay sets 1, 2, 5, 6) or by 2 (the others)",
        splits="none",
        counts="ten essay sets; see the copy you hold",
        caveats="questions and references are not in the .tsv and are yours to add; pupils' spelling is kept",
    ),
    Card(
        name="cases of your own",
        given="a .jsonl, .csv or .parquet",
        source="question_id, question, reference, answer, score; id and split if there are any",
        licence="yours",
        raters="scores (JSON lines, Parquet): a list with each rater's score",
        scale="0..1",
        splits="those of the column split",
        counts="as in the file",
        caveats="rows that cannot be used are named and left out",
    ),
)


def as_text(cards: Sequence[Card] = CARDS) -> str:
    """A paragraph a card, a line a field."""
    names = [field.name for field in fields(Card) if field.name != "name"]
    width = max(map(len, names))
    told = ["\n".join([card.name, *(f"  {name:<{width}}  {getattr(card, name)}" for name in names)]) for card in cards]
    return "\n\n".join(told)
