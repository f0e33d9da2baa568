"""What can be imported in a box: without it, a package that may not be read would be found, and refused as a file."""

import sys
from collections.abc import Iterable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


class Named(MetaPathFinder):
    """Comes before the other finders, and says of all that is neither in the paths nor Python's that there is none."""

    def __init__(self, readable: Iterable[str]) -> None:
        packages = {Path(path).name.partition(".")[0] for path in readable}
        self._names = packages | sys.stdlib_module_names | set(sys.builtin_module_names)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in self._names:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None
