"""Entry point. The version is answered here so that asking for it loads nothing else."""

import sys


def main() -> None:
    """Run the program; never returns normally."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from workflow import __version__

        sys.stdout.write(f"workflow {__version__}\n")
        raise SystemExit(0)
    from workflow.cli.app import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
