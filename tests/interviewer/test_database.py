from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, text

from interviewer import store
from interviewer.database import MIGRATIONS, SCHEMA, open_database
from interviewer.errors import StoreUnavailable
from knowledge import tables


def test_the_newest_migration_is_the_one_looked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


def test_the_migrations_make_the_tables_that_the_code_reads(tmp_path: Path) -> None:
    made = MetaData()
    made.reflect(open_database(tmp_path))
    for part in (store, tables):
        for table in part.metadata.tables.values():
            assert {c.name for c in made.tables[table.name].columns} == {c.name for c in table.columns}


def test_an_older_database_keeps_its_documents(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO documents VALUES ('0', 'notes.md', 'Notes', '0', 'text', 0)"))
        for table in ("drafts", "dismissals", "review_origins", "reviews"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    with open_database(tmp_path).connect() as connection:
        assert connection.execute(text("SELECT source FROM documents")).scalars().all() == ["notes.md"]
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar() == 0


def test_writes_survive_a_killed_process(tmp_path: Path) -> None:
    with open_database(tmp_path).connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2


def test_a_file_that_is_no_database_is_named_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "interviewer.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreUnavailable, match=r"interviewer\.db is not a database"):
        open_database(tmp_path)
    assert path.read_bytes().startswith(b"no database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable, match="--data-dir"):
        open_database(tmp_path / "file" / "folder")
