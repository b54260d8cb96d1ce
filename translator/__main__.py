"""``python -m translator``: the same as the console script."""

from translator.cli.app import main

if __name__ == "__main__":
    main()
