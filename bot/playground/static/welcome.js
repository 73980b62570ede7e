/* The first minute: what this place is and the three lines that show what the coach does. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { me, store, tell, untouched } from "./store.js";
import { startStory, storyIsShown } from "./story.js";
import { now, shortDay } from "./time.js";

const KEY = "giveget.playground.welcome";

const A_WHILE = 11 * 86_400_000;

const STEPS = [
  { line: () => "/deal open Acme renewal selling 240k EUR", why: "Tell the coach about your deal. Only you see its answer." },
  { line: () => `/concede 5% off cost 12k on ${shortDay(new Date(now().getTime() - A_WHILE))}`, why: "Log something you gave. It shows what that does, before it counts." },
  { line: () => "/deal log", why: "See the whole picture: gives, gets, and what is still open." },
];

const progress = { done: new Set(), asked: false, dismissed: localStorage.getItem(KEY) === "dismissed" };
const firstWord = (text) => text.trim().split(/\s+/).slice(0, text.startsWith("/deal") ? 2 : 1).join(" ");

export function noteSent(text) {
  const step = STEPS.findIndex((one) => firstWord(one.line()) === firstWord(text));
  if (step >= 0) progress.done.add(step);
  tell();
}

export function showWelcome() {
  progress.dismissed = false;
  progress.asked = true;
  progress.done.clear();
  localStorage.removeItem(KEY);
  tell();
}

export function restartWelcome() {
  progress.done.clear();
  progress.asked = false;
}

function dismiss() {
  progress.dismissed = true;
  localStorage.setItem(KEY, "dismissed");
  tell();
}

/* While the workspace is empty, all the steps; once begun, only the next one. Null when dismissed or done. */
export function welcomeCard(write) {
  if (progress.dismissed || storyIsShown() || !["member", "admin"].includes(me()?.kind)) return null;
  if (progress.done.size === STEPS.length) return null;
  if (progress.done.size) return marked(nextStep(write), "foot");
  return untouched() || progress.asked ? marked(allSteps(write), "top") : null;
}

function marked(card, place) {
  Object.assign(card.dataset, { place, signature: JSON.stringify([place, [...progress.done], store.as]) });
  return card;
}

function dismissButton() {
  return el("button", { type: "button", class: "icon-button welcome-close", "aria-label": "Dismiss first steps", testid: "welcome-dismiss", on: { click: dismiss } }, icon("close", 16));
}

function allSteps(write) {
  const steps = el("ol", { class: "welcome-steps" }, STEPS.map((step, at) => stepLine(step, at, write)));
  return el("section", { class: "welcome", "aria-label": "First steps", testid: "welcome" }, introduction(), steps, otherWays(), dismissButton());
}

function nextStep(write) {
  const at = STEPS.findIndex((_, position) => !progress.done.has(position));
  const words = el("div", { class: "welcome-words" }, el("code", {}, STEPS[at].line()), el("span", {}, STEPS[at].why));
  return el("section", { class: "next-step", "aria-label": "Next step", testid: "welcome" }, el("strong", {}, `Next, ${at + 1} of ${STEPS.length}`), words, tryButton(STEPS[at], write), dismissButton());
}

function introduction() {
  return [
    el("h2", {}, "Welcome to the Giveget playground"),
    el("p", {}, "A small Slack-like workspace on your own machine, with the real coach in it. Nothing you type leaves this machine, and you can reset it at any time."),
  ];
}

function stepLine(step, at, write) {
  return el("li", { testid: "welcome-step" }, el("span", { class: "welcome-mark", "aria-hidden": "true" }, String(at + 1)), el("div", { class: "welcome-words" }, el("code", {}, step.line()), el("span", {}, step.why)), tryButton(step, write));
}

function tryButton(step, write) {
  return el("button", { type: "button", class: "button small", "aria-label": `Put ${step.line()} into the composer`, testid: "welcome-try", on: { click: () => write(step.line()) } }, "Try it");
}

function otherWays() {
  return el("p", { class: "welcome-more" }, "Or lean back and ", el("button", { type: "button", class: "link-button", testid: "welcome-story", on: { click: startStory } }, "walk through a deal step by step"), ".");
}
