"""Every table with records of a patient lies in parts, by a hash of patient_id."""

from typing import Any

from alembic import context, op

from rehabtrack.storage.partitioning import by_patient

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Divide what lies whole, and tell what was divided."""
    given = context.config.attributes
    driver: Any = op.get_bind().connection.driver_connection
    given["divided"] = by_patient(driver, given["parts"])


def downgrade() -> None:
    """Refuse: clinical records are not carried back and forth."""
    raise NotImplementedError("There is no way back: restore the dump made before.")
