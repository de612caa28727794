"""What has to hold in every engine that can be pushed to; the test_reminder modules run these with their own person."""

from datetime import timedelta

from tests.browser.reminding import GENTLE, Reminding, soon


def test_a_reminder_comes_at_its_minute_and_a_tap_leads_into_its_routine(person: Reminding) -> None:
    at = soon(5)
    person.sets(at)
    person.allows()
    person.planned(at)
    person.comes(at)
    shown = person.sees()
    assert shown.title == "Unknot"
    person.stage.click(shown)
    person.browser.press("None of these")
    person.browser.wait("location.pathname === '/play'", "the player")
    person.browser.sees("Gentle")
    (post,) = person.stage.posts
    assert post.status == 201
    assert post.headers["urgency"] == "high"
    assert int(post.headers["ttl"]) > 0
    assert len(post.headers["topic"]) == 32
    assert GENTLE.encode() not in post.body
    assert person.stage.gateway.refused == []


def test_a_weekly_reminder_comes_on_its_weekday_and_a_week_later(person: Reminding) -> None:
    today = soon(5)
    at = today + timedelta(days=1)
    person.sets(at, weekday=at.strftime("%A"))
    person.allows()
    person.planned(at)
    person.comes(today)
    assert person.stage.posts == []
    for day in (at, at + timedelta(days=7)):
        person.comes(day)
        person.stage.click(person.sees())
        person.browser.wait("location.pathname === '/routines/gentle/start'", "the questions")
        occurrence = person.becomes(day, "sent")
        assert occurrence.turn == 1
    assert len(person.stage.posts) == 2


def test_done_before_the_time_cancels_it(person: Reminding) -> None:
    first, second = soon(5), soon(7)
    person.sets(first)
    person.sets(second)
    person.allows()
    person.planned(second)
    person.browser.press("Done today")
    person.browser.sees("Noted as done for today.")
    person.becomes(first, "done")
    person.comes(second)
    person.sees()
    person.becomes(second, "sent")
    assert len(person.stage.posts) == 1


def test_later_on_the_notification_brings_it_again(person: Reminding) -> None:
    at = soon(5)
    person.sets(at, title="Neck, then tea")
    person.allows()
    person.planned(at)
    person.comes(at)
    person.stage.click(person.sees("Neck, then tea"), "In 15 minutes")
    person.becomes(at, "pending")
    occurrence = person.occurrence(at)
    assert occurrence is not None
    assert occurrence.moved
    person.clock.at = occurrence.fire_at
    person.stage.click(person.sees("Neck, then tea"), "Skip")
    person.becomes(at, "skipped")


def test_a_test_can_be_sent_and_says_that_it_arrived(person: Reminding) -> None:
    at = soon(60)
    person.sets(at)
    person.allows()
    person.browser.press("Send me one now")
    person.browser.sees("On its way")
    person.clock.passes(minutes=1)
    person.stage.click(person.sees("This is your test"))
    person.browser.sees("Your test arrived.")


def test_a_reminder_that_is_gone_opens_the_day_and_says_so(person: Reminding) -> None:
    person.goes("/r/AAAAAAAAAAAAAAAAAAAAAA?o=2026-11-24T08:00")
    person.browser.sees("This reminder is no longer on this phone.")
    person.browser.sees("I have a headache")
