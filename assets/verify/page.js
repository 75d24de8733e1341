"use strict";
// The page itself: one field that takes a code however it comes, and one answer.

(() => {
  const $ = (id) => document.getElementById(id);
  const page = JSON.parse($("data").textContent);
  const words = page.words;
  let lang = words[(navigator.language || "").slice(0, 2)] ? navigator.language.slice(0, 2) : "pl";
  let last = null; // the answer that is shown
  let asked = 0;

  const t = (id, args = {}) => (words[lang][id] || id).replace(/\{(\w+)\}/g, (_, k) => (k in args ? args[k] : ""));

  function date(iso) {
    if (!iso) return "";
    return new Date(iso + "T00:00:00Z").toLocaleDateString(lang === "pl" ? "pl-PL" : "en-GB",
      { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }

  const hours = (n) => n.toLocaleString(lang === "pl" ? "pl-PL" : "en-GB", { maximumFractionDigits: 2 });

  function element(tag, className, text) {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  const icons = { valid: "✓", withdrawn: "✕", replaced: "↻", changed: "✕", foreign: "?", unreadable: "?", unsigned: "?", nocode: "?", camera: "!" };

  // show writes an answer. It is made of text alone: what a certificate says is nobody's markup.
  function show(answer) {
    last = answer;
    const box = $("answer");
    box.textContent = "";
    box.hidden = !answer;
    document.body.dataset.verdict = answer ? answer.verdict : "";
    if (!answer) return;
    box.className = "answer " + answer.verdict;
    const head = element("div", "head");
    head.append(element("span", "icon", icons[answer.verdict]), element("h2", "", t(answer.verdict)));
    box.append(head, element("p", "", t(answer.verdict + "_text", { date: date(page.date) })));
    const s = answer.statement;
    if (!s) return;
    const list = element("dl");
    const title = answer.event && answer.event.edition ? t("edition", { title: s.title, edition: answer.event.edition }) : s.title;
    for (const [id, value] of [["name", s.name], ["number", s.number], ["title", title], ["hours", s.hours ? hours(s.hours) : ""], ["issued", date(s.date)]]) {
      if (value) list.append(element("dt", "", t(id)), element("dd", id, value));
    }
    box.append(list, element("p", "small", t("compare")));
  }

  // ask verifies a code; an answer that a later question overtook is dropped.
  async function ask(token) {
    const mine = ++asked;
    if (!token.trim()) return show(null);
    const answer = await ZlotStatement.verify(token, page);
    if (mine === asked) show(answer);
  }

  async function read(file) {
    const mine = ++asked;
    $("code").value = "";
    const bytes = new Uint8Array(await file.slice(0, 64 << 20).arrayBuffer());
    let answer;
    if (new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-")) {
      const token = await ZlotStatement.fromPDF(bytes);
      if (token) $("code").value = token;
      answer = token ? await ZlotStatement.verify(token, page) : { verdict: "unsigned" };
    } else {
      answer = await readPicture(file);
    }
    if (mine === asked) show(answer);
  }

  const detector = typeof BarcodeDetector === "undefined" ? null : new BarcodeDetector({ formats: ["qr_code"] });

  async function readPicture(source) {
    if (!detector) return { verdict: "camera" };
    try {
      const picture = source instanceof Blob ? await createImageBitmap(source) : source;
      const found = await detector.detect(picture);
      const code = found.map((f) => f.rawValue).find((v) => v.toUpperCase().startsWith(ZlotStatement.prefix));
      if (!code) return { verdict: "nocode" };
      $("code").value = code;
      return ZlotStatement.verify(code, page);
    } catch {
      return { verdict: "nocode" };
    }
  }

  let stream = null;

  function stopCamera() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    $("video").hidden = true;
    label();
  }

  async function startCamera() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      return show({ verdict: "camera" });
    }
    const video = $("video");
    video.srcObject = stream;
    video.hidden = false;
    label();
    await video.play();
    while (stream) {
      const answer = await readPicture(video);
      if (answer.statement || answer.verdict === "foreign" || answer.verdict === "changed") {
        stopCamera();
        show(answer);
      }
      await new Promise((wake) => setTimeout(wake, 150));
    }
  }

  // label writes everything that has words, in the language chosen.
  function label() {
    document.documentElement.lang = lang;
    document.title = t("heading");
    for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t, { date: date(page.date), count: page.withdrawn.length + page.replaced.length });
    for (const b of document.querySelectorAll("[data-lang]")) b.setAttribute("aria-pressed", String(b.dataset.lang === lang));
    $("code").placeholder = ZlotStatement.prefix + "…";
    $("camera").textContent = t(stream ? "stop" : "start");
    const list = $("events");
    list.textContent = "";
    for (const e of page.events) {
      const when = e.start === e.end ? date(e.start) : date(e.start) + " – " + date(e.end);
      const item = element("li");
      item.append(element("strong", "", e.edition ? t("edition", { title: e.title, edition: e.edition }) : e.title), element("span", "", when));
      list.append(item);
    }
    $("keys").textContent = page.fingerprints.join(" · ");
    show(last);
  }

  for (const b of document.querySelectorAll("[data-lang]")) b.addEventListener("click", () => { lang = b.dataset.lang; label(); });
  $("code").addEventListener("input", () => ask($("code").value));
  $("code").addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return;
    e.preventDefault(); // a scanner ends with it; the next code replaces this one
    ask($("code").value).then(() => $("code").select());
  });
  $("file").addEventListener("change", () => { if ($("file").files[0]) read($("file").files[0]); $("file").value = ""; });
  $("choose").addEventListener("click", () => $("file").click());
  $("clear").addEventListener("click", () => { $("code").value = ""; ask(""); $("code").focus(); });
  $("camera").hidden = !detector || !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  $("camera").addEventListener("click", () => (stream ? stopCamera() : startCamera()));
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (e) => {
      e.preventDefault();
      if (name === "drop" && e.dataTransfer.files[0]) read(e.dataTransfer.files[0]);
    });
  }
  const fragment = () => {
    const given = location.hash.slice(1);
    if (!given) return;
    let token = given;
    try { token = decodeURIComponent(given); } catch { /* it is no link of ours */ }
    $("code").value = token;
    ask(token);
  };
  window.addEventListener("hashchange", fragment);
  label();
  fragment();
  if (!location.hash) $("code").focus();
})();
