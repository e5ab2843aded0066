"""Entry point. The version is answered here so that asking for it loads nothing else."""

import gc
import sys


def collect_seldom() -> None:
    """Look for garbage a hundred times less often: a command makes many small objects, keeps them, and ends."""
    gc.set_threshold(100_000, 20, 50)


def main() -> None:
    """Run the program; never returns normally."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from workflow import __version__

        sys.stdout.write(f"workflow {__version__}\n")
        raise SystemExit(0)
    collect_seldom()
    try:
        from workflow.cli.app import run

        status = run()
    except KeyboardInterrupt:  # while the program was being loaded, or once more while it ended
        status = 130
    raise SystemExit(status)


if __name__ == "__main__":
    main()
