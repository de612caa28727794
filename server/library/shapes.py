"""The shapes of the finished library: what the app's `core/library.ts` reads."""

from typing import NotRequired, TypedDict

VIEWS = (
    "front",
    "back",
    "side",
    "quarter-front",
    "quarter-back",
    "top",
    "upper-back",
    "hand-back",
    "forearm-inner",
    "forearm-outer",
    "foot",
)
NO_GO = ("carotid", "throat", "eyes", "spine", "collar-hollow", "ear-hollow")
SIDES = ("left-right", "both", "middle", "whole")
TOOLS = (
    "none",
    "fingers",
    "thumb",
    "palm",
    "pincer",
    "pointer",
    "hook",
    "ball",
    "two-balls",
    "app",
)
KINDS = ("breath", "press", "rest-contact", "stroke", "move", "stretch", "relax", "look", "app")
REGIONS = ("neck", "shoulder", "scalp", "face", "jaw", "hand", "forearm", "foot", "trunk")
UNLOCKS = ("screening", "first-lesson", "soreness-free-3", "therapist-knows", "neck-strap-locks")
WHERE = ("desk", "bed", "dark-room")
MINUTES = (2, 5, 10)
ACTIONS = ("A", "B", "C", "D", "none")


class Spot(TypedDict):
    """A marked place in a view's 1000 x 1000 box. `side` is the person's own. No `mark`: a place to touch."""

    x: int
    y: int
    r: int
    side: str
    mark: NotRequired[str]


class Shape(TypedDict):
    """Something drawn on the body as SVG path data: a muscle, where its pain is felt, or a line to find the place by.

    Drawn for the person's left; the app mirrors it for the right. `side` "middle" is drawn once.
    """

    kind: str
    side: str
    d: str


class Arrow(TypedDict):
    """Which way to press: the arrow's tip, and where it points in degrees (0 right, 90 down)."""

    x: int
    y: int
    towards: int
    side: str


class Picture(TypedDict):
    """A view with spots; `alt` lets a person who cannot see it find the place.

    `press` "into" is straight into the body; `no_go` names outlines of the view; `zoom` is the part shown: x, y, size.
    """

    view: str
    spots: list[Spot]
    alt: str
    shapes: NotRequired[list[Shape]]
    press: NotRequired[list[Arrow] | str]
    no_go: NotRequired[list[str]]
    zoom: NotRequired[tuple[int, int, int]]


class Step(TypedDict):
    """One line of a routine; all times in seconds.

    `poses` names what the person does: one picture, or start and end; `reach_poses` the way for who cannot reach it.
    """

    slug: str
    title: str
    text: str
    cue: str
    kind: str
    target: str | None
    places: list[str]
    sides: str
    tool: str
    instead: list[str]
    level: tuple[int, int]
    find: bool
    hands: str
    ready_seconds: int
    hold_seconds: int
    reps: int
    rest_seconds: int
    switch_seconds: int
    figures: list[Picture]
    poses: list[str]
    reach: str | None
    reach_poses: list[str]
    lying_flat: bool


class Version(TypedDict):
    """A shorter form of a routine: some of its steps, each with its full dose."""

    minutes: int
    seconds: int
    steps: list[str]


class Routine(TypedDict):
    """A routine; `seconds` is its whole length, `every_days` 2 means every second day at most."""

    slug: str
    code: str
    title: str
    purpose: str
    frequency: str
    per_day: int | None
    every_days: int | None
    first_week_every_days: int | None
    hours_between: int | None
    where: list[str]
    versions: list[Version]
    notes: list[str]
    pressing: bool
    needs_screening: bool
    needs_first_lesson: bool
    unlock: list[str]
    seconds: int
    steps: list[Step]
    sources: list[str]


class Muscle(TypedDict):
    """A muscle card, or a point card: a point is found and pressed in the same way.

    `step` treats it in a routine composed for a person; None where it is not treated by oneself.
    """

    slug: str
    code: str
    title: str
    plain: str
    landmark: str
    referral: str
    looks_like: str
    technique: str
    places: list[str]
    level: tuple[int, int]
    self_treated: bool
    evidence: str
    cautions: list[str]
    pictures: list[Picture]
    step: Step | None
    known: str | None
    sources: list[str]


class Movement(TypedDict):
    """A movement, stretch or way to relax; `poses` is one picture if it is still, else start and end."""

    slug: str
    code: str
    title: str
    text: str
    dose: str
    caution: str
    evidence: str
    known: str | None
    pictures: list[Picture]
    poses: list[str]
    sources: list[str]


class ToolCard(TypedDict):
    """A tool: `places` are where it may press, `never` says in words where it must not."""

    slug: str
    code: str
    title: str
    plain: str
    use: str
    places: list[str]
    never: list[str]
    level: tuple[int, int]
    how_hard: str
    household: str
    care: str
    evidence: str
    known: str
    pictures: list[Picture]
    sources: list[str]


class HurtMuscle(TypedDict):
    """A muscle that drawings link to a place that hurts; rank 1 before rank 2."""

    muscle: str
    rank: int
    why: str
    sources: list[str]


class CheckFirst(TypedDict):
    """A sign to ask about before any muscle is shown, with its action letter."""

    text: str
    action: str
    from_age: NotRequired[int]
    source: list[str]


class Hurt(TypedDict):
    """A place that hurts; its pictures hold the spots to tap."""

    slug: str
    title: str
    check_first: list[CheckFirst]
    muscles: list[HurtMuscle]
    pictures: list[Picture]


class Place(TypedDict):
    """A place on the skin with its ceilings (0 to 10) and the tools allowed on it besides the hands.

    `unlock`: only a routine with this lock may touch it.
    """

    slug: str
    title: str
    region: str
    ceiling: int
    migraine_ceiling: int
    attack_ceiling: int
    never: bool
    tools: list[str]
    unlock: NotRequired[str]


class Question(TypedDict):
    """A line to tick; `hours` is how long a tick counts, without it until changed."""

    id: str
    group: str
    text: str
    help: NotRequired[str]
    action: str
    effects: list[str]
    hours: NotRequired[int]
    source: list[str]


class Group(TypedDict):
    """A tick list of the screening; `asked` names the age line that adds it."""

    slug: str
    title: str
    intro: str
    asked: NotRequired[str]
    questions: list[Question]


class Screening(TypedDict):
    """The tick lists in their order."""

    groups: list[Group]


class Age(TypedDict):
    """What an age alone means: below `years` when `under`, else from that birthday on."""

    years: int
    under: NotRequired[bool]
    text: str
    effects: list[str]
    asks: NotRequired[str]


class Effect(TypedDict):
    """The sentence said where an effect leaves something out."""

    slug: str
    why: str


class StopReason(TypedDict):
    """Why a person stopped and what follows."""

    id: str
    text: str
    then: str


class Numbers(TypedDict):
    """Telephone numbers of one country."""

    emergency: str
    advice: NotRequired[str]
    crisis: NotRequired[str]


class Emergency(TypedDict):
    """The emergency page; `numbers` by ISO 3166-1 alpha-2 country."""

    signs: list[str]
    numbers: dict[str, Numbers]
    fallback: list[str]


class Budget(TypedDict):
    """How much pressing a day and a spot may get."""

    seconds_per_day: int
    seconds_per_spot: int
    times_per_day: int
    agreed: "AgreedBudget"


class AgreedBudget(TypedDict):
    """How far the day's limits may be raised in agreement with a therapist."""

    text: str
    seconds_per_day: int
    times_per_day: int


class Unlock(TypedDict):
    """What is left to do before a routine opens: sentences to agree to, or whole rounds of some routines."""

    slug: str
    title: str
    text: str
    confirm: list[str]
    routines: list[str]
    rounds: int


class AfterCare(TypedDict):
    """What is normal after pressing, what is not, and what follows from it; hours, days and counts."""

    sore_rest_hours: int
    sore_doctor_hours: int
    worse: int
    worse_of: int
    worse_text: str
    unsettled_spots: int
    watch_days: int
    normal: list[str]
    borderline: list[str]
    doctor: list[str]


class Again(TypedDict):
    """When the screening is asked again: after `days`, or when one of the changes happened."""

    days: int
    when: list[str]


class Proposal(TypedDict):
    """A value of our own that awaits a clinician's signature."""

    id: str
    text: str
    source: str


class Safety(TypedDict):
    """All safety rows."""

    unscreened: list[str]
    effects: list[Effect]
    ages: list[Age]
    advice: dict[str, str]
    places: list[Place]
    micro: list[Question]
    screening: Screening
    stop_reasons: list[StopReason]
    emergency: Emergency
    budget: Budget
    unlocks: list[Unlock]
    after_care: AfterCare
    again: Again
    proposals: list[Proposal]


class Source(TypedDict):
    """A work the content names."""

    title: str
    where: str
    kind: str


class Library(TypedDict):
    """Everything the app shows, in one language; `poses` says what each pose shows."""

    locale: str
    version: str
    routines: list[Routine]
    muscles: list[Muscle]
    points: list[Muscle]
    movements: list[Movement]
    tools: list[ToolCard]
    hurts: list[Hurt]
    poses: dict[str, str]
    safety: Safety
    sources: dict[str, Source]


class FigureView(TypedDict):
    """SVG path data of one view in a 1000 x 1000 box."""

    skin: str
    tones: list[str]
    line: str
    edge: str


class Figures(TypedDict):
    """All views; `no_go` holds path data by view and name."""

    version: str
    views: dict[str, FigureView]
    no_go: dict[str, dict[str, str]]


class PoseDrawing(TypedDict):
    """SVG path data of what a person does, in a 1000 x 1000 box; `fills` from the back to the front, outlined."""

    fills: dict[str, str]
    tones: list[str]
    line: str


class Poses(TypedDict):
    """All poses by name."""

    version: str
    poses: dict[str, PoseDrawing]
