"""What in a submission a person may want to look at. A question to ask, never a failure: most of it has honest uses."""

import ast

# Ways around what watches from within the process, or to what the process holds beside the arguments.
_NAMES = {
    "_disable_current_modes": "it turns off what counts the operations",
    "_python_dispatch": "it reaches into the dispatcher",
    "_C": "it calls torch's own internals",
    "ctypes": "it uses ctypes",
    "gc": "it searches the objects of the process",
    "_getframe": "it looks into the frames of its caller",
    "currentframe": "it looks into the frames of its caller",
    "__subclasses__": "it searches the classes of the process",
    "f_back": "it looks into the frames of its caller",
    "interviewer": "it names the interviewer's own modules",
    **dict.fromkeys(("threading", "concurrent", "_thread"), "it starts threads, and what they call is not counted"),
    **dict.fromkeys(
        ("__torch_function__", "__torch_dispatch__", "as_subclass", "_make_subclass", "_make_wrapper_subclass"),
        "it makes tensors of a kind of its own",
    ),
    **dict.fromkeys(("custom_op", "Library"), "it registers operators, and what these call is not counted"),
}
_MADE = {"exec", "eval", "compile", "__import__"}  # as functions; model.eval() is another thing


def suspicions(source: str) -> tuple[str, ...]:
    """A sentence each, in the order of the lines; none where the source is not valid Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        for told in _told(node):
            found[told] = min(line, found.get(told, line))
    return tuple(f"{told} (line {line})" for told, line in sorted(found.items(), key=lambda pair: pair[1]))


def _told(node: ast.AST) -> set[str]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _MADE:
            return {"it runs code that it makes while it runs"}
    return {_NAMES[name] for name in _named(node) if name in _NAMES}


def _named(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name):
            return [name]
        case ast.Import(names=names):
            return [part for alias in names for part in alias.name.split(".")]
        case ast.ImportFrom(module=module, names=names):
            return [*(module or "").split("."), *(alias.name for alias in names)]
        case ast.Constant(value=str(text)):  # getattr(torch, "_C")
            return [text]
    return []
