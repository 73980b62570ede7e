/* Days and times as the person on screen reads them. */
import { me, store } from "./store.js";

const zone = () => me()?.zone || store.state?.zone || "UTC";
const format = (when, options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options }).format(when);

export const now = () => new Date(store.state?.now ?? Date.now());
export const opened = () => new Date(store.state?.opened ?? now());
export const clockTime = (when) => format(when, { hour: "2-digit", minute: "2-digit" });
export const dayKey = (when) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone() }).format(when);
export const shortDay = (when) => format(when, { day: "numeric", month: "short" });
export const fullMoment = (when) => format(when, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
export const barMoment = (when) => format(when, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export function dayName(when) {
  const day = dayKey(when);
  if (day === dayKey(now())) return "Today";
  if (day === dayKey(new Date(now().getTime() - 86_400_000))) return "Yesterday";
  return format(when, { weekday: "long", day: "numeric", month: "long", ...yearUnlessThis(when) });
}

function yearUnlessThis(when) {
  return dayKey(when).slice(0, 4) === dayKey(now()).slice(0, 4) ? {} : { year: "numeric" };
}

export const momentOf = (message) => new Date(message.at ?? Number(message.ts) * 1000);

const PIECES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  day_divider_pretty: { weekday: "long", day: "numeric", month: "long" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/* Slack's date tokens: `{date_short_pretty} at {time}` for the moment `seconds`. */
export function slackDate(seconds, pattern, fallback) {
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.getTime())) return fallback ?? "";
  return (pattern || "{date} {time}").replace(/\{(\w+)\}/g, (token, name) => dateToken(when, token, name));
}

function dateToken(when, token, name) {
  if (name === "ago") return dayName(when);
  if (name.endsWith("_pretty") && ["Today", "Yesterday"].includes(dayName(when))) return dayName(when).toLowerCase();
  const pieces = PIECES[name] ?? PIECES[name.replace(/_pretty$/, "")];
  return pieces ? format(when, pieces) : token;
}
