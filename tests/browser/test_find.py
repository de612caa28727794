"""From "it hurts here" to a round, a routine of one's own, and the same routine on another phone."""

import json

import pytest

from tests.browser.chromium import Guest
from tests.browser.first_steps import begin
from tests.browser.live import Live
from tests.browser.syncing import entries

LEARNED = """new Promise((done, failed) => {
  const opening = indexedDB.open("unknot");
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const at = Date.now() - 86400000;
    const on_day = new Date(at).toISOString().slice(0, 10);
    const data = {
      id: "lesson", kind: "session", v: 1, at, offset: 0, on_day, edited_at: at, ended_at: at,
      routine: "first-time-learning", content_version: "1", outcome: "finished",
      steps: [{ step: "settle", side: "whole", seconds: 20, level: 0, places: [], outcome: "done" }],
    };
    const writing = opening.result.transaction("rec", "readwrite");
    writing.objectStore("rec").put({ id: "lesson", mid: "", anc: [], gen: "", dead: false, data });
    writing.oncomplete = () => { opening.result.close(); done(true); };
    writing.onerror = () => failed(writing.error);
  };
})"""
"""Yesterday's finished first lesson, as the diary keeps it."""


@pytest.fixture
def phone(guest: Guest, live: Live) -> Guest:
    """A phone whose owner has answered the safety check and finished the first lesson."""
    begin(guest, live.url)
    guest.evaluate(LEARNED)
    answer_all(guest, live)
    return guest


def answer_all(phone: Guest, live: Live) -> None:
    """The safety check, nothing ticked."""
    page = phone.page
    page.goto(f"{live.url}/screening")
    for _ in range(9):
        page.locator("main .btn-primary").last.wait_for()
        if page.locator("main .choice").count() == 0:
            return
        title = page.locator("h1").inner_text()
        page.locator("main .btn-primary").last.click()
        page.wait_for_function(
            "(title) => document.querySelector('h1').innerText !== title", arg=title
        )


def tap(phone: Guest, view: str, place: str) -> None:
    """Touch a place on the head, seen from one side."""
    phone.page.locator(".segments label", has_text=view).click()
    phone.page.locator(f"[data-place='{place}']").click()


def chosen(phone: Guest) -> list[str]:
    """The ticked lines of the list."""
    names: list[str] = phone.evaluate(
        "[...document.querySelectorAll('.hurt-row :checked')].map((box) => box.ariaLabel)"
    )
    return names


def save_round(phone: Guest, live: Live, places: str = "temple_l.eye_lr") -> None:
    """Find muscles for these places and save the round; its page opens."""
    phone.open(f"{live.url}/find/result?at={places}&ok=1")
    phone.press("Save as my routine")
    phone.sees("Saved in your routines")
    phone.wait("location.pathname.startsWith('/routines/own-')")


def titles(phone: Guest) -> list[str]:
    """The steps on the page of a routine."""
    phone.sees("What you will do")
    steps: list[str] = phone.evaluate(
        "[...document.querySelectorAll('.steps h3')].map((step) => step.innerText)"
    )
    return steps


def test_a_person_taps_two_places_and_plays_a_round_for_them(phone: Guest, live: Live):
    phone.open(f"{live.url}/routines")
    phone.press("Where does it hurt?")
    phone.sees("Nothing chosen yet")
    tap(phone, "Left", "temple_left")
    tap(phone, "Front", "eye_right")
    assert chosen(phone) == ["Temple, left", "Behind or around the eye, right"]
    phone.press("Show muscles, 2 places")
    phone.sees("Check these signs first")
    phone.sees("double vision")
    assert "Upper trapezius" not in phone.text()
    phone.press("None of these")
    phone.sees("For 2 of your 2 places")
    names = phone.evaluate(
        "[...document.querySelectorAll('.routine-title + .muted')].map((name) => name.innerText)"
    )
    assert names[0] == "Upper trapezius"
    assert "First choice, Temple." in phone.text()
    phone.press("Play at once")
    phone.sees("Before you start")
    phone.press("None of these")
    phone.sees("Step 1 of")


def test_without_signal_the_places_lead_to_a_round_as_well(phone: Guest, live: Live):
    phone.worker_ready()
    phone.cut()
    phone.open(f"{live.url}/find")
    tap(phone, "Back", "neck-angle_left")
    phone.press("Show muscles, 1 place")
    phone.press("None of these")
    phone.sees("Levator scapulae")
    phone.press("Play at once")
    phone.sees("Before you start")


@pytest.mark.parametrize("width", [320, 360])
def test_every_place_on_the_head_is_wide_enough_for_a_finger(phone: Guest, live: Live, width: int):
    phone.page.set_viewport_size({"width": width, "height": 740})
    phone.open(f"{live.url}/find")
    phone.sees("Nothing chosen yet")
    seen: set[str] = set()
    for view in ("Front", "Left", "Right", "Back"):
        phone.page.locator(".segments label", has_text=view).click()
        for place, wide, high in phone.evaluate(
            """[...document.querySelectorAll("[data-place]")].map((place) => {
              const box = place.querySelector(".hurt-target").getBoundingClientRect();
              return [place.dataset.place, box.width, box.height];
            })"""
        ):
            assert min(wide, high) >= 48, place
            seen.add(place)
    assert len(seen) == 9 * 2


def test_with_the_keyboard_alone_a_place_is_chosen_from_the_list(phone: Guest, live: Live):
    phone.open(f"{live.url}/find")
    phone.sees("Nothing chosen yet")
    phone.page.get_by_label("Cheek, as if from the sinus, or upper teeth, left").focus()
    phone.page.keyboard.press("Space")
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Space")
    phone.sees("Chosen: Cheek, as if from the sinus, or upper teeth, both sides")
    assert phone.evaluate("document.querySelectorAll('.hurt-map [tabindex]').length") == 0


def test_a_sign_leads_to_the_emergency_page(phone: Guest, live: Live):
    phone.open(f"{live.url}/find/result?at=eye_l")
    phone.press("One of these is true")
    phone.sees("Do not drive yourself")


def test_the_muscle_card_leads_back_to_what_was_found(phone: Guest, live: Live):
    phone.open(f"{live.url}/find/result?at=eye_l&ok=1")
    phone.press("Suboccipitals")
    phone.sees("How sure is this")
    phone.press("Back")
    phone.sees("What may help")
    assert phone.evaluate("location.search") == "?at=eye_l&ok=1"


def test_a_saved_round_is_changed_and_stays_as_it_was_made(phone: Guest, live: Live):
    save_round(phone, live)
    before = titles(phone)
    phone.press("Change", exact=True)
    page = phone.page
    page.get_by_label("Name", exact=True).fill("After work")
    last = page.locator(".own-step").last
    assert last.get_by_role("button", name="Move down").is_disabled()
    page.locator(".own-step").nth(1).get_by_role("button", name="Leave out").click()
    page.locator(".own-step").nth(2).get_by_role("button", name="Move up").click()
    assert phone.evaluate("document.activeElement.ariaLabel").startswith("Move up")
    press = page.locator(".own-step").nth(1)
    press.locator("summary").click()
    for _ in range(9):
        more = press.get_by_role("button", name="More: Hold")
        if more.is_disabled():
            break
        more.click()
    assert press.locator("output").first.inner_text() == "30 s"
    phone.press("Save", exact=True)
    phone.sees("Saved in your routines")
    (record,) = entries(phone, "routine")
    assert record["title"] == "After work"
    assert len(record["steps"]) == len(before) - 1
    phone.reload()
    phone.sees("After work")
    assert [step for step in titles(phone) if step in before] != before


def test_a_reminder_may_be_for_a_routine_of_ones_own(phone: Guest, live: Live):
    save_round(phone, live)
    phone.open(f"{live.url}/settings/reminders/new")
    phone.sees("No routine, just a nudge")
    mine = entries(phone, "routine")[0]["id"]
    phone.page.get_by_label("Routine").select_option(f"own-{mine}")
    phone.press("Save", exact=True)
    phone.sees("Temple, Behind or around the eye")


def test_a_deleted_routine_comes_back_by_undo(phone: Guest, live: Live):
    save_round(phone, live)
    phone.press("Delete")
    phone.sees("Routine deleted")
    phone.wait("!document.body.innerText.includes('My routines')")
    phone.press("Undo")
    phone.sees("My routines")
    assert len(entries(phone, "routine")) == 1


def test_a_routine_goes_to_another_phone_as_a_message(phone: Guest, tablet: Guest, live: Live):
    save_round(phone, live)
    sent = titles(phone)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.press("Hand on")
    phone.press("Copy as text")
    phone.sees("Copied.")
    message = phone.evaluate("navigator.clipboard.readText()")
    tablet.open(f"{live.url}/routines")
    tablet.sees("Posture reset")
    tablet.press("Open a routine")
    tablet.write("Message", message)
    tablet.sees("Somebody made this")
    assert entries(tablet, "routine") == []
    tablet.press("Keep in my routines")
    tablet.sees("Saved in your routines")
    (record,) = entries(tablet, "routine")
    assert [step["step"] for step in record["steps"]] == [
        step["step"] for step in entries(phone, "routine")[0]["steps"]
    ]
    answer_all(tablet, live)
    tablet.open(f"{live.url}/routines/own-{record['id']}")
    assert titles(tablet) == sent


def test_a_bad_or_newer_file_is_told_and_changes_nothing(phone: Guest, live: Live):
    phone.open(f"{live.url}/routines/open")
    newer = json.dumps({"unknot": "routine", "version": 2, "title": "x", "steps": []})
    for name, text, told in (
        ("diary.json", '{"unknot": "diary"}', "not a routine that Unknot can open"),
        ("next.json", newer, "made with a newer Unknot"),
        ("huge.json", " " * 5_000_000, "not a routine that Unknot can open"),
    ):
        phone.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/json", "buffer": text.encode()}
        )
        phone.sees(told)
        phone.reload()
    assert entries(phone, "routine") == []


def test_a_title_with_markup_is_shown_as_it_is_written(phone: Guest, live: Live):
    phone.open(f"{live.url}/routines/open")
    title = "<img src=x onerror=alert(1)>"
    file = {"unknot": "routine", "version": 1, "title": title, "steps": [["gentle", "breath"]]}
    phone.write("Message", json.dumps(file))
    phone.sees(title)
    assert phone.evaluate("document.querySelectorAll('main img').length") == 0


def test_the_list_is_filtered_and_keeps_its_filter_on_the_way_back(phone: Guest, live: Live):
    phone.open(f"{live.url}/routines")
    phone.press("Filter")
    phone.page.get_by_label("Tool").select_option("two-balls")
    phone.sees("1 shown")
    phone.press_css("a[href^='/routines/two-balls']")
    phone.sees("What you will do")
    phone.page.go_back()
    phone.sees("1 shown")


def test_gentle_is_played_in_two_minutes(phone: Guest, live: Live):
    phone.open(f"{live.url}/routines/gentle")
    whole = len(titles(phone))
    phone.page.locator(".segments label", has_text="2 min").click()
    phone.wait(f"document.querySelectorAll('.steps h3').length < {whole}")
    phone.press("Start", exact=True)
    phone.press("None of these")
    phone.sees("Step 1 of 3")
