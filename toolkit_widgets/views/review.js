// The review below a form: its state in words, what happened, and the steps possible now.
// Python decides what is possible and what counts; this file shows it and asks.

const FORWARD = new Set(["submit", "review", "approve"]);

class ReviewBox {
  constructor(view) {
    this.view = view;
    this.words = view.spec.review.words;
    this.id = `${view.uid}-review`;
    this.before = "";
    const { words, id } = this;
    this.state = make("p", { class: "tk-review-state", tabindex: "-1" });
    this.changed = make("p", { class: "tk-review-changed", hidden: true });
    this.history = make("ol", { class: "tk-review-history" });
    this.count = make("summary", { text: words.history, ...KEYS });
    this.by = this.field("by", words.pseudonym, words.pseudonym_hint);
    this.role = this.field("role", words.role);
    this.item = this.choice();
    this.note = this.field("note", words.note, words.note_hint, "textarea");
    this.problem = make("p", { class: "tk-problem", id: `${id}-problem`, hidden: true });
    this.buttons = make("div", { class: "tk-buttons" });
    this.past = make("details", { class: "tk-more", open: true }, this.count, this.history);
    this.box = make(
      "section",
      { class: "tk-review", "aria-labelledby": `${id}-title` },
      make("h4", { class: "tk-section-title", id: `${id}-title`, text: words.title }),
      this.state,
      this.changed,
      make("p", { class: "tk-help", text: words.about }),
      this.past,
      make(
        "fieldset",
        { class: "tk-group" },
        make("legend", { text: words.take }),
        make("div", { class: "tk-parts" }, this.by.line, this.role.line),
        this.item.line,
        this.note.line,
        this.problem,
        this.buttons,
      ),
    );
  }

  field(name, label, hint = "", tag = "input") {
    const id = `${this.id}-${name}`;
    const input = make(tag, {
      id,
      ...(tag === "input" ? { type: "text", autocomplete: "off", maxlength: 80 } : { rows: 3, maxlength: 4000 }),
      "aria-describedby": `${id}-hint ${this.id}-problem`,
      oninput: () => this.fault(null),
      ...KEYS,
    });
    const line = make(
      "div", { class: "tk-part" },
      make("label", { for: id, text: label }),
      input,
      hint ? make("span", { class: "tk-review-hint", id: `${id}-hint`, text: hint }) : null,
    );
    return { input, line };
  }

  choice() {
    const id = `${this.id}-item`;
    const options = [{ id: "", label: this.words.whole }, ...this.view.spec.review.items];
    const input = make(
      "select", { id, ...KEYS },
      ...options.map((one) => make("option", { value: one.id, text: one.label })),
    );
    const line = make(
      "div", { class: "tk-part" },
      make("label", { for: id, text: this.words.about_what }), input,
    );
    return { input, line };
  }

  // -- what Python said --------------------------------------------------------------------

  show(review) {
    const now = JSON.stringify(review);
    if (now === this.before) return;
    const sentence = this.state.textContent;
    this.before = now;
    this.state.textContent = review.sentence;
    this.box.dataset.state = review.changed ? "changed" : review.state;
    this.changed.hidden = !review.changed_items.length;
    this.changed.textContent = `${this.words.changed_items} ${review.changed_items.join(" · ")}`;
    this.showHistory(review);
    this.showComments(review.comments);
    this.showSteps(review.steps);
    if (!this.filled && review.by && review.steps.includes("submit")) { // the author's turn
      this.by.input.value = review.by;
      this.role.input.value = review.role;
    }
    this.filled = true;
    if (sentence && sentence !== review.sentence) this.view.say(review.sentence);
  }

  showHistory(review) {
    const { words } = this;
    this.history.replaceChildren(
      ...review.history.map((one) => {
        const line = make(
          "li", {},
          make("strong", { text: one.step }),
          make("span", { text: ` ${one.about ? `${one.about} ` : ""}– ${one.who}, ` }),
          make("time", { datetime: one.at, text: clock(one.at) || one.at }),
        );
        if (one.fault) line.append(make("em", { text: ` (${words.did_not_count} ${one.fault})` }));
        if (one.note) line.append(make("p", { class: "tk-review-note", dir: "auto", text: one.note }));
        return line;
      }),
    );
    const open = review.open === 1 ? words.open_one : fill(words.open, { n: review.open });
    this.count.textContent = review.history.length
      ? `${words.history} (${review.history.length}${review.open ? `, ${open}` : ""})`
      : words.none_yet;
  }

  showComments(comments) {
    for (const [id, item] of this.view.items) {
      item.commented?.remove();
      item.commented = null;
      const found = comments[id];
      if (!found || SILENT.has(item.spec.control)) continue;
      item.commented = make(
        "div", { class: "tk-review-comments" },
        ...found.map((one) => make(
          "p", { dir: "auto" },
          make("strong", { text: `${fill(this.words.comment_by, one)} ` }),
          make("span", { text: one.note }),
        )),
      );
      item.box.append(item.commented);
    }
  }

  showSteps(steps) {
    const focused = this.buttons.contains(document.activeElement);
    this.buttons.replaceChildren(
      ...steps.map((step) => this.view.button(
        this.words[step], () => this.take(step), FORWARD.has(step) ? "" : "tk-quiet",
      )),
    );
    if (focused) this.state.focus(); // the button that was pressed may be gone
  }

  // -- a step ------------------------------------------------------------------------------

  take(step) {
    this.view.flushAll(); // it is about all of them
    this.fault(null);
    const message = {
      kind: "review", step,
      by: this.by.input.value,
      role: this.role.input.value,
      note: this.note.input.value,
    };
    if (step === "comment") message.about = this.item.input.value;
    this.view.send(message, (reply) => {
      if (reply.fault) return this.fault(reply.fault);
      this.note.input.value = "";
      if (step === "comment") return;
      this.by.input.value = ""; // the next step is another person's
      this.role.input.value = "";
      this.item.input.value = "";
    });
  }

  fault(fault) {
    this.problem.hidden = !fault;
    this.problem.textContent = fault?.sentence ?? "";
    for (const name of ["by", "role", "note"]) this[name].input.removeAttribute("aria-invalid");
    if (!fault) return;
    this.view.say(fault.sentence);
    const field = this[fault.field]?.input;
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
  }
}
