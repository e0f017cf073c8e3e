"""What a reading finds odd: the same remark is made once, with its first line and a count."""

from huset.ledger.sie.records import Warning_

MOST_OF_A_KIND = 100
Lines = list[int]


class Findings:
    """The warnings of one reading, in the order they were first made."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Lines] = {}

    def warn(self, line: int, code: str, text: str) -> None:
        """Remember a remark; the same code and text again only adds to its count."""
        self._seen.setdefault((code, text), [line, 0])[1] += 1

    def add(self, later: "Findings") -> None:
        """Take over what was found in later lines."""
        for key, (line, count) in later._seen.items():
            self._seen.setdefault(key, [line, 0])[1] += count

    def warnings(self) -> tuple[Warning_, ...]:
        """All remarks by line, at most a hundred of each kind and then how many more there are."""
        kinds: dict[str, list[Warning_]] = {}
        for (code, text), (line, count) in self._seen.items():
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


CUT_OFF = "Filen är avhuggen: den slutar mitt i. Exportera den på nytt ur ekonomisystemet."
