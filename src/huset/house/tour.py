"""The first visit: a guided look at the house in a few steps, and whether it is to be offered."""

from dataclasses import dataclass, replace

from huset.house.models import Tour
from huset.kernel.http import Request
from huset.kernel.links import Page, link_to
from huset.model.queries import model_in_force

SEEN = "huset_rundtur"  # the cookie of someone who has been shown round, or does not want to be
LONGEST = 400 * 24 * 60 * 60  # seconds: browsers keep no cookie longer


@dataclass(frozen=True)
class Step:
    """A step: what to look at, and where it is.

    ``targets`` finds it on the house's page: selectors, the first visible one of which is shown.
    """

    title: str
    text: str
    targets: str
    page: Page | None = None
    link: str = ""
    url: str = ""  # of the page, with the reader's choices


STEPS = (
    Step(
        "Det här är huset",
        "Huset visar hur {municipality} styrs. Varje del är ett rum, en sten eller en skylt, och "
        "delarna påverkar varandra.",
        ".house .picture|.house .narrow .roof-over|.house",
    ),
    Step(
        "Från vision till vardag",
        "Läs uppifrån och ner. Taket är framtiden som kommunen vill nå. Våningarna är mål, pengar, "
        "planer och arbete. Grunden bär allt och gäller alltid.",
        ".house .part.roof|.house .narrow .rooms .room|.house",
        ("direction:direction", (), {}),
        "Läs visionen",
    ),
    Step(
        "Välj en del",
        "Peka på en del, eller gå till den med tabb, och se vad som styr den och vad den styr. "
        "Öppna den för att se vad som gäller, vem som ansvarar och vad som är på gång.",
        ".house .part.floor|.house .narrow .rooms.floor .room|.house .narrow .room",
    ),
    Step(
        "Välj hur mycket du vill se",
        "Översikt ger namn och läge, Innehåll det viktigaste i varje del, och Allt har även "
        "beskrivningarna med.",
        "[aria-label='Detaljnivå']",
        ("house:house", (), {"detalj": "allt"}),
        "Visa allt",
    ),
    Step(
        "Välj för vem och när",
        "Välj nämnd, bolag eller enhet, vilket år, och vilken dag du vill se läget. Valen följer "
        "med till alla sidor, och adressen går att dela.",
        ".context-bar .context-form|.context-bar",
    ),
    Step(
        "Fråga varför",
        "En färg står aldrig ensam: läget har alltid ett tecken och ett ord. Öppna målet, siffran "
        "eller beslutet bakom, så ser du varför det är som det är och var det kommer ifrån.",
        ".house .chip|.house .narrow .status|.house .part.floor",
        ("goals:goals", (), {}),
        "Se målen och varför de når dit de når",
    ),
    Step(
        "Sök och gå vidare",
        "Sök bland allt som du får se. Har du ett uppdrag i kommunen loggar du in, så ser du under "
        "Mitt arbete det som väntar på dig.",
        ".masthead .search-field|.masthead .menu nav|.masthead .menu",
        ("search:search", (), {}),
        "Sök",
    ),
)


@dataclass(frozen=True)
class Guide:
    """The guided look: its steps, and whether to offer it to this reader."""

    steps: tuple[Step, ...]
    offered: bool


def guide(request: Request) -> Guide:
    """The guided look as the reader of a page is given it."""
    return Guide(steps(request), offered=not _ended(request))


def steps(request: Request) -> tuple[Step, ...]:
    """The steps, with the ways on, for the reader of a page."""
    context = request.context
    municipality = model_in_force(context.per).municipality
    return tuple(
        replace(
            step,
            text=step.text.format(municipality=municipality),
            url=link_to(context, step.page) if step.page else "",
        )
        for step in STEPS
    )


def _ended(request: Request) -> bool:
    if request.COOKIES.get(SEEN):
        return True
    return request.user.is_authenticated and Tour.objects.filter(user=request.user).exists()
