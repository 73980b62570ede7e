/* The data_visualization block as a drawing: told apart by pattern, marker and dash as well as colour, and readable
   as a table. Shapes follow Slack's: pie {segments}; bar, line, area {series, axis_config}. */
import { el, freshId, shape } from "./dom.js";

const HEIGHT = 280;
const WIDEST = 610;
const KINDS = { bar: "Bar chart", line: "Line chart", area: "Area chart", pie: "Pie chart" };
const DASHES = ["", "7 4", "2 4", "10 4 2 4", "4 3", "12 5"];

export function chart(block) {
  const picture = block.chart ?? {};
  const uid = freshId("chart");
  const slot = el("div", { class: "chart-frame" });
  const watch = new ResizeObserver(([seen]) => redraw(Math.min(WIDEST, Math.floor(seen.contentRect.width))));
  let width = 0;
  const redraw = (room) => {
    if (room < 100 || room === width) return;
    width = room;
    slot.replaceChildren(drawing(block, picture, uid, width));
  };
  watch.observe(slot);
  return el(
    "figure",
    { class: "chart", testid: "chart", data: { kind: picture.type ?? "" } },
    el("figcaption", { class: "chart-title" }, block.title ?? ""),
    slot,
    legend(picture, uid),
    numbers(block, picture),
  );
}

function drawing(block, picture, uid, room) {
  const [width, height] = picture.type === "pie" ? [240, 240] : [room, HEIGHT];
  return shape(
    "svg",
    { class: `chart-drawing drawn-${picture.type}`, viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": `${uid}-title ${uid}-desc` },
    shape("title", { id: `${uid}-title` }, block.title ?? "Chart"),
    shape("desc", { id: `${uid}-desc` }, description(picture)),
    shape("defs", {}, patterns(uid)),
    picture.type === "pie" ? pie(picture, uid) : axes(picture, uid, width),
  );
}

/* ---- values ---- */

const seriesOf = (picture) => picture.series ?? [];
const segmentsOf = (picture) => picture.segments ?? [];

function categoriesOf(picture) {
  const named = picture.axis_config?.categories ?? [];
  return named.length ? named : [...new Set(seriesOf(picture).flatMap((series) => series.data.map((point) => point.label)))];
}

const valueAt = (series, category) => series.data.find((point) => point.label === category)?.value ?? null;

export const figure = (value) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 }).format(value);
const shortFigure = (value) => new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 }).format(value);

function description(picture) {
  const kind = KINDS[picture.type] ?? "Chart";
  if (picture.type === "pie") return `${kind}. ${segmentsOf(picture).map((part) => `${part.label}: ${figure(part.value)}`).join("; ")}.`;
  const lines = seriesOf(picture).map((series) => `${series.name}: ${series.data.map((point) => `${point.label} ${figure(point.value)}`).join(", ")}`);
  return `${kind}. ${lines.join(". ")}.`;
}

/* ---- bar, line, area ---- */

function axes(picture, uid, width) {
  const categories = categoriesOf(picture);
  const values = seriesOf(picture).flatMap((series) => series.data.map((point) => point.value));
  const scale = ticks(Math.min(0, ...values), Math.max(0, ...values));
  const box = plotBox(picture, scale, categories, width);
  const draw = { bar: bars, line: lines, area: areas }[picture.type] ?? bars;
  return shape("g", {}, grid(box, scale), categoryLabels(box, categories), axisTitles(box, picture), draw(picture, box, categories, uid), baseline(box));
}

function ticks(low, high) {
  if (low === high) high = low + 1;
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const first = Math.floor(low / step) * step;
  const count = Math.ceil(high / step - 1e-9) - Math.floor(low / step);
  return Array.from({ length: count + 1 }, (_, position) => Number((first + position * step).toPrecision(12)));
}

function plotBox(picture, scale, categories, width) {
  const widest = Math.max(...scale.map((tick) => shortFigure(tick).length));
  const left = 14 + widest * 7 + (picture.axis_config?.y_label ? 20 : 0);
  const tilted = isTilted(categories, width - left - 12);
  const bottom = HEIGHT - (tilted ? 66 : 28) - (picture.axis_config?.x_label ? 20 : 0);
  const [low, high] = [scale[0], scale.at(-1)];
  const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - 12);
  return { left, right: width - 12, top: 12, bottom, y, tilted, slot: (width - 12 - left) / Math.max(categories.length, 1) };
}

const isTilted = (categories, room) => Math.max(0, ...categories.map((name) => name.length)) * 6.6 > room / Math.max(categories.length, 1) - 6;
const middle = (box, position) => box.left + box.slot * (position + 0.5);

function grid(box, scale) {
  return scale.map((tick) => [
    shape("line", { class: "chart-grid", x1: box.left, x2: box.right, y1: box.y(tick), y2: box.y(tick) }),
    shape("text", { class: "chart-tick", x: box.left - 8, y: box.y(tick) + 4, "text-anchor": "end" }, shortFigure(tick)),
  ]);
}

const baseline = (box) => shape("line", { class: "chart-axis", x1: box.left, x2: box.right, y1: box.y(0), y2: box.y(0) });

function categoryLabels(box, categories) {
  return categories.map((name, position) => {
    const [x, y] = [middle(box, position), box.bottom + 18];
    const turn = box.tilted ? { transform: `rotate(-35 ${x} ${y - 6})`, "text-anchor": "end" } : { "text-anchor": "middle" };
    return shape("text", { class: "chart-tick", x, y, ...turn }, name);
  });
}

function axisTitles(box, picture) {
  const { x_label: across, y_label: upward } = picture.axis_config ?? {};
  const centre = (box.top + box.bottom) / 2;
  return [
    across && shape("text", { class: "chart-label", x: (box.left + box.right) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, across),
    upward && shape("text", { class: "chart-label", x: 14, y: centre, "text-anchor": "middle", transform: `rotate(-90 14 ${centre})` }, upward),
  ];
}

const tip = (series, label, value) => shape("title", {}, `${series}, ${label}: ${figure(value)}`);

function bars(picture, box, categories, uid) {
  const all = seriesOf(picture);
  const width = Math.min(44, (box.slot * 0.72) / Math.max(all.length, 1));
  return all.flatMap((series, which) =>
    categories.map((label, position) => {
      const value = valueAt(series, label);
      if (value === null) return null;
      const x = middle(box, position) + (which - all.length / 2) * width;
      const [top, foot] = [box.y(Math.max(value, 0)), box.y(Math.min(value, 0))];
      return shape("rect", { class: "chart-bar", x: x + 1, y: top, width: Math.max(width - 2, 2), height: Math.max(foot - top, 1), rx: 2, fill: `url(#${uid}-p${which})` }, tip(series.name, label, value));
    }),
  );
}

function pointsOf(series, box, categories) {
  return categories
    .map((label, position) => ({ label, value: valueAt(series, label), x: middle(box, position) }))
    .filter((point) => point.value !== null)
    .map((point) => ({ ...point, y: box.y(point.value) }));
}

const trail = (points) => points.map((point, position) => `${position ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("");

function lines(picture, box, categories) {
  return seriesOf(picture).flatMap((series, which) => {
    const points = pointsOf(series, box, categories);
    return [
      shape("path", { class: `chart-line stroke-${which}`, d: trail(points), "stroke-dasharray": DASHES[which] || null }),
      ...points.map((point) => shape("g", { class: `fill-${which}` }, marker(which, point.x, point.y), tip(series.name, point.label, point.value))),
    ];
  });
}

function areas(picture, box, categories, uid) {
  return seriesOf(picture).flatMap((series, which) => {
    const points = pointsOf(series, box, categories);
    if (!points.length) return [];
    const body = `${trail(points)}L${points.at(-1).x.toFixed(1)} ${box.y(0)}L${points[0].x.toFixed(1)} ${box.y(0)}Z`;
    return [
      shape("path", { class: "chart-area", d: body, fill: `url(#${uid}-p${which})` }),
      shape("path", { class: `chart-line stroke-${which}`, d: trail(points) }),
      ...points.map((point) => shape("g", { class: `fill-${which}` }, marker(which, point.x, point.y), tip(series.name, point.label, point.value))),
    ];
  });
}

const MARKERS = [
  (x, y) => shape("circle", { cx: x, cy: y, r: 4 }),
  (x, y) => shape("rect", { x: x - 4, y: y - 4, width: 8, height: 8 }),
  (x, y) => shape("path", { d: `M${x} ${y - 5}l5 9h-10z` }),
  (x, y) => shape("path", { d: `M${x} ${y - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z` }),
  (x, y) => shape("path", { d: `M${x} ${y + 5}l5-9h-10z` }),
  (x, y) => shape("path", { d: `M${x - 5} ${y - 1.6}h3.4v-3.4h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4z` }),
];
const marker = (which, x, y) => MARKERS[which % MARKERS.length](x, y);

/* ---- pie ---- */

function pie(picture, uid) {
  const parts = segmentsOf(picture);
  const whole = parts.reduce((sum, part) => sum + part.value, 0) || 1;
  let turn = -Math.PI / 2;
  return parts.map((part, which) => {
    const from = turn;
    turn += (part.value / whole) * 2 * Math.PI;
    return slice(part, which, from, turn, whole, uid);
  });
}

function slice(part, which, from, to, whole, uid) {
  const words = shape("title", {}, `${part.label}: ${figure(part.value)} (${share(part.value, whole)})`);
  const traits = { class: "chart-slice", fill: `url(#${uid}-p${which})` };
  if (to - from > 2 * Math.PI - 1e-6) return shape("circle", { ...traits, cx: 120, cy: 120, r: 108 }, words);
  const spot = (angle) => `${(120 + 108 * Math.cos(angle)).toFixed(2)} ${(120 + 108 * Math.sin(angle)).toFixed(2)}`;
  return shape("path", { ...traits, d: `M120 120L${spot(from)}A108 108 0 ${to - from > Math.PI ? 1 : 0} 1 ${spot(to)}Z` }, words);
}

const share = (value, whole) => new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 }).format(value / whole);

/* ---- patterns and legend ---- */

const HATCHES = [
  [],
  ["M-2 2l4-4M0 10L10 0M8 12l4-4"],
  ["M2.5 2.5h.01M7.5 7.5h.01"],
  ["M0 5h10"],
  ["M5 0v10"],
  ["M0 5h10M5 0v10"],
];

function patterns(uid) {
  return HATCHES.map((strokes, which) =>
    shape(
      "pattern",
      { id: `${uid}-p${which}`, width: 10, height: 10, patternUnits: "userSpaceOnUse" },
      shape("rect", { class: `fill-${which}`, width: 10, height: 10 }),
      strokes.map((d) => shape("path", { class: `chart-hatch${which === 2 ? " chart-dots" : ""}`, d })),
    ),
  );
}

function legend(picture, uid) {
  const named = picture.type === "pie" ? pieLegend(picture) : seriesOf(picture).map((series) => series.name);
  return el("ul", { class: "chart-legend", "aria-label": "Legend" }, named.map((name, which) => el("li", {}, swatch(picture.type, which, uid), name)));
}

function pieLegend(picture) {
  const whole = segmentsOf(picture).reduce((sum, part) => sum + part.value, 0) || 1;
  return segmentsOf(picture).map((part) => `${part.label} · ${share(part.value, whole)}`);
}

function swatch(kind, which, uid) {
  const box = shape("svg", { class: "chart-swatch", viewBox: "0 0 24 14", width: 24, height: 14, "aria-hidden": "true" });
  if (kind === "line") {
    box.append(shape("path", { class: `chart-line stroke-${which}`, d: "M0 7h24", "stroke-dasharray": DASHES[which] || null }));
    box.append(shape("g", { class: `fill-${which}` }, marker(which, 12, 7)));
  } else box.append(shape("rect", { x: 5, width: 14, height: 14, rx: 2, fill: `url(#${uid}-p${which})` }));
  return box;
}

/* ---- the same figures as a table ---- */

function numbers(block, picture) {
  return el(
    "details",
    { class: "chart-numbers" },
    el("summary", {}, "Show as table"),
    el("div", { class: "table-frame" }, el("table", { class: "table" }, el("caption", { class: "hidden" }, block.title ?? "Chart"), picture.type === "pie" ? pieTable(picture) : seriesTable(picture))),
  );
}

function pieTable(picture) {
  return [
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Part"), el("th", { scope: "col", class: "align-right" }, "Value"))),
    el("tbody", {}, segmentsOf(picture).map((part) => el("tr", {}, el("th", { scope: "row" }, part.label), el("td", { class: "align-right" }, figure(part.value))))),
  ];
}

function seriesTable(picture) {
  const all = seriesOf(picture);
  const cell = (value) => el("td", { class: "align-right" }, value === null ? "–" : figure(value));
  return [
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, picture.axis_config?.x_label ?? ""), all.map((series) => el("th", { scope: "col", class: "align-right" }, series.name)))),
    el("tbody", {}, categoriesOf(picture).map((label) => el("tr", {}, el("th", { scope: "row" }, label), all.map((series) => cell(valueAt(series, label)))))),
  ];
}
