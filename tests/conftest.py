from pathlib import Path
import pytest
from knowledge.export import export
@pytest.fixture(scope="session")
def model_cache() -> Path:
    cache = Path(__file__).parents[1] / ".cache" / "models"
    export(cache, lambda _: None)
    return cache
