"use strict";
// The signed statement of a certificate: base45 (RFC 9285), CBOR (RFC 8949), COSE_Sign1 (RFC 9052). Whatever is odd in
// it is refused: it was made by one program, in one way.

const ZlotStatement = (() => {
  const prefix = "ZLOT1:";
  const longest = 4000; // characters; a QR symbol holds no more
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  class Unreadable extends Error {}
  const refuse = () => { throw new Unreadable("no statement"); };

  // tidy undoes what a scanner with CapsLock, a mail program or a link made of a code.
  function tidy(text) {
    text = String(text).trim().replace(/[\r\n\t]/g, "");
    if (/^zlot1%3a/i.test(text)) {
      try { text = decodeURIComponent(text); } catch { refuse(); }
    }
    return text.toUpperCase();
  }

  function base45(text) {
    if (text.length % 3 === 1) refuse();
    const out = [];
    for (let i = 0; i < text.length; i += 3) {
      const group = text.slice(i, i + 3);
      let n = 0;
      for (let j = group.length - 1; j >= 0; j--) {
        const v = alphabet.indexOf(group[j]);
        if (v < 0) refuse();
        n = n * 45 + v;
      }
      if (group.length === 3 && n <= 0xffff) out.push(n >> 8, n & 255);
      else if (group.length === 2 && n <= 0xff) out.push(n);
      else refuse();
    }
    return new Uint8Array(out);
  }

  // Reader reads CBOR: whole numbers, bytes, text, arrays, maps, floats, one tag.
  class Reader {
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }

    take(n) {
      if (n > this.bytes.length - this.at) refuse();
      this.at += n;
      return this.bytes.subarray(this.at - n, this.at);
    }

    number(bytes) {
      let v = 0;
      for (const b of bytes) v = v * 256 + b;
      if (!Number.isSafeInteger(v)) refuse();
      return v;
    }

    // head is a kind and its number.
    head() {
      const first = this.take(1)[0];
      const kind = first >> 5, info = first & 31;
      if (info < 24) return { kind, info, n: info };
      if (info > 27) refuse(); // without an end, or reserved
      const raw = this.take(1 << (info - 24));
      return { kind, info, raw, n: kind === 7 ? 0 : this.number(raw) };
    }

    float({ info, raw }) {
      const view = info >= 25 && info <= 27 ? new DataView(raw.buffer, raw.byteOffset, raw.length) : refuse();
      if (info === 27) return view.getFloat64(0);
      if (info === 26) return view.getFloat32(0);
      const half = view.getUint16(0), exponent = (half >> 10) & 31, fraction = half & 1023;
      const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction ? NaN : Infinity) : (1 + fraction / 1024) * 2 ** (exponent - 15);
      return half >> 15 ? -size : size;
    }

    value(depth = 0) {
      if (depth > 4) refuse();
      const head = this.head();
      switch (head.kind) {
        case 0: return head.n;
        case 1: return -1 - head.n;
        case 2: return this.take(head.n);
        case 3: return this.text(head.n);
        case 4: return this.list(head.n, depth);
        case 5: return this.map(head.n, depth);
        case 7: return this.float(head);
      }
      return refuse();
    }

    text(n) {
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.take(n));
      } catch {
        return refuse();
      }
    }

    list(n, depth) {
      if (n > 32) refuse();
      const out = [];
      for (let i = 0; i < n; i++) out.push(this.value(depth + 1));
      return out;
    }

    map(n, depth) {
      if (n > 32) refuse();
      const out = new Map();
      for (let i = 0; i < n; i++) {
        const key = this.value(depth + 1);
        if (typeof key !== "number" || out.has(key)) refuse();
        out.set(key, this.value(depth + 1));
      }
      return out;
    }

    end() {
      if (this.at !== this.bytes.length) refuse();
    }
  }

  function whole(bytes) {
    const r = new Reader(bytes), v = r.value();
    r.end();
    return v;
  }

  // bytesHead is the head of a byte string in CBOR.
  function bytesHead(n) {
    return n < 24 ? [0x40 | n] : n < 256 ? [0x58, n] : [0x59, n >> 8, n & 255];
  }

  // read takes a token apart: what is signed, by whose key, and what it says.
  function read(token) {
    token = tidy(token);
    if (!token.startsWith(prefix) || token.length > longest) refuse();
    const r = new Reader(base45(token.slice(prefix.length)));
    if (r.take(1)[0] !== 0xd2) refuse();
    const [protectedHeader, open, payload, signature, ...rest] = r.value();
    r.end();
    for (const part of [protectedHeader, payload, signature]) if (!(part instanceof Uint8Array)) refuse();
    if (rest.length || !(open instanceof Map) || signature.length !== 64) refuse();
    const header = whole(protectedHeader);
    if (!(header instanceof Map) || header.get(1) !== -8 || !(header.get(4) instanceof Uint8Array)) refuse();
    const signed = [0x84, 0x6a, ...new TextEncoder().encode("Signature1"), ...bytesHead(protectedHeader.length), ...protectedHeader,
      0x40, ...bytesHead(payload.length), ...payload];
    return { kid: header.get(4), signature, payload, signed: new Uint8Array(signed) };
  }

  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

  function eventID(v) {
    if (typeof v === "string") return v;
    if (!(v instanceof Uint8Array) || v.length !== 16) refuse();
    return hex(v).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // claims are what a payload says.
  function claims(payload) {
    const m = whole(payload);
    if (!(m instanceof Map)) refuse();
    const text = (k) => (typeof m.get(k) === "string" ? m.get(k) : refuse());
    const hours = m.has(5) ? m.get(5) : 0, day = m.get(6);
    if (!Number.isFinite(hours) || (day !== undefined && !Number.isSafeInteger(day))) refuse();
    let date = "";
    if (day !== undefined) {
      const d = new Date(day * 86400000);
      date = Number.isNaN(d.getTime()) ? refuse() : d.toISOString().slice(0, 10);
    }
    return { event: eventID(m.get(1)), number: text(2), name: text(3), title: text(4), hours, date };
  }

  const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  // fingerprint is how the page knows a number that is valid no more.
  function fingerprint(event, number) {
    return hex(ZlotCrypto.sha256(new TextEncoder().encode(event + "\n" + number)));
  }

  // verify says what a token is worth by the keys and lists of a page. The verdicts: valid, withdrawn, replaced,
  // changed, foreign, unreadable.
  async function verify(token, page) {
    let parts;
    try {
      parts = read(token);
    } catch {
      return { verdict: "unreadable" };
    }
    const keys = page.keys.map(fromBase64);
    const key = keys.find((k) => hex(ZlotCrypto.sha256(k).slice(0, 8)) === hex(parts.kid));
    if (!key) return { verdict: "foreign" };
    if (!(await ZlotCrypto.verify(key, parts.signature, parts.signed))) return { verdict: "changed" };
    let statement;
    try {
      statement = claims(parts.payload);
    } catch {
      return { verdict: "unreadable" };
    }
    const mark = fingerprint(statement.event, statement.number);
    const verdict = page.withdrawn.includes(mark) ? "withdrawn" : page.replaced.includes(mark) ? "replaced" : "valid";
    return { verdict, statement, event: page.events.find((e) => e.id === statement.event) };
  }

  // inflate unpacks a compressed stream of a PDF, up to a size that no honest one needs.
  async function inflate(bytes) {
    const most = 4 << 20, chunks = [];
    let size = 0;
    try {
      const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        chunks.push(value);
        if ((size += value.length) > most) return "";
      }
    } catch {
      // what came before the fault may be enough
    }
    return chunks.map((c) => latin(c)).join("");
  }

  const latin = (bytes) => new TextDecoder("latin1").decode(bytes);

  // tokenIn finds the statement in the words of a PDF: in brackets, or as hexadecimal digits.
  function tokenIn(text) {
    let found = "";
    for (const m of text.matchAll(/\/ZlotToken\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>)/g)) {
      const plain = m[1] !== undefined ? m[1].replace(/\\(.)/g, "$1")
        : m[2].replace(/\s/g, "").replace(/../g, (h) => String.fromCharCode(parseInt(h, 16)));
      if (plain.startsWith(prefix)) found = plain;
    }
    return found;
  }

  // fromPDF finds the statement in a PDF, as this program writes it, or as another one saved it again. "" : none.
  async function fromPDF(bytes) {
    const text = latin(bytes);
    if (!text.slice(0, 1024).includes("%PDF-")) throw new Unreadable("no PDF");
    const plain = tokenIn(text);
    if (plain || typeof DecompressionStream === "undefined") return plain;
    const streams = /\/ObjStm[\s\S]{0,400}?stream\r?\n/g;
    for (let m = streams.exec(text), n = 0; m && n < 200; m = streams.exec(text), n++) {
      const start = m.index + m[0].length, end = text.indexOf("endstream", start);
      const token = tokenIn(await inflate(bytes.subarray(start, end < 0 ? bytes.length : end)));
      if (token) return token;
    }
    return "";
  }

  return { read, verify, fromPDF, fingerprint, tidy, prefix };
})();

if (typeof module !== "undefined") module.exports = { ZlotStatement, ZlotCrypto };
