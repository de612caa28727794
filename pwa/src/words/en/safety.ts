import type { Action } from "../../core/screening.ts";
import type { Lock } from "../../core/safety.ts";

const lists = (count: number): string => (count === 1 ? "1 short list" : `${count} short lists`);

/** Why a step is left out, where no row of the content says it. */
const left: Record<string, string> = {
  never: "This place is never pressed.",
  "spot-full": "This spot has had its 90 seconds in this round.",
  "day-full": "Today's minutes of pressing are used up.",
  "three-times": "This spot was pressed often enough today.",
  "still-sore": "This place was sore in the last two days. It rests.",
  "left-today": "You left this spot today. It rests until tomorrow.",
};

/** One short line for a card, and one sentence for the page. */
function lock(reason: Lock): { short: string; text: string } {
  switch (reason.why) {
    case "age": return { short: "From 18 on", text: reason.text };
    case "advice": return { short: "Not now: see the advice", text: "No routine for now, because of this answer:" };
    case "gentle-only": return { short: "Only Gentle is open now", text: "Only the gentle routine is open for now, because of this answer:" };
    case "screening": return { short: `${lists(reason.lists)} left to tick`, text: `This routine presses spots on head and neck. First comes a check of what is safe for you: ${lists(reason.lists)}, about a minute and a half.` };
    case "recheck": return { short: "A quick check is due", text: "Your safety answers are older than 90 days. Please say if they are still true." };
    case "first-lesson": return { short: "After “First-time learning”", text: "Please finish “First-time learning” once. It shows how hard to press and where never to press." };
    case "calm-rounds": return { short: `${reason.done} of ${reason.of} soreness-free rounds`, text: `${reason.done} of ${reason.of} rounds of “Desk break” or “Gentle” left nothing sore. With ${reason.of} of them this one opens.` };
    case "agree": return reason.unlock === "neck-strap-locks"
      ? { short: "Behind the locks of the neck strap", text: "This routine opens only when all its sentences are true for you." }
      : { short: "When your therapist knows", text: "This routine opens when your therapist or doctor knows about it." };
    case "newer": return { short: "Needs a newer Unknot", text: "This routine asks for something that this version of Unknot does not know. It stays closed here." };
    case "per-day": return { short: "Enough for today", text: reason.of === 1 ? "Once a day is enough for this routine. It opens again tomorrow." : `${reason.of} times a day is enough for this routine. It opens again tomorrow.` };
    case "too-soon": return {
      short: reason.hours === null ? "A day of rest between two rounds" : `${reason.hours} hours between two rounds`,
      text: reason.hours === null ? "Please leave a day of rest between two rounds of this routine." : `Please leave ${reason.hours} hours between two rounds of this routine.`,
    };
    case "budget": return { short: "Enough pressing for today", text: "Today's minutes of pressing are used up. Gentle and Posture reset stay open." };
    case "nothing-left": return { short: "Not suited to your answers", text: "Nothing of this routine is left for you now:" };
  }
}

const then: Record<Action, string> = {
  A: "This may be an emergency",
  B: "Please talk to a doctor today",
  C: "Please see a doctor soon",
  D: "Worth a talk with your doctor",
  none: "Adapted for you",
};

/** Words of the screening, the questions before a routine, and the emergency page. */
export const safety = {
  lock, left, then,
  todo: {
    title: "What is left to do",
    done: "Done",
    rounds: (done: number, of: number) => `${done} of ${of}`,
    tick: "Please tick every sentence first. Leave it closed if one is not true.",
    agree: "I agree",
    agreed: (day: string) => `Agreed on ${day}.`,
    takeBack: "Take back",
    takenBack: "Taken back. What needs it is closed again.",
    settings: "You can take this back in Settings.",
  },
  sore: {
    ask: (routine: string, day: string) => `Was anything sore after ${routine} on ${day}?`,
    title: "Sore afterwards?",
    said: { no: "Nothing", over: "Yes, gone", now: "Yes, still" },
    where: "Where",
    whereHelp: "These places rest for two days.",
    doctor: "Sore for more than three days is not usual. Please show it to a doctor.",
    soon: "A round counts from the next day on, when you have said that nothing was sore.",
  },
  agreed: {
    title: "As agreed with my therapist",
    intro: (usual: number, most: number) => `Usual are ${usual} minutes of pressing a day. Less is always fine; up to ${most} only with your therapist's or doctor's yes.`,
    minutes: "Minutes of pressing a day",
    times: "Times a day for one spot",
    ask: "Have you agreed on this?",
    askText: "More than usual is only for people whose therapist or doctor says so. All other limits stay.",
    yes: "Yes, as agreed",
  },
  owner: {
    title: "I own a pointer or a hook",
    routine: "Pointer or hook", routineText: "The routine, and what is left to do",
    read: "Pressing with a tool", readText: "Why only shoulder and blade",
  },
  screening: {
    title: "Safety check",
    intro: "Short lists, about a minute and a half. Tick what is true for you. Your answers stay on your devices.",
    listOf: (list: number, count: number) => `List ${list} of ${count}`,
    none: "None of these",
    next: "Save and go on",
    later: "Go on later",
    laterNote: "What you have answered is kept.",
    birthYear: "Your year of birth",
    birthWhy: "Some rules depend on age. Only the year is kept.",
    birthWrong: "Please type a year with four digits, such as 1984.",
    doneTitle: "Thank you, the check is done",
    allNo: "No tick is not a clean bill of health. If something feels wrong, ask a doctor.",
    result: "What follows from your answers",
    change: "Change my answers",
    again: "Are these answers still true?",
    againText: "It is more than 90 days since you answered.",
    still: "Yes, all still true",
    yourAnswers: "You ticked",
    nothing: "Nothing is ticked.",
    toRoutines: "See my routines",
    toRoutine: "Go to the routine",
    askFirst: "Please ask your doctor or midwife before your first routine.",
  },
  micro: {
    title: "Before you start",
    intro: "Is any of this true today, unlike your usual?",
    aura: "Your usual aura does not count. A new one does, and one that lasts longer than usual.",
    none: "None of these",
    go: "Go on",
    pain: "Pain in your head now (if you like)",
    painAsk: "Note the pain now",
    lastDays: "Something in the last two days?",
    lastDaysText: "Alcohol, injections, needling, a neck adjustment, or trouble with the skin",
    fits: (steps: number) => (steps === 1 ? "One step is left out today." : `${steps} steps are left out today.`),
    startAfter: "Start with what is left",
    gentle: "Start Gentle instead",
    back: "I ticked it by mistake",
    home: "Go to Today",
    because: "Because you ticked",
    note: "Your answer is not sent anywhere.",
    signs: "Please read the emergency signs once more first.",
  },
  emergency: {
    title: "Emergency",
    act: "With any of these signs, call now. Do not drive yourself.",
    call: (number: string) => `Call ${number}`,
    callName: "Emergency number",
    advice: (number: string) => `Medical advice: ${number}`,
    crisis: (number: string) => `Someone to talk to: ${number}`,
    country: "Country you are in",
    unknown: "Country not chosen",
    unknownText: "Use the number that works where you are.",
    signs: "Signs that need an ambulance",
    offline: "Calling works without the internet. Say what you feel, and where you are.",
    unsure: "Not sure? Call. It is right to ask.",
    wait: "While you wait: stop pressing, lie down or sit, unlock the door, do not be alone if you can.",
    back: "Back",
  },
};
