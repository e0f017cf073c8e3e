"""Makes the virtual environment, or says in plain words what the machine lacks.

Older versions of Python must be able to read this file.
"""

import sys

OLDEST = (3, 11)


def lacking() -> str:
    """What this Python lacks, and where to get it."""
    if sys.version_info < OLDEST:
        have = ".".join(str(part) for part in sys.version_info[:3])
        return (
            "Huset behöver Python 3.11 eller senare; "
            + sys.executable
            + " är "
            + have
            + ".\nHar du en nyare: make run PYTHON=/sökväg/till/python3.11"
        )
    try:
        import ensurepip  # noqa: F401, PLC0415 -- Debian leaves it out of its python3
        import venv  # noqa: F401, PLC0415 -- likewise
    except ImportError:
        return (
            "Python saknar modulen venv. I Debian och Ubuntu finns den i ett eget paket:\n"
            "  sudo apt install python3-venv"
        )
    return ""


def main() -> None:
    """Make the environment in the folder given."""
    if missing := lacking():
        sys.exit(missing)
    import venv  # noqa: PLC0415 -- only now do we know that it is there

    venv.create(sys.argv[1], with_pip=True, clear=True, symlinks=True)


if __name__ == "__main__":
    main()
