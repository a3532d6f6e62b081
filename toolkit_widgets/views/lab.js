// Labs: predict, then move, then see. One module with form.js (see style.script). A slider's own
// number moves at once, here; what it leads to comes from Python, one question at a time.

const SETTLED_MS = 600; // without a movement: save, and say what is seen
const TYPED_MS = 120; // a number is looked at once the typing pauses
const theme = () => (document.body.dataset.jpThemeLight === "false" ? "dark" : "light");

class LabView extends FormView {
  build() {
    super.build();
    const { lab } = this.spec;
    this.controls = new Map(); // id -> {spec, field, read, show, problem}
    this.pictureOf = {};
    this.flying = 0; // the number of the question that Python has not answered yet
    this.wanted = null; // the latest positions that were not sent
    this.unsaved = new Set(); // controls moved since the last save
    this.spoken = "";
    this.committed = make("p", {
      class: "tk-lab-committed", tabindex: "-1", text: this.words.lab_committed, hidden: true,
    });
    this.lab = make(
      "div", { class: "tk-lab", hidden: true },
      this.buildTasks(), this.buildControls(), this.buildScreen(), this.buildCompare(),
      this.buildAfter(), this.buildLimits(),
    );
    this.commitButton.parentNode.after(this.committed, this.lab);
    this.reveal.remove();
    this.reveal = this.committed; // what gets the focus after handing in
  }

  heading(text) {
    return make("h4", { text });
  }

  buildTasks() {
    return make(
      "div", {},
      this.heading(this.words.lab_tasks),
      make("ol", { class: "tk-lab-tasks" }, ...this.spec.lab.tasks.map((html) => make("li", { html }))),
    );
  }

  buildControls() {
    const box = make("fieldset", { class: "tk-group tk-lab-controls" });
    box.append(make("legend", { text: this.words.lab_controls }));
    const built = this.spec.lab.controls.map((spec) => this.buildControl(spec));
    const open = this.spec.lab.fold ?? built.length;
    const row = (fields) => make("div", { class: "tk-lab-row" }, ...fields);
    box.append(row(built.slice(0, open)));
    if (open < built.length) {
      const more = make("summary", { text: fill(this.words.lab_more, { n: built.length - open }) });
      box.append(make("details", {}, more, row(built.slice(open))));
    }
    this.readout = make("p", { class: "tk-lab-readout" });
    const back = this.button(this.words.lab_reset, () => this.reset(), "tk-quiet");
    box.append(make("div", { class: "tk-lab-foot" }, this.readout, back));
    return box;
  }

  buildControl(spec) {
    const id = `${this.uid}-c${this.controls.size}`;
    const control = { spec };
    const about = `${id}-u ${id}-h ${id}-p`;
    const attributes = { id, "aria-describedby": about, "data-control": spec.id, ...KEYS };
    const onmove = () => this.moved(control);
    let after = null; // beside the field
    if (spec.type === "select") {
      control.field = make(
        "select", { ...attributes, onchange: onmove },
        ...spec.options.map((option) => make("option", { value: option.id, text: option.label })),
      );
    } else if (spec.type === "range") {
      const words = () => [shown(control.field.value, spec.step), spec.unit].filter(Boolean).join(" ");
      control.field = make("input", {
        type: "range", min: spec.minimum, max: spec.maximum, step: spec.step, ...attributes,
        oninput: onmove,
      });
      after = make("span", { class: "tk-lab-value", "aria-hidden": "true" }); // valuetext says it
      control.draw = () => {
        after.textContent = words();
        control.field.setAttribute("aria-valuetext", words());
      };
    } else {
      control.field = make("input", {
        type: "text", inputmode: "decimal", class: "tk-number", ...attributes, oninput: onmove,
        onchange: () => this.entered(),
      });
      after = spec.unit ? make("span", { class: "tk-unit", id: `${id}-u`, text: spec.unit }) : null;
    }
    control.show = (value) => {
      if (String(control.field.value) !== String(value)) control.field.value = value;
      control.draw?.();
    };
    control.problem = make("p", { class: "tk-problem", id: `${id}-p`, hidden: true });
    this.controls.set(spec.id, control);
    return make(
      "div", { class: `tk-lab-control tk-lab-${spec.type}` },
      make("label", { for: id, text: spec.label }),
      make("div", { class: "tk-line" }, control.field, after),
      spec.help ? make("p", { class: "tk-help", id: `${id}-h`, text: spec.help }) : null,
      control.problem,
    );
  }

  buildScreen() {
    this.images = Object.fromEntries(
      ["light", "dark"].map((name) => [name, make("img", { class: `tk-only-${name}`, alt: "" })]),
    );
    this.sentence = make("p", { class: "tk-lab-sentence" });
    this.table = make("table");
    this.failed = make("p", { class: "tk-problem", hidden: true });
    return make(
      "div", { class: "tk-lab-screen" },
      this.heading(this.words.lab_picture),
      this.failed,
      make("figure", { class: "tk-lab-figure" }, this.images.light, this.images.dark),
      this.sentence,
      make(
        "details", {},
        make("summary", { text: this.words.lab_numbers, ...KEYS }),
        this.table,
      ),
    );
  }

  buildCompare() {
    this.compare = make("div", { class: "tk-lab-compare" });
    return make("div", {}, this.heading(this.words.lab_compare), this.compare);
  }

  buildAfter() {
    const boxes = this.spec.lab.after.map((id) => this.items.get(id).box);
    this.after = make("div", { class: "tk-lab-after", hidden: true }, this.heading(this.words.lab_after), ...boxes);
    return this.after;
  }

  buildLimits() {
    return make(
      "div", { class: "tk-lab-limits" },
      make("p", {}, make("strong", { text: this.words.lab_limits })),
      make("div", { html: this.spec.lab.limits }),
    );
  }

  // -- moving ------------------------------------------------------------------------------------

  positions() {
    return Object.fromEntries([...this.controls].map(([id, { field }]) => [id, field.value]));
  }

  moved(control) {
    control.draw?.();
    this.unsaved.add(control.spec.id);
    clearTimeout(this.typed);
    this.typed = control.spec.type === "number" && setTimeout(() => this.entered(), TYPED_MS);
    if (!this.typed) this.ask();
    this.settle();
  }

  // What was typed is complete: a pause, Enter, or another field.
  entered() {
    if (!this.typed) return;
    clearTimeout(this.typed);
    this.typed = false;
    this.ask();
  }

  reset() {
    clearTimeout(this.typed);
    this.typed = false;
    for (const [id, control] of this.controls) {
      control.show(control.spec.start);
      this.unsaved.add(id);
    }
    this.ask();
    this.settle();
  }

  // At most one question is under way; what moved meanwhile is asked once it is answered.
  ask() {
    this.wanted = this.positions();
    if (!this.flying) this.sendMove();
  }

  sendMove() {
    const values = this.wanted;
    this.wanted = null;
    this.send({ kind: "move", values, theme: theme() });
    this.flying = number;
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settled(), SETTLED_MS);
  }

  settled() {
    if (this.flying || this.wanted) { // the answer may say what is wrong
      this.settle();
      return;
    }
    if ([...this.controls.values()].some(({ problem }) => !problem.hidden)) return;
    const values = this.positions();
    const changes = Object.fromEntries([...this.unsaved].map((id) => [id, { value: values[id] }]));
    this.unsaved.clear();
    if (Object.keys(changes).length) this.send({ kind: "change", changes });
    this.announce();
  }

  announce() {
    const text = this.failed.hidden ? this.sentence.textContent : this.failed.textContent;
    if (text && text !== this.spoken) this.say(text);
    this.spoken = text;
  }

  replay() {
    super.replay();
    const left = Object.entries(this.pending.read()).filter(([id]) => this.controls.has(id));
    for (const [id, { answer }] of left) this.controls.get(id).show(answer.value);
    const changes = Object.fromEntries(left.map(([id, { answer }]) => [id, answer]));
    if (left.length) this.send({ kind: "change", changes });
  }

  receive(content, buffers) {
    if (content.kind !== "move") {
      super.receive(content, buffers);
      if (content.kind === "commit" && this.lab.hidden) this.showDraft();
      return;
    }
    const n = content.n ?? 0;
    clearTimeout(this.waiting.get(n));
    this.waiting.delete(n);
    if (content.error) this.showFailed(content.error);
    this.showProblems(content.problems ?? {});
    if (content.lab) {
      this.sawMove = true;
      this.showLab(content.lab);
    }
    if (n === this.flying) {
      this.flying = 0;
      if (this.wanted) this.sendMove();
    }
  }

  // What was predicted cannot be read: it is not committed.
  showDraft() {
    const item = [...this.items.values()].find(({ problem }) => problem && !problem.hidden);
    if (!item) return;
    this.goTo(item);
    this.say(item.problem.textContent);
  }

  notSaved(why) {
    super.notSaved(why);
    this.flying = 0; // a new question may be asked: perhaps the notebook is back
  }

  showProblems(problems) {
    for (const [id, text] of Object.entries(problems)) {
      const control = this.controls.get(id);
      if (!control) continue;
      control.problem.hidden = !text;
      if (text && control.problem.textContent !== text) this.say(text);
      control.problem.textContent = text ?? "";
      if (text) control.field.setAttribute("aria-invalid", "true");
      else control.field.removeAttribute("aria-invalid");
    }
  }

  // -- showing -----------------------------------------------------------------------------------

  apply(state) {
    super.apply(state);
    if (state.moved !== undefined) {
      this.sawMove = state.moved || this.sawMove;
      this.after.hidden = !(state.moved && this.spec.lab.after.length);
    }
    if (state.said) this.said = state.said;
    if (!state.lab) return;
    if (this.lab.hidden) this.openLab();
    if (this.unsaved.size) return; // the hand is on a control again: its own picture is coming
    if (state.said) {
      for (const [id, value] of Object.entries(state.lab.values)) this.controls.get(id)?.show(value);
    }
    this.showLab(state.lab);
  }

  showLab(lab) {
    if (lab.failed) {
      this.showFailed(lab.failed);
      return;
    }
    this.failed.hidden = true;
    this.readout.textContent = lab.readout;
    for (const [name, uri] of Object.entries(lab.picture)) {
      if (this.images[name].src !== uri) this.images[name].src = uri;
    }
    for (const image of Object.values(this.images)) image.alt = lab.title;
    this.sentence.textContent = lab.sentence;
    const [head, ...rows] = lab.table;
    this.table.replaceChildren(
      make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col", text })))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((text, i) =>
        make(i ? "td" : "th", { scope: i ? null : "row", text }))))),
    );
    this.showCompare(lab.seen);
  }

  showFailed(text) {
    this.failed.textContent = text;
    this.failed.hidden = false;
  }

  showCompare(seen) {
    const { words } = this;
    const line = (word, text) =>
      make("p", {}, make("strong", { text: `${word}: ` }), make("span", { text }));
    this.compare.replaceChildren(...Object.entries(this.said ?? {}).flatMap(([id, said]) => [
      make("p", { class: "tk-lab-question", text: said.question }),
      line(words.lab_predicted, said.predicted),
      line(words.lab_shows, this.sawMove ? (seen[id] ?? "") : words.lab_move_first),
    ]));
  }

  openLab() {
    this.lab.hidden = false;
    this.card.classList.add("tk-lab-open");
    this.committed.hidden = false;
    this.commitButton.hidden = true;
    this.lock(true);
  }

  lock(on) {
    for (const id of this.spec.lab.predict) {
      for (const field of this.items.get(id).box.querySelectorAll("input, select, textarea, button")) {
        field.disabled = on;
      }
    }
  }

  close() {
    clearTimeout(this.settling);
    clearTimeout(this.typed);
    this.flying = 0;
    this.wanted = null;
    if (this.unsaved.size) this.settled();
    super.close();
  }
}

// A slider's number with as many decimals as its step has.
function shown(value, step) {
  const decimals = (String(step).split(".")[1] ?? "").length;
  return Number(value).toLocaleString("en", {
    minimumFractionDigits: decimals, maximumFractionDigits: decimals,
  });
}

VIEWS.lab = LabView;
