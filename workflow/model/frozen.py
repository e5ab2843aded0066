"""Dataclasses that the type checker keeps from being changed, and the machine makes as fast as any other.

A frozen dataclass sets each of its fields through `object.__setattr__`, which takes thirteen times as long as setting
it: of checking a unit, that was a tenth. So ``frozen=True`` is for mypy, which reads the standard decorator here; at
run time a value has the hash and the equality of a frozen one, and no guard of its own.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, eq: bool = True, **options: bool) -> object:
        """Make a dataclass as the standard decorator does, without the guard of a frozen one."""
        return dataclasses.dataclass(cls, eq=eq, unsafe_hash=frozen and eq, **options)


__all__ = ["dataclass"]
