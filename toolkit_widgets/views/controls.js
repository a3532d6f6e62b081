// Questions with parts: risks, lists, rankings, named records. One module with form.js (see
// style.script), whose helpers are used here. Levels and computed values come from Python.

const part = {
  // a label and its field, below one another
  line(item, text, field, ...more) {
    item.partCount = (item.partCount ?? 0) + 1;
    field.id = `${item.id}-part${item.partCount}`;
    return make("div", { class: "tk-part" }, make("label", { for: field.id, text }), field, ...more);
  },

  input(view, item, attributes = {}, tag = "input") {
    return make(tag, {
      type: tag === "input" && "text",
      oninput: () => view.changed(item, true),
      onblur: () => view.flush(item.spec.id),
      ...KEYS,
      ...attributes,
    });
  },

  select(view, item, options, onchange = () => view.changed(item)) {
    return make(
      "select", { onchange, ...KEYS },
      make("option", { value: "", text: view.words.select }),
      ...options.map(({ id, label }) => make("option", { value: id, text: label })),
    );
  },

  tick(view, item, html, onchange = () => view.changed(item)) {
    const input = make("input", { type: "checkbox", onchange, ...KEYS });
    return { input, label: make("label", { class: "tk-option" }, input, make("span", { html })) };
  },

  group(text, ...children) {
    return make("fieldset", { class: "tk-group" }, make("legend", { text }), ...children);
  },

  button(view, text, onclick) {
    return view.button(text, onclick, "tk-quiet tk-edit");
  },

  // what Python says about the answer so far; spoken when it changes
  live(item) {
    item.live = make("output", { class: "tk-live" });
    return item.live;
  },

  // never under the learner's fingers
  put(field, value) {
    if (document.activeElement !== field) field.value = value ?? "";
  },
};

// Without what says nothing.
function pruned(value) {
  return Object.fromEntries(Object.entries(value).filter(([, found]) => !empty(found)));
}

// The likelihood and severity of one stage, each a step or a range.
function judgement(view, item, stage) {
  const { words } = view;
  const axes = ["likelihood", "severity"].map((axis) => {
    const name = words[`risk_${axis}`];
    const ends = [0, 1].map(() => part.select(view, item, item.spec.axes[axis]));
    const lines = [part.line(item, name, ends[0]), part.line(item, fill(words.risk_to, { axis: name }), ends[1])];
    return { axis, name, ends, lines };
  });
  const range = part.tick(view, item, words.risk_range, () => {
    if (range.input.checked) for (const { ends } of axes) ends[1].value = ends[0].value;
    drawRange();
    view.changed(item);
  });
  const drawRange = () => {
    for (const { name, lines } of axes) {
      lines[1].hidden = !range.input.checked;
      lines[0].querySelector("label").textContent = range.input.checked
        ? fill(words.risk_from, { axis: name }) : name;
    }
  };
  const own = stage !== "inherent" && part.input(view, item, { rows: 2 }, "textarea");
  const ticks = stage !== "inherent"
    ? item.spec.controls.map(({ id, html }) => ({ id, ...part.tick(view, item, html) })) : [];
  const box = part.group(
    words[`risk_${stage}`],
    make("div", { class: "tk-parts" }, ...axes.flatMap(({ lines }) => lines)),
    item.spec.ranges ? range.label : null,
    ticks.length ? part.group(words[`risk_controls_${stage}`], ...ticks.map(({ label }) => label)) : null,
    own ? part.line(item, words[`risk_named_${stage}`], own) : null,
  );
  drawRange();
  return {
    box,
    first: axes[0].ends[0],
    read() {
      const found = {};
      for (const { axis, ends } of axes) {
        const [from, to] = ends.map((end) => end.value);
        if (!range.input.checked) found[axis] = from ? [from, from] : null;
        else found[axis] = from || to ? [from, to] : null;
      }
      found.controls = ticks.filter(({ input }) => input.checked).map(({ id }) => id);
      if (own) found.named = own.value;
      return pruned(found);
    },
    show(value) {
      const pairs = axes.map(({ axis }) => (Array.isArray(value?.[axis]) ? value[axis] : ["", ""]));
      range.input.checked = pairs.some(([from, to]) => from !== to);
      axes.forEach(({ ends }, n) => ends.forEach((end, i) => part.put(end, pairs[n][i])));
      for (const { id, input } of ticks) input.checked = Boolean(value?.controls?.includes?.(id));
      if (own) part.put(own, value?.named);
      drawRange();
    },
  };
}

Object.assign(CONTROLS, {
  risk(view, item) {
    const { words } = view;
    const { spec } = item;
    const fields = {};
    const line = (key, attributes = {}, tag = "input") => {
      fields[key] = part.input(view, item, attributes, tag);
      return part.line(item, words[`risk_${key}`], fields[key]);
    };
    const pick = (key, ids) => {
      fields[key] = part.select(
        view, item, ids.map((id) => ({ id, label: words[`risk_${id}`] })),
        () => {
          drawTreatment();
          view.changed(item);
        },
      );
      return part.line(item, words[`risk_${key}`], fields[key]);
    };
    const said = (key) => spec[key]
      ? make("p", {}, make("strong", { text: `${words[`risk_${key}`]}: ` }), make("span", { html: spec[key] }))
      : line(key);
    item.box.append(said("what"), said("whom"), line("affected", { inputmode: "numeric", class: "tk-number" }));
    const steps = make("details", { class: "tk-more" }, make("summary", { text: words.risk_steps, ...KEYS }));
    for (const axis of ["likelihood", "severity"]) {
      const list = make("dl", { class: "tk-steps" });
      for (const { label, html } of spec.axes[axis]) {
        list.append(make("dt", { text: label }), make("dd", { html }));
      }
      steps.append(make("p", {}, make("strong", { text: words[`risk_${axis}`] })), list);
    }
    const stages = ["inherent", "current", "residual"].map((stage) => [stage, judgement(view, item, stage)]);
    item.box.append(steps, ...stages.map(([, { box }]) => box), part.live(item));
    const due = [line("owner"), line("due", { type: "date" }), line("review", { type: "date" })];
    const accept = [
      line("accepted_by"), line("accepted_on", { type: "date" }),
      line("accept_reason", { rows: 2 }, "textarea"),
    ];
    const drawTreatment = () => {
      const hide = fields.treatment.value !== "accept";
      for (const box of accept) box.hidden = hide && !box.querySelector("input, textarea").value;
    };
    item.box.append(
      part.group(
        words.risk_basis,
        pick("knowledge", ["weak", "medium", "strong"]),
        line("knowledge_reason", { rows: 2 }, "textarea"),
      ),
      part.group(
        words.risk_treating,
        pick("treatment", ["avoid", "reduce", "share", "accept"]),
        make("div", { class: "tk-parts" }, ...due, ...accept),
      ),
    );
    drawTreatment();
    item.hasParts = true;
    item.read = () => pruned({
      ...Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value])),
      ...Object.fromEntries(stages.map(([stage, found]) => [stage, found.read()])),
    });
    item.show = (value) => {
      for (const [key, field] of Object.entries(fields)) part.put(field, value?.[key]);
      for (const [stage, found] of stages) found.show(value?.[stage]);
      drawTreatment();
    };
    item.focus = () => (fields.what ?? stages[0][1].first).focus();
  },

  repeat(view, item) {
    const { words } = view;
    const { spec } = item;
    const noun = spec.noun.charAt(0).toUpperCase() + spec.noun.slice(1);
    const list = make("div", { class: "tk-records" });
    let records = [];
    const record = (value) => {
      const fields = new Map();
      const lines = spec.parts.map(({ id, label, help, kind, options, unit }) => {
        const field =
          kind === "select" ? part.select(view, item, options)
          : kind === "long_text" ? part.input(view, item, { rows: 3 }, "textarea")
          : part.input(view, item, {
              type: kind === "date" ? "date" : "text",
              inputmode: kind === "number" && "decimal",
              class: kind === "number" && "tk-number",
            });
        field.value = value?.[id] ?? "";
        fields.set(id, field);
        const name = unit ? `${label} (${unit})` : label;
        return part.line(item, name, field, help ? make("span", { class: "tk-help", text: help }) : null);
      });
      const one = { fields };
      one.remove = part.button(view, "", () => take(one));
      one.box = part.group("", make("div", { class: "tk-parts" }, ...lines), one.remove);
      one.first = [...fields.values()][0];
      return one;
    };
    const draw = () => {
      list.replaceChildren(...records.map(({ box }) => box));
      records.forEach((one, n) => {
        one.box.querySelector("legend").textContent = fill(words.repeat_entry, { noun, n: n + 1 });
        one.remove.textContent = fill(words.repeat_remove, { noun: spec.noun, n: n + 1 });
      });
    };
    const take = (one) => {
      const n = records.indexOf(one);
      records.splice(n, 1);
      draw();
      (records[n]?.first ?? records[n - 1]?.first ?? add).focus();
      view.say(fill(words.repeat_removed, { noun, n: n + 1, of: records.length }));
      view.changed(item);
    };
    const add = part.button(view, fill(words.repeat_add, { noun: spec.noun }), () => {
      if (records.length >= spec.most) {
        view.say(fill(words.repeat_full, { of: spec.most }));
        return;
      }
      records.push(record());
      draw();
      records.at(-1).first.focus();
      view.say(fill(words.repeat_added, { noun, n: records.length }));
      view.changed(item);
    });
    item.box.append(list, add, part.live(item));
    item.hasParts = true;
    item.read = () => records.map(({ fields }) =>
      pruned(Object.fromEntries([...fields].map(([id, field]) => [id, field.value]))));
    item.show = (value) => {
      const given = Array.isArray(value) ? value : [];
      if (list.contains(document.activeElement)) return;
      records = given.map((one) => record(one));
      while (records.length < Math.max(1, spec.least)) records.push(record());
      draw();
    };
    item.focus = () => (records[0]?.first ?? add).focus();
    item.show(null);
  },

  rank(view, item) {
    const { words } = view;
    const { options, choose } = item.spec;
    let order = [];
    const ranked = make("ol", { class: "tk-order", "aria-labelledby": `${item.id}-in` });
    const others = make("ul", { class: "tk-order tk-others", "aria-labelledby": `${item.id}-out` });
    const heads = [
      make("p", { class: "tk-zone", id: `${item.id}-in`, text: words.rank_in }),
      make("p", { class: "tk-zone", id: `${item.id}-out`, text: words.rank_out }),
    ];
    const rows = new Map();
    const name = (id) => rows.get(id).tick.label.textContent;
    const say = (id) => {
      const at = order.indexOf(id);
      view.say(at < 0 ? fill(words.rank_taken, { text: name(id) })
        : fill(words.moved, { text: name(id), n: at + 1, of: order.length }));
    };
    const move = (id, step, button) => {
      const from = order.indexOf(id);
      const to = Math.max(0, Math.min(order.length - 1, from + step));
      if (from !== to) order.splice(to, 0, ...order.splice(from, 1));
      draw();
      button.focus(); // moving the row took it away
      say(id);
      view.changed(item);
    };
    for (const { id, html } of options) {
      const tick = part.tick(view, item, html, () => {
        order = order.filter((one) => one !== id);
        if (tick.input.checked) order.push(id);
        draw();
        tick.input.focus();
        say(id);
        view.changed(item);
      });
      tick.input.value = id;
      const button = (word, sign, step) =>
        make("button", {
          type: "button", class: "tk-move", text: sign, ...KEYS,
          "aria-label": `${word}: ${tick.label.textContent}`,
          onclick: (event) => move(id, step, event.currentTarget),
        });
      const moves = make("span", { class: "tk-moves" }, button(words.up, "↑", -1), button(words.down, "↓", 1));
      const row = make("li", {}, make("div", { class: "tk-entry" }, tick.label, moves));
      rows.set(id, { tick, moves, row });
    }
    const draw = () => {
      const rest = options.map(({ id }) => id).filter((id) => !order.includes(id));
      ranked.append(...order.map((id) => rows.get(id).row));
      others.append(...rest.map((id) => rows.get(id).row));
      for (const [id, { tick, moves }] of rows) {
        tick.input.checked = order.includes(id);
        moves.hidden = !order.includes(id);
      }
      ranked.hidden = heads[0].hidden = !order.length;
      others.hidden = heads[1].hidden = !rest.length;
    };
    const some = choose < options.length;
    const hint = some ? fill(words.rank_hint_some, { n: choose }) : words.rank_hint;
    item.box.append(make("p", { class: "tk-help", text: hint }), heads[0], ranked, heads[1], others, part.live(item));
    item.read = () => [...order];
    item.show = (value) => {
      if (item.box.contains(document.activeElement)) return;
      order = (Array.isArray(value) ? value : []).filter((id) => rows.has(id));
      draw();
    };
    item.focus = () => item.box.querySelector("input").focus();
    draw();
  },

  evidence(view, item) {
    const fields = {};
    const lines = ["title", "where", "date", "owner"].map((key) => {
      fields[key] = part.input(view, item, key === "date" ? { type: "date" } : {});
      return part.line(item, view.words[`evidence_${key}`], fields[key]);
    });
    item.box.append(make("div", { class: "tk-parts" }, ...lines));
    item.hasParts = true;
    item.read = () =>
      pruned(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value])));
    item.show = (value) => {
      for (const [key, field] of Object.entries(fields)) part.put(field, value?.[key]);
    };
    item.focus = () => fields.title.focus();
  },
});
