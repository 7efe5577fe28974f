"""${message}."""

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}
# Native ALTER only, names with op.f(..); a rebuilt table loses its triggers, so make them again here.
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    raise NotImplementedError("There is no way back: restore the copy made before the upgrade.")
