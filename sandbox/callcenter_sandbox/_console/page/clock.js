// The sandbox's clock: it is told now and then, and goes on here meanwhile.

import { act, byId, say } from "./dom.js";

let known = { now: 0, speed: 0, offset: 0 };
let since = 0;

/** The sandbox's time, in seconds since the epoch. */
export function now() {
  return known.now + ((performance.now() - since) / 1000) * known.speed;
}

/** A moment as a clock in the platform's time zone shows it, with its date unless that is the sandbox's today. */
export function timeOf(moment) {
  const [date, time] = inZone(moment);
  return date === inZone(now())[0] ? time : `${date} ${time}`;
}

function inZone(moment) {
  const text = new Date((moment + known.offset) * 1000).toISOString();
  return [text.slice(0, 10), text.slice(11, 19)];
}

export function isRunning() {
  return known.speed > 0;
}

export function setClock(clock) {
  known = clock;
  since = performance.now();
  byId("advance").hidden = isRunning();
  const pace = known.speed === 1 ? "" : `${known.speed} times as fast`;
  say(byId("speed"), isRunning() ? pace : "stands still");
  showClock();
}

export function showClock() {
  say(byId("clock"), inZone(now()).join(" "));
}

export function prepareClock() {
  for (const button of byId("advance").children) {
    const seconds = Number(button.dataset.seconds);
    button.setAttribute("aria-label", `${button.textContent}: let time pass`);
    button.addEventListener("click", () => act("advance", { seconds }));
  }
}
