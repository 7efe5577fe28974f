"""`python -m rehabtrack`, and the console scripts `rehabtrack` and `rt`."""

# What `signal` wraps: loaded with Python, which `signal` is not.
import _signal as signal  # type: ignore[import-not-found]  # typeshed knows only the wrapper
import gc
import sys


def run() -> None:
    """Run the command line; Ctrl-C ends it with 130, or as the system ends a program."""
    sys.unraisablehook = _unraised
    try:
        _run()
    except (KeyboardInterrupt, RuntimeError) as error:
        # in the steps around what `main` heeds; Python 3.11 wraps it where a class is being made
        if not isinstance(error.__cause__ or error, KeyboardInterrupt):
            raise
        sys.exit(130)


def _run() -> None:
    """Run it with the collector off, which finds nothing in so short a life.

    Ctrl-C raises KeyboardInterrupt only within `main`, which knows what to do about it. Before and
    after there is nothing to clean away, and Python would show where it was: the process just ends.
    """
    gc.disable()
    _on_interrupt(signal.SIG_DFL)
    try:
        from rehabtrack.cli.main import main

        _on_interrupt(signal.default_int_handler)
        main(prog_name="rehabtrack" if sys.argv[0].endswith("__main__.py") else None)
    finally:
        _on_interrupt(signal.SIG_DFL)
        gc.freeze()  # the interpreter's end need not look through what is left


def _on_interrupt(action: object) -> None:
    """What Ctrl-C does from now on, unless it is to be ignored, as under nohup."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, action)


def _unraised(unraisable: "sys.UnraisableHookArgs") -> None:
    """End at a Ctrl-C that Python would show and forget, as it does while a module is loaded."""
    if unraisable.exc_type is KeyboardInterrupt:
        _on_interrupt(signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    run()
