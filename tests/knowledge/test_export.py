import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedder import OnnxEmbedder
from knowledge.errors import EmbedderUnavailable
from knowledge.export import compare, export, export_folder, exported

EXPORT = """
import sys
from pathlib import Path
from knowledge.export import export
print(export(Path(sys.argv[1]), lambda step: print(step, file=sys.stderr)), "torch" in sys.modules)
"""


def start(cache: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", EXPORT, str(cache)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_export_is_found_again(model_cache: Path) -> None:
    assert exported(model_cache) == export_folder(model_cache) == export(model_cache, pytest.fail)


def test_a_second_call_needs_no_torch(model_cache: Path) -> None:
    output, errors = start(model_cache).communicate(timeout=60)
    assert (output, errors) == (f"{export_folder(model_cache)} False\n", "")


def test_an_empty_cache_holds_no_export(tmp_path: Path) -> None:
    assert exported(tmp_path) is None


def test_a_truncated_export_does_not_count(model_cache: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(export_folder(model_cache), export_folder(tmp_path)))
    assert exported(tmp_path) == folder
    (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes()[:1000])
    assert exported(tmp_path) is None


def test_processes_that_export_at_once_mend_a_broken_export_once(tmp_path: Path) -> None:
    folder = export_folder(tmp_path)
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"broken")
    running = [start(tmp_path), start(tmp_path)]
    outputs, errors = zip(*(process.communicate(timeout=300) for process in running), strict=True)
    assert sorted(outputs) == [f"{folder} False\n", f"{folder} True\n"]
    steps = "".join(errors).splitlines()
    assert steps == [
        "verifying the embedding model's weights",
        "loading PyTorch",
        "converting the embedding model for ONNX Runtime",
        "comparing it with the original",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name, f"{folder.name}.lock"]
    assert OnnxEmbedder(folder).encode(["text"]).shape == (1, 384)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EmbedderUnavailable, match=r"file/cache: .*INTERVIEWER_CACHE_DIR"):
        export(tmp_path / "file" / "cache", lambda _: None)


def test_vectors_that_point_the_same_way_pass() -> None:
    compare(np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32))


@pytest.mark.parametrize("worst", [[0.6, 0.8], [float("nan"), 0.0]])
def test_one_vector_that_differs_is_refused(worst: list[float]) -> None:
    good = [1.0, 0.0]
    with pytest.raises(EmbedderUnavailable, match=r"differs from the original: cosine (0\.60000|nan)"):
        compare(np.array([good, good]), np.array([good, worst]))
