"""Bubblewrap, for the tests of the strongest boxes: python -m evals.bubblewrap installs it where it can."""

import os
import shutil
import subprocess
import sys

from interviewer.coding.boxes.bubblewrap import find


def can_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install() -> None:
    """Raises CalledProcessError."""
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "bubblewrap"]):
        subprocess.run(command, check=True)  # noqa: S603 (constants)


if __name__ == "__main__":
    if find() is None and can_install():
        try:
            install()
        except subprocess.CalledProcessError as error:
            print(f"Bubblewrap could not be installed ({error}); its tests are skipped.", file=sys.stderr)  # noqa: T201
