"""What is in the editor of a coding round."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("interview_id", sa.String, sa.ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("exercise", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("drafts")
