"""names are found by keyed hashes

`flask migrate` fills them in for those kept before (bot/name_index.py): the hashes need DATA_KEY, and ten million rows are not
for one transaction. The old keys could be read as names, so they go.
"""
import sqlalchemy as sa
from alembic import op
from sqlmodel import AutoString

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

OLD = ('name_key', 'sound_key')
NEW = ('name_hash', 'sound_hash', 'begin_hash', 'end_hash')


def upgrade():
    with op.batch_alter_table('resident', schema=None) as batch_op:
        for column in OLD:
            batch_op.drop_index(batch_op.f(f'ix_resident_{column}'))
            batch_op.drop_column(column)
        for column in NEW:
            batch_op.add_column(sa.Column(column, sa.BigInteger(), nullable=True))
    for column in NEW:
        op.create_index(op.f(f'ix_resident_{column}'), 'resident', [column], unique=False)


def downgrade():
    """The old keys are empty until the next visit of a house."""
    with op.batch_alter_table('resident', schema=None) as batch_op:
        for column in NEW:
            batch_op.drop_index(batch_op.f(f'ix_resident_{column}'))
            batch_op.drop_column(column)
        for column in OLD:
            batch_op.add_column(sa.Column(column, AutoString(), nullable=False, server_default=''))
    for column in OLD:
        op.create_index(op.f(f'ix_resident_{column}'), 'resident', [column], unique=False)
