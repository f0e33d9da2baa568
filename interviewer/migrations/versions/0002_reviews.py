"""What a user made of questions, and the pairs of questions that are all right."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("digest", sa.String(16), nullable=False),
        sa.Column("results", sa.Text, nullable=False),
    )
    op.create_table(
        "review_origins",
        sa.Column("question_id", sa.String(16), primary_key=True),
        sa.Column(
            "review_id", sa.String(16), sa.ForeignKey("reviews.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "dismissals",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("first", sa.String(16), primary_key=True),
        sa.Column("second", sa.String(16), primary_key=True),
        sa.Column("digest", sa.String(16), nullable=False),
    )


def downgrade() -> None:
    for table in ("dismissals", "review_origins", "reviews"):
        op.drop_table(table)
