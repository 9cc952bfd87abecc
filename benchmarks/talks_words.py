"""The words of the invented negotiation of talks.py: who takes part, about what, in what terms."""

from __future__ import annotations

from typing import NamedTuple


class Subject(NamedTuple):
    """What an issue is about; `question` has places for `matter` and `place`."""

    title: str
    matter: str
    topic: str
    question: str


PARTIES = (
    {
        "id": "upland",
        "name": "Upland Republic",
        "short": "UPL",
        "role": "Holds the springs and the upper dams, and generates power from them.",
        "mark": "triangle",
    },
    {
        "id": "meadows",
        "name": "Kingdom of the Meadows",
        "short": "MEA",
        "role": "Waters its fields from the middle reach, and has no dam of its own.",
        "mark": "circle",
    },
    {
        "id": "delta",
        "name": "Delta States",
        "short": "DEL",
        "role": "A federation of five provinces at the mouth of the river, with two harbours.",
        "mark": "square",
    },
    {
        "id": "islands",
        "name": "Outer Islands",
        "short": "ISL",
        "role": "Fishes the estuary, and trades through the harbours of the delta.",
        "mark": "diamond",
    },
)

PEOPLE = {
    "upland": (
        ("Irena Valk", "Foreign minister of the Upland Republic"),
        ("Tomas Orr", "Chief negotiator of the Upland Republic"),
        ("Lena Abrast", "Head of the Upland water office"),
    ),
    "meadows": (
        ("Halvard Quist", "Prime minister of the Meadows"),
        ("Mira Testani", "Envoy of the Meadows to the talks"),
        ("Jonas Brandt", "Minister of agriculture of the Meadows"),
    ),
    "delta": (
        ("Sabine Okoro", "President of the Delta States"),
        ("Pavel Drumm", "Delta commissioner for rivers"),
        ("Edda Lindqvist", "Spokeswoman of the delta provinces"),
    ),
    "islands": (
        ("Noor Castellan", "First secretary of the Outer Islands"),
        ("Rufus Tane", "Minister of fisheries of the Outer Islands"),
    ),
}

_TOPICS = {
    "Water": (
        ("Summer flow", "the flow in summer"),
        ("Winter flow", "the flow in winter"),
        ("Storage", "the level of the reservoir"),
        ("Irrigation", "the water taken for fields"),
        ("Drinking water", "the supply of drinking water"),
        ("Gauges", "the reading of the gauges"),
        ("Drought rules", "the rules in a dry year"),
        ("Floods", "the warning of floods"),
        ("Groundwater", "the wells along the bank"),
        ("Return flow", "the water that fields give back"),
    ),
    "Power": (
        ("Turbines", "the hours of the turbines"),
        ("Tariffs", "the price of power"),
        ("Grid", "the lines across the border"),
        ("Spill", "the release at night"),
        ("Maintenance", "the closing of the dam for repair"),
    ),
    "Navigation": (
        ("Locks", "the fees of the locks"),
        ("Dredging", "the depth of the channel"),
        ("Pilots", "the licence of pilots"),
        ("Ice", "the cost of breaking ice"),
        ("Barges", "the length of barges"),
        ("Harbour dues", "the dues of the harbour"),
    ),
    "Fisheries": (
        ("Catch", "the share of the catch"),
        ("Nets", "the width of the nets"),
        ("Eels", "the passage of eels"),
        ("Hatcheries", "the payment for hatcheries"),
        ("Closed season", "the months without fishing"),
    ),
    "Border": (
        ("Line", "the line in the river"),
        ("Crossings", "the hours of the crossing"),
        ("Patrols", "the patrols on the water"),
        ("Sandbanks", "the sandbanks that move"),
        ("Bridges", "the upkeep of the bridge"),
    ),
    "People": (
        ("Return", "the return of families who moved"),
        ("Compensation", "the payment for flooded land"),
        ("Schools", "the schools across the border"),
        ("Graves", "the graves below the water line"),
    ),
    "Institutions": (
        ("Commission", "the votes in the commission"),
        ("Court", "the court for disputes"),
        ("Inspectors", "the access of inspectors"),
        ("Budget", "the payment for the commission"),
        ("Records", "the opening of the archives"),
    ),
}
_QUESTIONS = (
    "Who would decide on {matter} at {place}, and from when?",
    "How would {matter} at {place} be shared among the four?",
    "Would {matter} at {place} be settled before or after the treaty?",
)


def _subjects() -> tuple[Subject, ...]:
    subjects: list[Subject] = []
    for topic, matters in _TOPICS.items():
        for title, matter in matters:
            question = _QUESTIONS[len(subjects) % len(_QUESTIONS)]
            subjects.append(Subject(title, matter, topic, question))
    return tuple(subjects)


def _places() -> tuple[str, ...]:
    places: list[str] = []
    for after in ("", "bridge", "mill", "ford", "haven", "field", "gate", "stone", "holm", "weir"):
        places += [first + (after or "a") for first in _STEMS]
    return tuple(places)


_STEMS = (
    *("Ald", "Ber", "Cor", "Dun", "Els", "Fen", "Gar", "Hol", "Ing", "Jar", "Kel", "Lor", "Mar"),
    *("Nor", "Orm", "Pel", "Quen", "Ros", "Sil", "Tor", "Ulv", "Var", "Wen", "Yar", "Zel"),
)
SUBJECTS = _subjects()
PLACES = _places()

SCALES = (
    ("Who decides", ("The upper state alone", "Two states", "All four", "A court")),
    ("How much is shared", ("Nothing", "A quarter", "Half", "Three quarters", "All of it")),
    ("When it begins", ("At once", "After a year", "After five years", "Never")),
    ("Who pays", ("Those upstream", "Each for itself", "Those downstream")),
)

ANSWERS = (
    "A share for each, by its bank",
    "No rule without a court to enforce it",
    "Leave it to the commission",
    "Only in return for cheaper power",
    "The old rule, with a new gauge",
    "Half at once, half after a trial",
    "A fund that pays before anything opens",
    "Nothing until the families are heard",
    "An inspector of another state at each",
    "What the court at Marstone laid down",
    "A fixed amount in dry years",
    "No limit for those who were there first",
)

SAYINGS = (
    "The four governments differ over {matter} at {place}.",
    "Those upstream want to settle {matter} by themselves; those downstream want a vote.",
    (
        "A rule for {place} was written down before the dam was built, and nobody has followed it "
        "for a generation."
    ),
    "Two drafts name {place}, and give different numbers for {matter}.",
    "The delegations agree that {matter} has to be measured, but not on who reads the instruments.",
    "What is said of {place} in the treaty would bind the commission for twenty years.",
    (
        "The experts of both banks have met at {place} and left with a list of what they could not "
        "settle."
    ),
    (
        "Nobody at the table disputes the figures for {place}; the dispute is about what follows "
        "from them."
    ),
    "The delta would accept a limit on {matter} if the others published theirs.",
)

REASONS = (
    (
        "What is decided on {matter} sets how much of the harvest around {place} survives a dry "
        "summer."
    ),
    "Towns below {place} take their drinking water from the same reach.",
    "The price of power in three states follows from it.",
    "A rule at {place} would be the first that all four have signed.",
    "Without an answer the banks that were to lend for the works at {place} have stopped lending.",
    (
        "Fishermen of the islands lost a season over {matter}, and their parliament has asked for "
        "compensation."
    ),
    "The court has said that it will not rule while the talks go on.",
    "Families who left {place} when the valley was flooded are waiting for it.",
)

SPEECHES = (
    (
        "The delegation would accept a joint gauge at {place} if its own engineers read it on two "
        "days of the week."
    ),
    "It refused to discuss {matter} before the other side had published its records.",
    "It offered to open the archives on {place} within a month of an agreement.",
    (
        "It asked that {matter} be dealt with in an annex, so that it can be changed without a new "
        "treaty."
    ),
    "It called the last draft on {place} a step back from what was said in the first round.",
    (
        "It repeated that {matter} is for the commission, and that the commission needs a casting "
        "vote."
    ),
    "It would pay a third of the works at {place}, and wants a seat on the board in return.",
    (
        "It said that a limit on {matter} would have to hold for everybody, also for those who "
        "were there first."
    ),
    "It accepted the text on {place}, but not the date in it.",
    "It put forward a table for {matter} by month, which the others said they would study.",
)

CONDITIONS = (
    "We will talk about {matter} when the gauges at {place} are open to everyone.",
    "Nobody will sign away {matter} for a promise.",
    "The people of {place} have waited longer than this conference has lasted.",
    "There is a number for {matter} that all of us could live with, and we are close to it.",
    "We have put our figures for {place} on the table, and we expect the same of others.",
    "A court can decide on {matter} if all four of us ask it to, and not before.",
    "Our engineers will be at {place} on Monday, with or without the others.",
)

EVENTS = (
    "Talks on {matter} at {place} end without a text",
    "Ministers meet at {place}",
    "What the new draft says about {matter}",
    "Delta and Meadows differ over {matter}",
    "Communiqué of the round at {place}",
    "Uplands publish their figures for {place}",
    "Islands ask for a say on {matter}",
    "{place}: a dispute over {matter}, explained",
)

OUTLETS = (
    ("Arvel Herald", "herald.example"),
    ("Basin News Agency", "bna.example"),
    ("Gazette of the Uplands", "gazette.upland.example"),
    ("Meadow Post", "post.meadows.example"),
    ("Delta Broadcasting", "news.delta.example"),
    ("Island Courier", "courier.islands.example"),
    ("Office of the commission", "commission.example"),
)

TERMS = (
    ("casting vote", "The vote that decides where the others are equally divided."),
    ("commission", "The body of the four governments that the treaty of the river set up."),
    ("gauge", "An instrument that measures how high the water is."),
    ("annex", "A part of a treaty that can be changed without signing the treaty again."),
    ("archives", "What the governments kept on the river and have not published."),
)
