"""The library that lets calls fail, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults import compile_shim


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = compile_shim(tmp_path_factory.mktemp("shim"))
    if made is None:
        pytest.skip("there is no C compiler for the fault injection")
    return made
