"""The database: where it lies, how it is opened, and its schema at the newest version."""

from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from interviewer.errors import StoreUnavailable

SCHEMA = "0003"
MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(folder: Path) -> Engine:
    """
    The engine on ``folder/interviewer.db``, made and migrated where needed. Raises StoreUnavailable.

    SQLite in WAL mode: readers and one writer at once, each commit on disk before it returns.
    """
    path = folder / "interviewer.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"{folder} cannot be made ({error.strerror}); name another folder with --data-dir"
        ) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 10.0})
    event.listen(engine, "connect", _configure)
    try:
        if _version(engine) != SCHEMA:
            _migrate(engine)
    except OperationalError as error:
        raise StoreUnavailable(
            f"{path} cannot be written ({error.orig}); make the folder writable or name another with --data-dir"
        ) from error
    except DatabaseError as error:
        raise StoreUnavailable(
            f"{path} is not a database of this program ({error.orig}); "
            "move it away or name another folder with --data-dir"
        ) from error
    return engine


def _configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _version(engine: Engine) -> str | None:
    """Asked here and not of alembic, whose import costs more than everything else that opening the database does."""
    with engine.connect() as connection:
        if not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first():
            return None
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
        return str(row[0]) if row else None


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
