"""What the tests of the sandbox share: one running sandbox a module, and a customer who asks it."""

from collections.abc import Iterator

import pytest

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import SECRET, Customer
from tests.sandbox.playing import Play, playing


@pytest.fixture(scope="module")
def shared_box() -> Iterator[Sandbox]:
    customers = {"C2": SECRET, "SCCC-test": "0123456789ABCDEF0123456789ABCDEF"}
    with Sandbox(customers, history=True) as running:
        yield running


@pytest.fixture
def box(shared_box: Sandbox) -> Sandbox:
    """A sandbox that nothing has come to yet."""
    shared_box.requests.clear()
    return shared_box


@pytest.fixture(scope="module")
def shared_customer(shared_box: Sandbox) -> Iterator[Customer]:
    with Customer(shared_box.url) as asking:
        yield asking


@pytest.fixture
def customer(box: Sandbox, shared_customer: Customer) -> Customer:
    return shared_customer


@pytest.fixture
def play() -> Iterator[Play]:
    with playing() as running:
        yield running
