from interviewer.coding.device import CPU, Device, chosen, found, sentence
from interviewer.coding.exercise import Definition, load
from interviewer.coding.exercise import Device as Kind

GPU = Device(Kind.CUDA, "NVIDIA H100")


def definition(*devices: Kind) -> Definition:
    return load("convolution-2d").definition.model_copy(update={"devices": devices})


def test_a_gpu_is_used_where_there_is_one() -> None:
    assert chosen(definition(Kind.CPU, Kind.CUDA), GPU) == GPU


def test_an_exercise_for_the_cpu_stays_there() -> None:
    assert chosen(definition(Kind.CPU), GPU) == CPU


def test_an_exercise_for_a_gpu_has_no_device_without_one() -> None:
    assert chosen(definition(Kind.CUDA), CPU) is None


def test_what_is_found_is_asked_once() -> None:
    assert found() is found()


def test_the_cpu_says_that_its_times_are_no_gpus() -> None:
    assert sentence("cpu", triton=False) == "CPU: correctness and operation counts only"


def test_the_interpreter_says_that_nothing_was_compiled() -> None:
    assert "does not prove that the kernel compiles" in sentence("cpu", triton=True)


def test_a_gpu_is_named() -> None:
    assert sentence("cuda", triton=True, name="NVIDIA H100") == "CUDA: NVIDIA H100"
