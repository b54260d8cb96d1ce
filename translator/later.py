"""Functions whose modules are imported when they are first called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """The function ``name`` of ``module``; a table can hold it without the cost of the module."""

    @cache
    def function() -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(module), name)
        return found

    def call(*args: Any, **kwargs: Any) -> Any:
        return function()(*args, **kwargs)

    return call
