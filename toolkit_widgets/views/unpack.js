// The code, the style and the questions of a card arrive packed (deflate, see packed.py). Each
// widget brings a copy of the code; a page opens each kind once.
const kinds = (globalThis.toolkitCourseCards ??= new Map()); // name of the code -> its module
const opened = new WeakMap(); // packed questions -> the questions
const TOO_OLD =
  "This browser is too old for the course. It needs Firefox 113, Chrome or Edge 80, Safari 16.4, or newer.";

function unpack(packed) {
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  for (const step of [writer.write(packed), writer.close()]) step.catch(() => {}); // the reader tells
  return new Response(readable).json();
}

async function load(packed) {
  const { module, style } = await unpack(packed);
  const sheet = document.createElement("style");
  sheet.textContent = style;
  document.head.append(sheet);
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

// Opens what a card brought, once: its code and its questions (a panel has none).
function open(model) {
  const name = model.get("_code_name");
  const packed = model.get("_spec");
  if (!kinds.has(name)) kinds.set(name, load(model.get("_code")));
  if (packed && !opened.has(packed)) opened.set(packed, unpack(packed));
  return Promise.all([kinds.get(name), packed && opened.get(packed)]);
}

const tooOld = () => typeof DecompressionStream === "undefined";

// Called as soon as the page knows the card, a message or two before it is to be shown.
function initialize({ model }) {
  if (!tooOld()) open(model).catch(() => {}); // render tells what went wrong
}

async function render(context) {
  if (tooOld()) {
    context.el.textContent = TOO_OLD;
    return undefined;
  }
  const [kind, spec] = await open(context.model);
  return kind.render({ ...context, spec });
}

export default { initialize, render };
