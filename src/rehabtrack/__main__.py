"""`python -m rehabtrack`, and the console scripts `rehabtrack` and `rt`."""

import gc
import sys


def run() -> None:
    """Run the command line; the collector, which finds nothing in so short a life, stays off."""
    gc.disable()
    try:
        from rehabtrack.cli.main import main

        main(prog_name="rehabtrack" if sys.argv[0].endswith("__main__.py") else None)
    finally:
        gc.freeze()  # the interpreter's end need not look through what is left


if __name__ == "__main__":
    run()
