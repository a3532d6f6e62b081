// The code, the style and the questions of a card arrive packed (deflate, see packed.py). Each
// widget brings a copy of the code; a page opens each kind once.
const kinds = (globalThis.toolkitCourseCards ??= new Map()); // name of the code -> its module
const TOO_OLD =
  "This browser is too old for the course. It needs Firefox 113, Chrome or Edge 80, Safari 16.4, or newer.";

function unpack(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
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

async function render(context) {
  const { model, el } = context;
  if (typeof DecompressionStream === "undefined") {
    el.textContent = TOO_OLD;
    return undefined;
  }
  const name = model.get("_code_name");
  if (!kinds.has(name)) kinds.set(name, load(model.get("_code")));
  const packed = model.get("_spec"); // a panel has none
  const [kind, spec] = await Promise.all([kinds.get(name), packed && unpack(packed)]);
  return kind.render({ ...context, spec });
}

export default { render };
