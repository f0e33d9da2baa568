"""
The box's side of the talk: holds the submission, and does one call at a time.

It shares its process with the candidate's code, which may change anything here. So what it sends are claims: the
checker, outside, believes none of them, and knows alone what is right.
"""

import inspect
import linecache
import os
import random
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from types import CodeType, ModuleType
from typing import Any

import numpy
import torch

from interviewer.coding.inside import mishap
from interviewer.coding.inside.figures import Figures, counted
from interviewer.coding.inside.frames import Frame, Inbox, packed, write_all
from interviewer.coding.inside.holding import Held
from interviewer.coding.inside.interpreter import prepare
from interviewer.coding.inside.observer import Functions, Observer
from interviewer.coding.inside.stage import Stage, differentiable, gradients, tensors
from interviewer.coding.inside.values import BadValue, Packer, unpack
from interviewer.coding.inside.watch import LAUNCH, Watch

MAX_REQUEST = 1 << 28


def serve(requests: int, replies: int) -> None:
    """Answers frames until there are no more."""
    inbox, runner = Inbox(MAX_REQUEST), Runner()
    while content := os.read(requests, 1 << 20):
        inbox.feed(content)
        while frame := inbox.next():
            write_all(replies, packed(runner.answer(frame)))


class Runner:
    def __init__(self) -> None:
        self._device = "cpu"
        self._stage: Stage | None = None
        self._held = Held(self._device, self._do)
        self._watch: Watch | None = None

    def answer(self, frame: Frame) -> Frame:
        """The reply to a request; whatever the candidate's code raises becomes one."""
        number = frame.header.get("id")
        if self._watch is not None:
            self._watch.begin()
        try:
            header, payload = self._done(frame)
        except BaseException as error:  # noqa: BLE001 (told to the checker, which records it)
            header, payload = mishap.told(error), b""
        if self._watch is not None and self._watch.finding is not None:  # also where the code has caught the error
            header, payload = mishap.found(self._watch.finding, header.get("line", 0)), b""
        return Frame({"id": number, **header}, payload)

    def _done(self, frame: Frame) -> tuple[dict[str, Any], bytes]:
        match frame.header.get("op"):
            case "load":
                return self._load(frame.header), b""
            case "call":
                return self._call(frame)
            case "figures":
                return self._figures(frame), b""
            case "hold":
                self._held.add(frame.payload)
                return {}, b""
            case "go":
                return self._held.go(frame.header["key"], frame.header["idle"]), b""
            case "results":
                packer = Packer(views=False)
                return {"value": packer.pack(self._held.results)}, packer.payload
        raise BadValue(f"unknown request {frame.header.get('op')!r}")

    def _load(self, header: dict[str, Any]) -> dict[str, Any]:
        self._device = str(header["device"])
        # What cuDNN does by default keeps ten bits of float32: right code would miss the tolerance.
        torch.backends.cudnn.allow_tf32 = False
        if self._device != "cpu":
            torch.set_default_device(self._device)  # modules that a script builds stand where its inputs are
        self._held = Held(self._device, self._do)
        torch.set_num_threads(1)  # boxes share the processors, and their inputs are small
        if header["triton"] and self._device == "cpu":
            self._watch = prepare()
        given = _module("given", str(header["given"])) if header["given"] else None
        submission = _module("submission", str(header["source"]))
        self._stage = Stage(submission, given)
        return _unusable(submission, header["entries"]) or {}

    def _call(self, frame: Frame) -> tuple[dict[str, Any], bytes]:
        header = frame.header
        sent, args, kwargs = self._arguments(frame)
        leaves = [(args[place] if isinstance(place, int) else kwargs[place]) for place in header["gradients"]]
        for leaf in leaves:
            leaf.requires_grad_()
        observer, functions = Observer(), Functions()
        started = time.perf_counter()
        with functions:
            result = self._performed(header, args, kwargs, observer)
        seconds = time.perf_counter() - started
        packer = Packer(views=False)
        reply: dict[str, Any] = {"seconds": seconds, "functions": sorted(functions.names | observer.parts)[:200]}
        reply["operations"] = dict(observer.calls.most_common(200)) | self._launches()
        if header["returned"]:
            reply["value"] = packer.pack(result)
        if leaves:
            cotangents = unpack(header["cotangents"], frame.payload, self._device)
            reply["gradients"] = packer.pack(_gradients(result, leaves, cotangents))
        if header["echoed"]:
            reply["arguments"] = packer.pack(sent)
        return reply, packer.payload

    def _launches(self) -> dict[str, int]:
        return {} if self._watch is None else {LAUNCH: self._watch.counts.launches}

    def _arguments(self, frame: Frame) -> tuple[list[torch.Tensor], list[Any], dict[str, Any]]:
        """The tensors that were sent, and the arguments, with what the box has kept filled in."""
        args, kwargs = (unpack(frame.header[name], frame.payload, self._device) for name in ("args", "kwargs"))
        stage = self._on_stage()
        return tensors([args, kwargs]), list(stage.filled(args)), stage.filled(kwargs)

    def _performed(
        self, step: dict[str, Any], args: list[Any], kwargs: dict[str, Any], watched: AbstractContextManager[Any]
    ) -> Any:
        if step["seed"] is not None:
            _sow(step["seed"])
        stage = self._on_stage()
        target = stage.resolve(step["target"])
        with watched:
            result = target(*args, **kwargs) if callable(target) else target
        if self._device != "cpu":
            torch.cuda.synchronize()
        if step["keep"]:
            stage.kept[step["keep"]] = result
        return result

    def _do(self, step: dict[str, Any], args: Any, kwargs: Any) -> Any:
        """A step of a held script, whose arguments may name what the steps before have kept."""
        stage = self._on_stage()
        return self._performed(step, stage.filled(args), stage.filled(kwargs), nullcontext())

    def _figures(self, frame: Frame) -> dict[str, Any]:
        _, args, kwargs = self._arguments(frame)
        with counted(self._device) as figures:
            self._performed(frame.header, args, kwargs, nullcontext())
        return _told(figures, self._watch)

    def _on_stage(self) -> Stage:
        if self._stage is None:
            raise BadValue("nothing is loaded")
        return self._stage


def _told(figures: Figures, watch: Watch | None) -> dict[str, Any]:
    counts = {"operations": figures.operations, "flops": figures.flops, "peak_bytes": figures.peak_bytes}
    if watch is not None:
        counts |= {"programs": watch.counts.programs, "loads": watch.counts.loads, "stores": watch.counts.stores}
    return {"figures": counts, "uncounted": dict(figures.uncounted.most_common(200))}


def _gradients(result: Any, leaves: list[torch.Tensor], cotangents: list[torch.Tensor]) -> Any:
    shapes = [tuple(tensor.shape) for tensor in differentiable(result)]
    if shapes != [tuple(cotangent.shape) for cotangent in cotangents]:
        return "other shapes"  # told of the values already
    return gradients(result, leaves, cotangents)


def _module(name: str, source: str) -> ModuleType:
    """Runs the source as a module. Its lines are known to linecache: tracebacks and inspect.getsource work."""
    filename = mishap.SUBMISSION if name == "submission" else f"<{name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module = ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module
    exec(_compiled(source, filename), module.__dict__)  # noqa: S102 (what the box is for)
    return module


def _compiled(source: str, filename: str) -> CodeType:
    try:
        return compile(source, filename, "exec")
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes, lone surrogates, thousands of brackets
        raise SyntaxError(str(error)) from error


def _unusable(module: ModuleType, entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What keeps the entries from being called; None where nothing does."""
    for entry in entries:
        name, count = entry["name"], entry["parameters"]
        found = getattr(module, name, None)
        if found is None:
            if entry["optional"]:
                continue
            return {"failure": "missing entry", "message": f"the file defines no {entry['kind']} named {name}"}
        if not callable(found):
            return {"failure": "missing entry", "message": f"{name} is a {type(found).__name__}, not a {entry['kind']}"}
        try:
            inspect.signature(found).bind(*[None] * count)
        except TypeError as error:
            return {"failure": "signature", "message": f"{name} must take {count} arguments: {error}"}
        except ValueError:  # a callable without a signature, such as a builtin
            continue
    return None


def _sow(seed: int) -> None:
    random.seed(seed)
    numpy.random.seed(seed % (1 << 32))
    torch.manual_seed(seed)
