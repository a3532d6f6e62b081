// A panel: a card whose words come from Python, with buttons that ask for a file.
const KEYS = { "data-lm-suppress-shortcuts": "true" };

function render({ model, el }) {
  const card = document.createElement("section");
  const body = document.createElement("div");
  const row = document.createElement("p");
  const status = document.createElement("div");
  card.className = `tk-card tk-kind-${model.get("kind")}`;
  card.lang = "en";
  row.className = "tk-buttons";
  status.className = "tk-hidden";
  status.setAttribute("role", "status");
  card.append(body, row, status);

  const draw = () => {
    body.innerHTML = model.get("html"); // rendered in Python, learner text escaped there
    const title = body.querySelector("h3");
    if (title) card.setAttribute("aria-label", title.textContent);
  };
  let timer;
  const show = (text, seen) => {
    status.className = seen ? "tk-notice" : "tk-hidden";
    status.textContent = text;
  };
  const receive = (content, buffers) => {
    clearTimeout(timer);
    save(content, buffers);
    show(content.name ?? content.said ?? content.error, !content.name);
  };
  model.on("msg:custom", receive);
  // a field for one word that some of the buttons need
  const field = document.createElement("input");
  const { label: asked, value: first } = model.get("ask");
  if (asked) {
    const label = document.createElement("label");
    label.className = "tk-ask";
    field.type = "text";
    field.maxLength = 60;
    field.value = first ?? "";
    field.autocomplete = "off";
    field.spellcheck = false;
    for (const [name, value] of Object.entries(KEYS)) field.setAttribute(name, value);
    label.append(`${asked} `, field);
    body.after(label);
  }
  for (const { what, label, act } of model.get("buttons")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tk-button";
    button.textContent = label;
    for (const [name, value] of Object.entries(KEYS)) button.setAttribute(name, value);
    button.addEventListener("click", () => {
      show("", false);
      clearTimeout(timer);
      timer = setTimeout(() => show(model.get("no_reply"), true), 3000);
      try {
        model.send(act ? { what, act, word: field.value } : { what });
      } catch {
        show(model.get("no_reply"), true); // the connection is closed
      }
    });
    row.append(button);
  }
  row.hidden = !row.children.length;
  draw();
  model.on("change:html", draw);
  const leave = [onPaper(card), reachable(card)];
  const key = `panel:${body.querySelector("h3")?.textContent}`;
  minds(card, key);
  el.append(card);
  takesOver(card, key);
  return () => {
    clearTimeout(timer);
    for (const end of leave) end();
    model.off("change:html", draw);
    model.off("msg:custom", receive);
  };
}

function save(content, buffers) {
  if (!content.name) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(buffers, { type: content.type }));
  link.download = content.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export default { render };
