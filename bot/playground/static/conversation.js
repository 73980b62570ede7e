/* A run of messages: day lines, grouping, what is new, and staying at the foot while one reads there. */
import { el, reconcile } from "./dom.js";
import { isDismissed, messageNode } from "./message.js";
import { store, tell } from "./store.js";
import { dayKey, dayName, momentOf } from "./time.js";

const SAME_BREATH = 5 * 60_000;

/* options: {channel, inThread} */
export function drawMessages(list, messages, options) {
  const shown = messages.filter((message) => !isDismissed(message));
  const names = JSON.stringify([store.as, store.state.people, store.state.shortcuts, store.state.channels.map((channel) => [channel.id, channel.name])]);
  const entries = [];
  shown.forEach((message, position) => {
    const before = shown[position - 1];
    if (!options.inThread && (!before || dayOf(before) !== dayOf(message))) entries.push(dayLine(message));
    entries.push(messageEntry(message, { ...options, grouped: continues(before, message), redraw: tell }, names));
  });
  reconcile(list, entries);
}

const dayOf = (message) => dayKey(momentOf(message));

function dayLine(message) {
  const name = dayName(momentOf(message));
  return { key: `day ${dayOf(message)}`, signature: name, build: () => el("div", { class: "day-line", role: "separator" }, el("span", {}, name)) };
}

function messageEntry(message, traits, names) {
  return { key: `${traits.channel} ${message.ts}`, signature: JSON.stringify([message, traits.grouped, traits.inThread]) + names, build: () => messageNode(message, traits) };
}

function continues(before, message) {
  if (!before || before.by !== message.by || before.ephemeral || message.ephemeral) return false;
  return dayOf(before) === dayOf(message) && momentOf(message) - momentOf(before) < SAME_BREATH;
}

const nearFoot = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160;

/* Runs `draw` and stays at the foot when the reader was there or `follow` says so. */
export function keepingFoot(scroller, follow, draw) {
  const stay = follow || nearFoot(scroller);
  draw();
  if (stay) scroller.scrollTop = scroller.scrollHeight;
}
