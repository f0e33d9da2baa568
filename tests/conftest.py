from pathlib import Path

import pytest

from knowledge.export import export


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """The default embedder, exported once per checkout (20 s); workers that ask at once wait for the first."""
    cache = Path(__file__).parents[1] / ".cache" / "models"
    export(cache, lambda _: None)
    return cache
