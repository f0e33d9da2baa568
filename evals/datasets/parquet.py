"""Cases from Parquet: columns as in a CSV of cases, and lists of the raters' scores if there are any."""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import REQUIRED, BadCases, Reading, gathered

OPTIONAL = ("id", "split", "kind", "scores", "rated_by")
BATCH_ROWS = 1000


def read_parquet(path: Path) -> Reading:
    """
    Columns other than ``REQUIRED`` and ``OPTIONAL`` are left out; rows count from 1.

    Raises BadCases where a column is missing or no row could be used.
    """
    return gathered(path, ((f"{path}: row {number}", row) for number, row in enumerate(_rows(path), 1)))


def _rows(path: Path) -> Iterator[dict[str, object]]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            names = file.schema_arrow.names
            missing = [name for name in REQUIRED if name not in names]
            if missing:
                raise BadCases(f"{path} lacks the columns {', '.join(missing)}")
            wanted = [name for name in (*REQUIRED, *OPTIONAL) if name in names]
            number = 0
            for batch in file.iter_batches(BATCH_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    given = {name: value for name, value in row.items() if name in REQUIRED or value is not None}
                    yield {"id": f"{path.stem}:{number}"} | given
    except OSError as error:
        raise BadCases(f"{path} cannot be read: {error.strerror or error}") from error
    except ArrowException as error:
        raise BadCases(f"{path} is not Parquet, or is damaged: {error}") from error
