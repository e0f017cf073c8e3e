"""The load: eight clients that ask for one page over and over, each on a connection of its own.

Run it with ``python bench/load.py PORT PATH REQUESTS``; it prints the requests per second.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from time import perf_counter

CLIENTS = 8


def main(port: str, path: str, requests: str) -> None:
    """Share the requests between the clients and time them all."""
    share = int(requests) // CLIENTS
    started = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(partial(ask, int(port), path), [share] * CLIENTS))
    print(share * CLIENTS / (perf_counter() - started))


def ask(port: int, path: str, times: int) -> None:
    """Ask for the page so many times; anything but a whole page is an error."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(times):
        connection.request("GET", path)
        response = connection.getresponse()
        if response.status != 200 or b"</html>" not in response.read():  # noqa: PLR2004 -- HTTP's
            raise SystemExit(f"{path} answered {response.status}")
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
