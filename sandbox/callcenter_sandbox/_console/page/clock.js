// The sandbox's clock: it is told now and then, and goes on here meanwhile.

import { act, byId, say } from "./dom.js";

let known = { now: 0, speed: 0, offset: 0 };
let since = 0;

/** The sandbox's time, in seconds since the epoch. */
export function now() {
  return known.now + ((performance.now() - since) / 1000) * known.speed;
}

/** A moment as a clock in the platform's time zone shows it. */
export function timeOf(moment) {
  return new Date((moment + known.offset) * 1000).toISOString().slice(11, 19);
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
  const date = new Date((now() + known.offset) * 1000).toISOString().slice(0, 10);
  say(byId("clock"), `${date} ${timeOf(now())}`);
}

export function prepareClock() {
  for (const button of byId("advance").children) {
    const seconds = Number(button.dataset.seconds);
    button.setAttribute("aria-label", `Let ${seconds} s pass`);
    button.addEventListener("click", () => act("advance", { seconds }));
  }
}
