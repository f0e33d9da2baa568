"""Kernels are given as text, since that is how a submission comes: it has no file, only a name that linecache knows."""

import linecache
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

from interviewer.coding.inside import interpreter
from interviewer.coding.inside.watch import MAX_PROGRAMS, Counts, Finding, Refused, Watch

ADD = """
    @triton.jit
    def add(x, y, out, n, BLOCK: tl.constexpr):
        at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
        mask = at < n
        tl.store(out + at, tl.load(x + at, mask=mask) + tl.load(y + at, mask=mask), mask=mask)
"""
COPY = """
    @triton.jit
    def copy(x, out, load_to, store_to, BLOCK: tl.constexpr):
        at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
        tl.store(out + at, tl.load(x + at, mask=at < load_to, other=0.0), mask=at < store_to)
"""

Load = Callable[[str], Any]


@pytest.fixture(scope="module")
def prepared() -> Iterator[Watch]:
    import triton.language  # noqa: F401, imported before it is told to interpret, as other packages do

    yield interpreter.prepare()
    torch.use_deterministic_algorithms(False)


@pytest.fixture
def watch(prepared: Watch) -> Watch:
    prepared.begin()
    return prepared


@pytest.fixture
def load(watch: Watch, request: pytest.FixtureRequest) -> Load:
    """The last function of a text, which may use torch, triton and tl."""

    def loaded(text: str) -> Any:  # noqa: ANN401, the text may define anything
        source = "import torch\nimport triton\nimport triton.language as tl\n" + textwrap.dedent(text)
        name = f"<{request.node.name}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        namespace: dict[str, Any] = {"__name__": "submission"}
        exec(compile(source, name, "exec"), namespace)  # noqa: S102, the texts are ours
        return [value for key, value in namespace.items() if not key.startswith("_")][-1]

    return loaded


def test_a_kernel_without_a_file_runs(load: Load) -> None:
    x, y, out = torch.arange(100.0), torch.ones(100), torch.empty(100)
    load(ADD)[(2,)](x, y, out, 100, BLOCK=64)
    assert torch.equal(out, x + 1)


def test_programs_loads_and_stores_are_counted_by_element(load: Load, watch: Watch) -> None:
    kernel, x, out = load(ADD), torch.ones(100), torch.empty(100)
    kernel[(2,)](x, x, out, 100, BLOCK=64)
    kernel[(1,)](x, x, out, 64, BLOCK=64)
    assert watch.counts == Counts(launches=2, programs=3, loads=328, stores=164, masked=84)


def test_begin_forgets_what_was_counted_and_found(load: Load, watch: Watch) -> None:
    with pytest.raises(Exception, match="outside of out"):
        load(COPY)[(1,)](torch.ones(64), torch.empty(60), 64, 64, BLOCK=64)
    assert watch.finding
    watch.begin()
    assert not watch.finding
    assert watch.counts == Counts()


def test_a_store_past_the_end_is_told_with_program_kernel_and_argument(load: Load, watch: Watch) -> None:
    with pytest.raises(Exception, match="outside of out"):
        load(COPY)[(2,)](torch.ones(128), torch.empty(100), 128, 128, BLOCK=64)
    message = "program (1, 0, 0) of the kernel copy stores outside of the memory of out"
    assert watch.finding == Finding(
        "out of bounds", message, "element 100 of 100, counted from 0; 28 of 64 lanes are outside"
    )


def test_a_store_outside_does_not_happen(load: Load) -> None:
    memory = torch.zeros(128)
    view = torch.frombuffer(memory.numpy().data, dtype=torch.float32, count=100)  # its memory ends at 100
    with pytest.raises(Exception, match="outside of out"):
        load(COPY)[(2,)](torch.ones(128), view, 128, 128, BLOCK=64)
    assert not memory[100:].any()


def test_a_load_past_the_end_is_told(load: Load, watch: Watch) -> None:
    with pytest.raises(Exception, match="outside of x"):
        load(COPY)[(2,)](torch.ones(100), torch.empty(100), 128, 100, BLOCK=64)
    assert watch.finding
    assert watch.finding.message == "program (1, 0, 0) of the kernel copy loads outside of the memory of x"


def test_what_the_mask_covers_may_be_outside(load: Load, watch: Watch) -> None:
    out = torch.empty(100)
    load(COPY)[(2,)](torch.ones(100), out, 100, 100, BLOCK=64)
    assert watch.finding is None
    assert out.sum() == 100


def test_a_finding_stays_where_the_code_swallows_the_error(load: Load, watch: Watch) -> None:
    entry = load(f"""
    {COPY}
    def entry(x, out):
        try:
            copy[(1,)](x, out, 64, 64, BLOCK=64)
        except Exception:
            return x
    """)
    entry(torch.ones(64), torch.empty(10))
    assert watch.finding
    assert watch.finding.failure == "out of bounds"


def test_a_wild_address_does_not_end_the_process(load: Load, watch: Watch) -> None:
    kernel = load("""
    @triton.jit
    def wild(x):
        tl.store((tl.load(x).to(tl.int64) * 8).to(tl.pointer_type(tl.float32)), 1.0)
    """)
    with pytest.raises(Exception, match="outside of every tensor"):
        kernel[(1,)](torch.ones(1))
    assert watch.finding
    assert watch.finding.message.endswith("stores outside of every tensor")


def test_an_atomic_add_outside_is_told(load: Load, watch: Watch) -> None:
    kernel = load("""
    @triton.jit
    def total(x, out, BLOCK: tl.constexpr):
        tl.atomic_add(out + 1, tl.sum(tl.load(x + tl.arange(0, BLOCK)), axis=0))
    """)
    with pytest.raises(Exception, match="outside of out"):
        kernel[(1,)](torch.ones(64), torch.zeros(1), BLOCK=64)
    assert watch.finding
    assert watch.finding.text == "element 1 of 1, counted from 0; 1 of 1 lanes are outside"


def test_an_atomic_add_counts_as_a_load_and_a_store(load: Load, watch: Watch) -> None:
    kernel = load("""
    @triton.jit
    def total(x, out, BLOCK: tl.constexpr):
        tl.atomic_add(out, tl.sum(tl.load(x + tl.arange(0, BLOCK)), axis=0))
    """)
    out = torch.zeros(1)
    kernel[(2,)](torch.ones(64), out, BLOCK=64)
    assert out.item() == 128
    assert (watch.counts.loads, watch.counts.stores) == (130, 2)


def test_a_view_may_be_read_as_far_as_its_memory_reaches(load: Load, watch: Watch) -> None:
    out = torch.empty(64)
    load(COPY)[(1,)](torch.arange(128.0)[::2], out, 64, 64, BLOCK=64)
    assert out[1] == 1.0
    assert watch.finding is None


def test_a_view_that_begins_later_is_addressed_from_its_own_beginning(load: Load) -> None:
    out = torch.empty(64)
    load(COPY)[(1,)](torch.arange(128.0)[64:], out, 64, 64, BLOCK=64)
    assert out[0] == 64.0


def test_an_empty_tensor_may_be_given_where_all_is_masked(load: Load) -> None:
    load(COPY)[(1,)](torch.empty(0), torch.empty(0), 0, 0, BLOCK=64)


def test_a_block_pointer_is_watched_too(load: Load, watch: Watch) -> None:
    kernel = load("""
    @triton.jit
    def fill(out, n, BLOCK: tl.constexpr):
        block = tl.make_block_ptr(out, (n,), (1,), (0,), (BLOCK,), (0,))
        tl.store(block, tl.zeros((BLOCK,), tl.float32), boundary_check=(0,))
    """)
    kernel[(1,)](torch.empty(60), 60, BLOCK=64)
    assert watch.counts.stores == 60
    with pytest.raises(Exception, match="outside of out"):
        kernel[(1,)](torch.empty(60), 64, BLOCK=64)


def test_a_tensor_descriptor_is_counted_within_its_shape(load: Load, watch: Watch) -> None:
    kernel = load("""
    @triton.jit
    def fill(out, n, BLOCK: tl.constexpr):
        block = tl.make_tensor_descriptor(out, shape=[n], strides=[1], block_shape=[BLOCK])
        block.store([0], tl.zeros((BLOCK,), tl.float32))
    """)
    kernel[(1,)](torch.empty(60), 60, BLOCK=64)
    assert (watch.counts.stores, watch.counts.masked) == (60, 4)


def test_an_argument_of_bfloat16_is_refused(load: Load, watch: Watch) -> None:
    x = torch.ones(64, dtype=torch.bfloat16)
    message = (
        "the argument x of the kernel add is bfloat16, which the interpreter computes wrongly: use float32 or float16"
    )
    with pytest.raises(Refused, match=message):
        load(ADD)[(1,)](x, x, torch.empty(64), 64, BLOCK=64)
    assert watch.finding == Finding("raises", message)


@pytest.mark.parametrize("how", ["tl.load(x).to(tl.bfloat16)", "tl.zeros((16,), tl.bfloat16)"])
def test_bfloat16_within_a_kernel_is_refused(load: Load, watch: Watch, how: str) -> None:
    kernel = load(f"""
    @triton.jit
    def half(x):
        value = {how}
    """)
    with pytest.raises(Exception, match="the kernel half uses bfloat16"):
        kernel[(1,)](torch.ones(16))
    assert watch.finding
    assert watch.finding.failure == "raises"


def test_float16_is_not_refused(load: Load) -> None:
    x, out = torch.ones(64, dtype=torch.float16), torch.empty(64, dtype=torch.float16)
    load(ADD)[(1,)](x, x, out, 64, BLOCK=64)
    assert torch.equal(out, x + x)


def test_as_many_programs_as_are_allowed_run(load: Load, watch: Watch) -> None:
    load(ADD)[(MAX_PROGRAMS // 2, 2)](torch.ones(1), torch.ones(1), torch.empty(1), 1, BLOCK=1)
    assert watch.counts.programs == MAX_PROGRAMS


def test_one_program_more_is_refused_with_both_numbers(load: Load, watch: Watch) -> None:
    with pytest.raises(Refused, match=r"launched with 65 programs; on the CPU 64 are allowed"):
        load(ADD)[(MAX_PROGRAMS + 1,)](torch.ones(1), torch.ones(1), torch.empty(1), 1, BLOCK=1)
    assert watch.finding
    assert watch.counts.programs == 0


def test_autotune_takes_the_first_configuration(load: Load, watch: Watch) -> None:
    kernel = load(
        '@triton.autotune([triton.Config({"BLOCK": 64}), triton.Config({"BLOCK": 32})], key=["n"], warmup=3)'
        + ADD.replace("\n    @", "\n@", 1).replace("\n    ", "\n")
    )
    kernel[lambda meta: (triton_cdiv(meta["n"], meta["BLOCK"]),)](
        torch.ones(100), torch.ones(100), torch.empty(100), 100
    )
    assert watch.counts.programs == 2


def triton_cdiv(size: int, block: int) -> int:
    return -(-size // block)


def test_a_function_of_the_grid_gets_the_arguments_as_they_were_given(load: Load) -> None:
    seen: list[object] = []

    def grid(meta: dict[str, Any]) -> list[int]:
        seen.extend([type(meta["n"]), meta["x"].shape])
        return [1]

    load(ADD)[grid](torch.ones(8), torch.ones(8), torch.empty(8), 8, BLOCK=8)
    assert seen == [int, (8,)]


def test_the_library_of_kernels_is_interpreted_though_it_was_imported_before(load: Load) -> None:
    kernel = load("""
    @triton.jit
    def both(x, out, BLOCK: tl.constexpr):
        block = tl.load(x + tl.arange(0, BLOCK))
        tl.store(out, tl.sum(block, axis=0) + block.max(axis=0))
    """)
    out = torch.empty(1)
    kernel[(1,)](torch.arange(4.0), out, BLOCK=4)
    assert out.item() == 9


def test_an_error_in_a_kernel_comes_as_it_was_raised(load: Load) -> None:
    kernel = load("""
    @triton.jit
    def odd(x):
        tl.arange(0, 100)
    """)
    with pytest.raises(ValueError, match="power of 2"):
        kernel[(1,)](torch.ones(1))


def test_a_block_of_a_product_that_a_gpu_would_refuse_is_refused(load: Load) -> None:
    kernel = load("""
    @triton.jit
    def square(x):
        block = tl.load(x + tl.arange(0, 8)[:, None] * 8 + tl.arange(0, 8)[None, :])
        tl.dot(block, block)
    """)
    with pytest.raises(AssertionError, match="K >= 16"):
        kernel[(1,)](torch.ones(8, 8))


def test_integers_wrap_as_they_do_on_a_gpu(load: Load) -> None:
    kernel = load("""
    @triton.jit
    def scramble(x):
        tl.store(x, tl.load(x) * 2000000000)
    """)
    x = torch.tensor([5], dtype=torch.int32)
    kernel[(1,)](x)
    assert x.item() == 5 * 2000000000 - 2 * 2**32


def test_the_language_may_be_spelled_in_full(load: Load) -> None:
    kernel = load("""
    del tl

    @triton.jit
    def fill(out, BLOCK: triton.language.constexpr):
        triton.language.store(out + triton.language.arange(0, BLOCK), 1.0)
    """)
    out = torch.empty(8)
    kernel[(1,)](out, BLOCK=8)
    assert out.sum() == 8


def test_memory_that_nothing_has_written_to_reads_as_nan(prepared: Watch) -> None:
    assert torch.empty(100).isnan().all()


def test_a_kernel_that_computes_with_nan_does_not_warn(load: Load, recwarn: pytest.WarningsRecorder) -> None:
    kernel = load("""
    @triton.jit
    def nothing(out, BLOCK: tl.constexpr):
        none = tl.full((BLOCK,), float("-inf"), tl.float32)
        tl.store(out, tl.max(none - none, axis=0))
    """)
    kernel[(1,)](torch.empty(1), BLOCK=16)
    assert not recwarn.list


def test_a_submission_that_asks_for_the_device_gets_the_cpu(load: Load) -> None:
    assert load("device = triton.runtime.driver.active.get_active_torch_device()") == torch.device("cpu")
