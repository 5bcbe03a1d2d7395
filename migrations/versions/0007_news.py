"""news that could not be pushed waits for its person"""
import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('friend', schema=None) as batch_op:
        batch_op.add_column(sa.Column('has_news', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    with op.batch_alter_table('friend', schema=None) as batch_op:
        batch_op.drop_column('has_news')
