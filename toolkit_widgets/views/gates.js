// Gates, and facts that were entered elsewhere. One module with form.js (see style.script), whose
// helpers are used here. What is missing and where a gate stands comes from Python.

const GATE_FIELDS = {
  decided_by: {}, decided_on: { type: "date" }, conditions: { rows: 2 }, reasons: { rows: 2 },
  advice: { rows: 2 }, documents: { rows: 2 },
  override_reason: { rows: 3 }, override_by: {}, override_on: { type: "date" },
};

Object.assign(CONTROLS, {
  gate(view, item) {
    const { words } = view;
    const { spec } = item;
    const fields = {};
    const lines = {};
    for (const [key, attributes] of Object.entries(GATE_FIELDS)) {
      fields[key] = part.input(view, item, attributes, attributes.rows ? "textarea" : "input");
      lines[key] = part.line(item, words[`gate_${key}`], fields[key]);
    }
    const radios = spec.decisions.map((option) =>
      view.choice(item, "radio", option, () => {
        draw();
        view.changed(item);
      }));
    const decided = () => radios.find(({ input }) => input.checked)?.input.value;
    const clear = part.button(view, words.gate_clear, () => {
      for (const { input } of radios) input.checked = false;
      draw();
      view.changed(item);
      radios[0].input.focus();
    });
    const word = make("strong", { class: "tk-gate-word" });
    const why = make("p", { class: "tk-gate-title" });
    const list = make("ul", { class: "tk-gate-missing" });
    const standing = make("div", { class: "tk-gate-state", "aria-live": "polite" },
      make("p", {}, word), why, list);
    const confirm = make("div", { class: "tk-gate-confirm", hidden: true },
      make("p", {}), part.button(view, words.gate_confirm, () => view.changed(item)));
    const anyway = make("details", { class: "tk-more tk-gate-anyway" },
      make("summary", { text: words.gate_override, ...KEYS }),
      make("p", {}, make("strong", { text: words.gate_override_warning })),
      lines.override_reason,
      make("div", { class: "tk-parts" }, lines.override_by, lines.override_on));
    const former = make("ul", {});
    const formerBox = make("div", { class: "tk-gate-former", hidden: true },
      make("p", { class: "tk-zone", text: words.gate_former }), former);
    item.box.classList.add("tk-gate");
    item.box.append(
      standing,
      make("p", {}, make("strong", { text: `${words.gate_decides}: ` }),
        make("span", { html: spec.decides })),
      part.group(words.gate_decision, ...radios.map(({ label }) => label), lines.conditions,
        make("div", { class: "tk-parts" }, lines.decided_by, lines.decided_on),
        lines.reasons, lines.advice, lines.documents, clear),
      part.live(item), confirm, anyway, formerBox,
    );
    queueMicrotask(() => radios.at(-1).label.after(item.problem)); // beside the choice it is about
    let shut = true;
    const typed = () => Object.entries(fields).some(
      ([key, field]) => key.startsWith("override_") && field.value);
    const draw = () => {
      lines.conditions.hidden = decided() !== "go_with_conditions" && !fields.conditions.value;
      clear.hidden = !decided();
      anyway.hidden = !shut && !typed(); // an open gate needs no such door
    };
    item.hasParts = true;
    item.read = () => pruned({
      decision: decided(),
      ...Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value])),
    });
    item.show = (value) => {
      for (const { input } of radios) input.checked = input.value === value?.decision;
      for (const [key, field] of Object.entries(fields)) part.put(field, value?.[key]);
      if (typed()) anyway.open = true;
      draw();
    };
    item.showGate = (state) => {
      if (JSON.stringify(state) === item.gateSaid) return; // else it is spoken again
      item.gateSaid = JSON.stringify(state);
      word.textContent = state.standing;
      why.textContent = state.missing.length ? `${state.title}:` : words.gate_nothing_missing;
      list.replaceChildren(...state.missing.map((html) => make("li", { html })));
      list.hidden = !state.missing.length;
      standing.classList.toggle("tk-gate-shut", !state.open);
      item.live.textContent = state.unfinished;
      if (!state.confirm && confirm.contains(document.activeElement)) item.focus(); // it goes away
      confirm.hidden = !state.confirm;
      confirm.firstChild.textContent = state.confirm;
      former.replaceChildren(...state.former.map(({ said, missing }) =>
        make("li", {}, make("span", { text: said, dir: "auto" }), make("br"),
          make("span", { class: "tk-hint", text: missing }))));
      formerBox.hidden = !state.former.length;
      shut = !state.open;
      draw();
    };
    item.focus = () => (radios.find(({ input }) => input.checked) ?? radios[0]).input.focus();
    draw();
  },
});

// Where the gates stand, the banners on the sections behind them, and where facts come from.
function applyGates(view, state) {
  for (const [id, found] of Object.entries(state.gates ?? {})) {
    view.items.get(id)?.showGate?.(found);
  }
  for (const page of state.banners ? view.pages : []) {
    const text = state.banners[page.section.id] ?? "";
    if (!page.banner) {
      page.banner = make("p", { class: "tk-banner" });
      if (page.heading) page.heading.after(page.banner);
      else page.box.prepend(page.banner);
    }
    page.banner.hidden = !text;
    page.banner.textContent = text;
  }
  for (const [id, item] of state.taken ? view.items : []) {
    const text = state.taken[id] ?? "";
    if (!item.box || (!text && !item.taken)) continue;
    if (!item.taken) {
      item.taken = make("p", { class: "tk-help tk-taken", id: `${item.id}-t`, dir: "auto" });
      item.box.querySelector("legend")?.after(item.taken);
      const named = item.box.querySelector(`[id="${item.id}-f"]`) ?? item.box;
      const about = named.getAttribute("aria-describedby") ?? "";
      named.setAttribute("aria-describedby", `${about} ${item.id}-t`.trim());
    }
    item.taken.hidden = !text;
    item.taken.textContent = text;
  }
}
SHOWS.push(applyGates);
