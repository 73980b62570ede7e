/* How people, channels and the app are named and drawn. Colours tell people apart and never say a role. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { appName, channelById, isApp, partnerOf, personById, store } from "./store.js";

const TINTS = 8;

export function nameOf(id) {
  return personById(id)?.name ?? (isApp(id) ? appName() : "Someone");
}

export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

/* By place in the list of people, so that neighbours differ; strangers share one. */
function tint(id) {
  return Math.max(0, store.state.people.findIndex((person) => person.id === id)) % TINTS;
}

export function avatar(id, size = "m") {
  if (isApp(id)) return appAvatar(size);
  const name = nameOf(id);
  return el("span", { class: `avatar avatar-${size} tint-${tint(id)}`, "aria-hidden": "true" }, initials(name));
}

export function appAvatar(size = "m") {
  return el("span", { class: `avatar avatar-${size} avatar-app`, "aria-hidden": "true" }, el("span", {}, "⇄"));
}

const KINDS = { admin: "Admin", guest: "Guest", outsider: "Other company", deactivated: "Deactivated", member: "Member" };

export function kindBadge(person) {
  const words = companyOf(person) ?? KINDS[person.kind];
  return words ? el("span", { class: `badge badge-${person.kind}`, title: KINDS[person.kind] }, words) : null;
}

/* The other company's name; null for our own people. */
export function companyOf(person) {
  if (person?.kind !== "outsider") return null;
  return store.state.teams?.find((team) => team.id === person.team)?.name ?? null;
}

export function channelName(id) {
  const channel = channelById(id);
  if (!channel) return "unknown-channel";
  return channel.kind === "dm" ? nameOf(partnerOf(channel)) : channel.name;
}

export function channelIcon(channel, size = 16) {
  return icon(channel.kind === "private" ? "lock" : "hash", size);
}

export function companiesIn(channel) {
  const names = channel.members.map((id) => companyOf(personById(id))).filter(Boolean);
  return [...new Set(names)];
}

/* "This channel is shared with Acme"; null for a channel of one company. */
export function sharedSentence(channel) {
  const others = companiesIn(channel).join(", ") || "another company";
  if (channel.shared) return `This channel is shared with ${others}.`;
  if (channel.pending_shared) return `An invitation to share this channel with ${others} is waiting for an answer.`;
  return null;
}

export const peopleToMention = () => store.state.people.filter((person) => person.kind !== "deactivated");
