import pytest

from interviewer.coding.suspicion import suspicions


@pytest.mark.parametrize(
    "line",
    [
        "import ctypes",
        "import gc as g",
        "from torch.utils._python_dispatch import _disable_current_modes",
        "y = torch._C._nn",
        "y = getattr(torch, '_C')",
        "frame = sys._getframe()",
        "import interviewer.coding.inside.runner",
        "from concurrent.futures import ThreadPoolExecutor",
        "f = torch.library.custom_op('my::f', mutates_args=())",
        "y = x.as_subclass(Mine)",
        "exec(text)",
    ],
)
def test_a_way_around_is_told_with_its_line(line: str) -> None:
    assert "(line 2)" in suspicions(f"import torch, sys\n{line}\n")[0]


@pytest.mark.parametrize(
    "line", ["import torch.nn.functional as F", "x = 'gc content of a sequence'", "c = C(1)", "model.eval()"]
)
def test_ordinary_code_is_not_told(line: str) -> None:
    assert suspicions(line) == ()


def test_what_is_not_python_is_not_told() -> None:
    assert suspicions("def (") == ()
