"""The texts that language models are instructed with, one file each."""


def load_prompt(name: str) -> str:
    """The text of ``<name>.md``."""
    from importlib.resources import files

    return (files(__name__) / f"{name}.md").read_text(encoding="utf-8")
