"""Run the command line with `python -m sendadvice_docs`."""

from sendadvice_docs.cli import run

if __name__ == "__main__":
    run()
