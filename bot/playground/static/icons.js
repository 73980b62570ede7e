/* Line drawings on a 20 × 20 grid; always decoration beside a label, so hidden from screen readers. */
import { shape } from "./dom.js";

const PATHS = {
  hash: "M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13.5M3 12.5h13.5",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  shared: "M3 8.2 8.2 3l5.2 5.2-5.2 5.2zM6.6 11.8l5.2-5.2 5.2 5.2-5.2 5.2z",
  send: "M3.5 16.5 17 10 3.5 3.5 5.5 9l6 1-6 1z",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12.5 4.5 7 10l5.5 5.5",
  forward: "M7.5 4.5 13 10l-5.5 5.5",
  down: "M5.5 8l4.5 4.5L14.5 8",
  up: "M5.5 12.5 10 8l4.5 4.5",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  dots: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  reply: "M4 4.5h12v9H9.5L6 16.5v-3H4z",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2.5v1.2M10 16.3v1.2M2.5 10h1.2M16.3 10h1.2M4.7 4.7l.9.9M14.4 14.4l.9.9M4.7 15.3l.9-.9M14.4 5.6l.9-.9",
  moon: "M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z",
  clock: "M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 6.5V10l2.5 2",
  play: "M7 4.5v11l8.5-5.5z",
  pause: "M7 5v10M13 5v10",
  next: "M5 4.5v11l7-5.5zM15 4.5v11",
  gallery: "M4 4h5v5H4zM11 4h5v5h-5zM4 11h5v5H4zM11 11h5v5h-5z",
  tools: "M4 6h7M15 6h1M4 14h1M9 14h7M11 4v4h4V4zM5 12v4h4v-4z",
  search: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM12.7 12.7 16.5 16.5",
  eye: "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  trash: "M4.5 6h11M8 6V4h4v2M6 6l.7 10h6.6L14 6",
  pencil: "M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2z",
  info: "M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 9.2v4M10 6.7v.01",
  warning: "M10 3.5 17.5 16.5h-15zM10 8.5v3.7M10 14.2v.01",
  error: "M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.5v4M10 13.2v.01",
  check: "M4.5 10.5 8.5 14.5 15.5 6",
  menu: "M3.5 6h13M3.5 10h13M3.5 14h13",
  help: "M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 8a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.3M10 13.5v.01",
  bolt: "M11 3 5 11.5h4L8.5 17l6-8.5h-4z",
  people: "M7.5 4.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.5 16c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 5.2a2.3 2.3 0 0 1 0 4.4M14.5 12c1.8.5 3 1.9 3 4",
  picture: "M3.5 4.5h13v11h-13zM3.5 13l4-4 3 3 2.5-2.5 3.5 3.5M12.5 7.5v.01",
  sort: "M7 4v12M4.5 6.5 7 4l2.5 2.5M13 16V4M10.5 13.5 13 16l2.5-2.5",
  reset: "M5 6.5A6 6 0 1 1 4 10M5 3v3.5h3.5",
  thumb_up: "M6.5 9v7h7.2l1.8-5V9h-4.2V5.5A1.5 1.5 0 0 0 9.8 4L6.5 9H4v7h2.5",
  thumb_down: "M6.5 11V4h7.2l1.8 5v2h-4.2v3.5A1.5 1.5 0 0 1 9.8 16L6.5 11H4V4h2.5",
  copy: "M7 7h9v9H7zM13 7V4H4v9h3",
};

export function icon(name, size = 18) {
  const filled = name === "send" || name === "play";
  return shape(
    "svg",
    { class: `icon${filled ? " icon-filled" : ""}`, viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    shape("path", { d: PATHS[name] ?? PATHS.info }),
  );
}
