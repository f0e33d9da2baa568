"""
A stand-in for docker: takes the same words, and runs the command without a container.

What is mounted is linked into a folder of its own, so that the box finds there what it would find in the container.
"""

import os
import sys
from pathlib import Path


def main(folder: Path, words: list[str]) -> None:
    with (folder / "log").open("a", encoding="utf-8") as log:
        log.write(" ".join(words) + "\n")
    if words[0] == "run":
        run(folder, words)


def run(folder: Path, words: list[str]) -> None:
    image = next(place for place, word in enumerate(words[1:], 1) if not word.startswith("-"))
    environment = {"PATH": os.environ["PATH"]}
    for word in words[1:image]:
        option, _, value = word.partition("=")
        if option == "--env":
            name, _, held = value.partition("=")
            environment[name] = held
        if option == "--volume":
            source, target, mode = value.split(":")
            assert mode == "ro"
            link = Path(f"{folder}{target}")
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.exists():
                link.symlink_to(source)
    command = [sys.executable, *words[image + 2 :]]
    os.execve(command[0], [word.replace("/box", f"{folder}/box") for word in command], environment)  # noqa: S606


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
