"""How long it takes to find the structure of one mail of the usual size."""

from __future__ import annotations

from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.find import find

CELL = '<tr><td style="padding:8px 24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;color:#333333">'
TEXT = (
    "the keeper of the light wrote each name in his book with the hour and the wind as his mother had done before him "
)


def mail() -> str:
    rows = []
    for section in range(5):
        rows.append(f'{CELL.replace("16px", "20px")}<h2 style="margin:0">Section {section}</h2></td></tr>')
        for item in range(6):
            link = (
                f'<a href="https://click.harbour.example/c/{section}{item}" style="color:#0066cc">A title of {item}</a>'
            )
            rows.append(f"{CELL}<h3>{link}</h3><p>{TEXT * 2}</p></td></tr>")
        rows.append(
            '<tr><td style="background:#f5f5f5"><p>Sponsor: Acorn Works</p><p>Fine rope since 1802.</p></td></tr>'
        )
    return f'<html><body><table width="600" align="center">{"".join(rows)}</table></body></html>'


def test_find_the_structure_of_a_mail(benchmark: BenchmarkFixture) -> None:
    html = mail()
    found = benchmark(lambda: find(html, Envelope(subject="Harbour Post #3", sender="Harbour Post")))
    assert len(found.issue.sections) == 5
