"""The tables of knowledge; the migrations make them."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("builtin", Boolean, nullable=False),
)
questions = Table(
    "questions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("topic", String, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)
passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
reviews = Table(
    "reviews",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(16), nullable=False),
    Column("results", Text, nullable=False),
)
review_origins = Table(
    "review_origins",
    metadata,
    Column("question_id", String(16), primary_key=True),
    Column("review_id", ForeignKey("reviews.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("document", String, nullable=False),
    Column("payload", Text, nullable=False),
)
dismissals = Table(
    "dismissals",
    metadata,
    Column("kind", String, primary_key=True),
    Column("first", String(16), primary_key=True),
    Column("second", String(16), primary_key=True),
    Column("digest", String(16), nullable=False),
)
