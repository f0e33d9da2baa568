import numpy as np
import pytest

from interviewer.coding.inside.addresses import Addresses, Buffer, OutOfBounds, Pointers

X, Y = Buffer("x", 0x7F00_0000_1010, 40), Buffer("y", 0x7F00_0000_1038, 40)  # side by side


@pytest.fixture
def addresses() -> Addresses:
    made = Addresses()
    made.add(X)
    made.add(Y)
    return made


def elements(addresses: Addresses, buffer: Buffer, *indices: int) -> Pointers:
    base = np.array([addresses.pointer(buffer.start, buffer.start)], dtype=np.uint64)
    return base + np.uint64(4) * np.array(indices).astype(np.uint64)


def everywhere(pointers: Pointers) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    return np.ones_like(pointers, dtype=bool)


def test_an_address_within_its_tensor_is_turned_into_the_true_one(addresses: Addresses) -> None:
    pointers = elements(addresses, Y, 0, 9)
    assert addresses.resolved(pointers, everywhere(pointers), 4).tolist() == [Y.start, Y.start + 36]


def test_addresses_of_several_tensors_at_once_each_go_to_their_own(addresses: Addresses) -> None:
    pointers = np.concatenate([elements(addresses, X, 1), elements(addresses, Y, 2)])
    assert addresses.resolved(pointers, everywhere(pointers), 4).tolist() == [X.start + 4, Y.start + 8]


def test_the_shape_of_the_pointers_is_kept(addresses: Addresses) -> None:
    pointers = elements(addresses, X, 0, 1, 2, 3).reshape(2, 2)
    assert addresses.resolved(pointers, everywhere(pointers), 4).shape == (2, 2)


def test_one_element_past_the_end_is_outside_though_the_next_tensor_begins_there(addresses: Addresses) -> None:
    pointers = elements(addresses, X, 8, 9, 10)
    with pytest.raises(OutOfBounds) as caught:
        addresses.resolved(pointers, everywhere(pointers), 4)
    assert caught.value.buffer == "x"
    assert caught.value.detail == "element 10 of 10, counted from 0; 1 of 3 lanes are outside"


def test_an_element_before_the_first_is_outside(addresses: Addresses) -> None:
    pointers = elements(addresses, Y, -1)
    with pytest.raises(OutOfBounds, match=r"outside of y: element -1 of 10"):
        addresses.resolved(pointers, everywhere(pointers), 4)


def test_an_element_that_begins_inside_and_ends_outside_is_outside(addresses: Addresses) -> None:
    pointers = elements(addresses, X, 9)
    with pytest.raises(OutOfBounds, match="outside of x"):
        addresses.resolved(pointers, everywhere(pointers), 8)


@pytest.mark.parametrize("address", [0, 64, X.start, 1 << 63])
def test_an_address_of_no_tensor_is_told_as_one(addresses: Addresses, address: int) -> None:
    pointers = np.array([address], dtype=np.uint64)
    with pytest.raises(OutOfBounds, match="belongs to no tensor"):
        addresses.resolved(pointers, everywhere(pointers), 4)


def test_what_is_masked_off_may_point_anywhere(addresses: Addresses) -> None:
    pointers = np.concatenate([elements(addresses, X, 0, 10), np.array([1 << 63], dtype=np.uint64)])
    assert addresses.resolved(pointers, np.array([True, False, False]), 4)[0] == X.start


def test_memory_added_twice_is_one_buffer_under_its_first_name(addresses: Addresses) -> None:
    addresses.add(Buffer("again", X.start, X.size))
    with pytest.raises(OutOfBounds, match="outside of x"):
        addresses.resolved(elements(addresses, X, 10), np.array([True]), 4)


def test_memory_added_again_with_a_larger_size_reaches_as_far(addresses: Addresses) -> None:
    addresses.add(Buffer("longer", X.start, X.size + 4))
    addresses.add(Buffer("shorter", X.start, 4))
    assert addresses.resolved(elements(addresses, X, 10), np.array([True]), 4).tolist() == [X.start + 40]


def test_an_address_keeps_the_alignment_of_the_true_one(addresses: Addresses) -> None:
    assert addresses.pointer(X.start, X.start) % 64 == X.start % 64


def test_where_there_is_no_tensor_every_access_is_outside() -> None:
    with pytest.raises(OutOfBounds, match="belongs to no tensor"):
        Addresses().resolved(np.array([1 << 40], dtype=np.uint64), np.array([True]), 1)
