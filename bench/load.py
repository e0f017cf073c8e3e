"""The load: eight clients that ask for one page over and over, each on a connection of its own.

Run it with ``python bench/load.py PORT PATH SECONDS``; it prints the pages per second.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from time import perf_counter

CLIENTS = 8
MOST = 5_000  # requests of one client, however quick the server


def main(port: str, path: str, seconds: str) -> None:
    """Let the clients ask at the same time; count what they got."""
    started = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        until = [started + float(seconds)] * CLIENTS
        pages = sum(clients.map(partial(ask, int(port), path), until))
    print(pages / (perf_counter() - started))


def ask(port: int, path: str, until: float) -> int:
    """Ask for the page until the time is up; anything but a whole page is an error."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for asked in range(MOST):
        if perf_counter() > until:
            return asked
        connection.request("GET", path)
        response = connection.getresponse()
        if response.status != 200 or b"</html>" not in response.read():  # noqa: PLR2004 -- HTTP's
            raise SystemExit(f"{path} answered {response.status}")
    return MOST


if __name__ == "__main__":
    main(*sys.argv[1:])
