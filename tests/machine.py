"""What this machine has, or lacks, for the tests."""

import os
from typing import Never

import pytest


def missing(reason: str) -> Never:
    """Skip, for something is not on this machine; fail where everything is to be tested."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
