"""Sizes: how large the letters of a drawing are, with everything that follows the letters."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """The type sizes of one drawing; ``scale`` is 1 for a house with as many rooms as it holds."""

    scale: float = 1

    @property
    def names(self) -> tuple[int, ...]:
        """What the rooms' names may be set in, the largest first."""
        return tuple(range(max(self._of(18), 15), max(self._of(13), 14) - 1, -1))

    @property
    def gable(self) -> int:
        return self._of(18)

    @property
    def stone(self) -> int:
        return max(self._of(14), 14)

    @property
    def signs(self) -> tuple[int, ...]:
        """What the signs' names may be set in, the largest first."""
        return tuple(range(max(self._of(16), 14), 12, -1))

    @property
    def fact(self) -> int:
        return max(self._of(13), 13)

    @property
    def chip(self) -> int:
        return max(self._of(13), 13)

    @property
    def chip_height(self) -> int:
        return round(self.chip * 1.7)

    @property
    def chip_padding(self) -> int:
        return round(self.chip * 0.7)

    @property
    def chip_symbol(self) -> int:
        """How far the word of a status stands from where its symbol begins."""
        return round(self.chip * 1.1)

    def _of(self, size: int) -> int:
        return round(size * self.scale)
