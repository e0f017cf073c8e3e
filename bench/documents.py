"""How long a report of some fifty pages and thirty tables takes in each form.

Run it with ``python bench/documents.py``.
"""

import os
from time import perf_counter

import django


def main() -> None:
    """Render the same report in every form and print the seconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huset.web.settings")
    django.setup()
    from huset.kernel.documents.html import render_html  # noqa: PLC0415 -- after the settings
    from huset.kernel.documents.pdf import render_pdf  # noqa: PLC0415 -- after the settings
    from huset.kernel.documents.word import render_word  # noqa: PLC0415 -- after the settings
    from huset.kernel.tests.document_example import long_report  # noqa: PLC0415 -- likewise

    report = long_report()
    for render in (render_html, render_pdf, render_word):
        start = perf_counter()
        size = len(render(report))
        print(f"{render.__name__:12} {perf_counter() - start:6.2f} s {size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
