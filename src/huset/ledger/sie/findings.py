"""What a reading finds odd: the same remark is made once, with its first line and a count."""

from huset.ledger.sie.records import Warning_

MOST_OF_A_KIND = 100
AGAIN = "Rätta raden eller exportera filen på nytt."
CUT_OFF = "Filen är avhuggen: den slutar mitt i. Exportera den på nytt ur ekonomisystemet."


class Findings:
    """The remarks of one reading; ``seen`` has the first line and the count of each."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], tuple[int, int]] = {}

    def warn(self, line: int, code: str, text: str) -> None:
        """Remember a remark; the same code and text again only adds to its count."""
        first, count = self.seen.get((code, text), (line, 0))
        self.seen[code, text] = first, count + 1

    def add(self, later: "Findings") -> None:
        """Take over what was found in later lines."""
        for key, (line, more) in later.seen.items():
            first, count = self.seen.get(key, (line, 0))
            self.seen[key] = first, count + more

    def warnings(self) -> tuple[Warning_, ...]:
        """All remarks by line, at most a hundred of each kind and then how many more there are."""
        kinds: dict[str, list[Warning_]] = {}
        for (code, text), (line, count) in self.seen.items():
            times = f" ({count} gånger, första på denna rad)" if count > 1 else ""
            kinds.setdefault(code, []).append(Warning_(line, code, text + times))
        return tuple(
            sorted((w for kind in kinds.values() for w in _some(kind)), key=lambda w: w.line)
        )


def _some(kind: list[Warning_]) -> list[Warning_]:
    rest = kind[MOST_OF_A_KIND:]
    if not rest:
        return kind
    more = f"… och {len(rest)} anmärkningar till av samma slag."
    return [*kind[:MOST_OF_A_KIND], Warning_(rest[0].line, rest[0].code, more)]
