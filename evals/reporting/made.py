"""A report from a store: read, gathered, measured, written. The edge of this package."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from evals.answers import bank_questions
from evals.reporting.attacked import Attacks, read_attacks
from evals.reporting.charts import pictures
from evals.reporting.disagreements import worst
from evals.reporting.gathered import BadReport, Gathered, gathered
from evals.reporting.page import Paper, as_html, as_markdown
from evals.reporting.section import section
from evals.rows import BadStore, reading
from evals.statistics.bootstrap import SAMPLES, SEED

NOT_ATTACKED = (
    "Attacks were not run for this report, so that the second half of the rule is open for every grader. Run python -m "
    "evals attacks --json attacks.json, and make the report with --attacks attacks.json."
)


def read(store: Path) -> Gathered:
    """Raises BadReport."""
    try:
        with reading(store) as opened:
            return gathered(opened.cases(), opened.rows())
    except BadStore as error:
        raise BadReport(str(error)) from error


def make(store: Path, attacks: Path | None, now: datetime) -> Paper:
    """Raises BadReport."""
    known = read_attacks(attacks) if attacks else None
    found = read(store)
    warnings = [] if known else [NOT_ATTACKED]
    if found.stray:
        warnings.append(f"{found.stray} rows are of cases that are gone or were edited since: they are in no figure.")
    stands_on = {
        "Store": f"{store.name}, SHA-256 {hashlib.sha256(store.read_bytes()).hexdigest()}",
        "Attacks": _attacks(attacks, known),
        "Made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "Samples": f"{SAMPLES} of questions and as many permutations, seed {SEED}",
    }
    sections = [section(each, known) for each in found.datasets]
    bank = list(bank_questions().values())
    return Paper(
        sections,
        [pictures(each, known) for each in sections],
        [worst(each, bank) for each in found.datasets],
        stands_on,
        warnings,
    )


def write(paper: Paper, out: Path) -> list[Path]:
    """The HTML file, and beside it the Markdown. Raises BadReport."""
    beside = out.with_suffix(".md")
    if beside == out:
        raise BadReport(f"{out} would be the Markdown beside the report; give --out a name that ends in .html")
    try:
        out.write_text(as_html(paper), "utf-8")
        beside.write_text(as_markdown(paper), "utf-8")
    except OSError as error:
        raise BadReport(f"{out} cannot be written ({error.strerror}); name another with --out") from error
    return [out, beside]


def _attacks(path: Path | None, known: Attacks | None) -> str:
    if path is None or known is None:
        return "not run"
    return f"{path.name}, up to {known.cases} cases an attack, seed {known.seed}"
