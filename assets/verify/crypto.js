"use strict";
// What a browser may lack: SHA-256, SHA-512 and the verification of Ed25519 (RFC 8032), with whole numbers of any size.

const ZlotCrypto = (() => {
  // primes lists the first n prime numbers: the constants of SHA-2 are the fractions of their roots.
  function primes(n) {
    const all = [];
    for (let c = 2; all.length < n; c++) if (all.every((p) => c % p)) all.push(c);
    return all;
  }

  // root is the whole part of the k-th root of a BigInt.
  function root(v, k) {
    let low = 0n, high = 1n << BigInt(Math.ceil(v.toString(2).length / Number(k)) + 1);
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (middle ** k <= v) low = middle;
      else high = middle;
    }
    return low;
  }

  // fractions are the first bits behind the point of the k-th roots of primes.
  function fractions(n, k, bits) {
    return primes(n).map((p) => root(BigInt(p) << (k * bits), k) & ((1n << bits) - 1n));
  }

  // sha2 is SHA-256 with words of 32 bits and SHA-512 with words of 64.
  function sha2(bytes, bits, rounds, turns) {
    const word = bits / 8n, block = Number(word) * 16, mask = (1n << bits) - 1n;
    const k = fractions(rounds, 3n, bits);
    const h = fractions(8, 2n, bits);
    const size = Math.ceil((bytes.length + 1 + Number(word) * 2) / block) * block;
    const padded = new Uint8Array(size);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    for (let i = 0, n = BigInt(bytes.length) * 8n; n > 0n; i++, n >>= 8n) padded[size - 1 - i] = Number(n & 255n);
    const turn = (x, n) => ((x >> n) | (x << (bits - n))) & mask;
    const big = (x, t) => turn(x, t[0]) ^ turn(x, t[1]) ^ turn(x, t[2]);
    const small = (x, t) => turn(x, t[0]) ^ turn(x, t[1]) ^ (x >> t[2]);
    const w = [];
    for (let at = 0; at < size; at += block) {
      for (let t = 0; t < rounds; t++) {
        if (t < 16) {
          let v = 0n;
          for (let i = 0; i < Number(word); i++) v = (v << 8n) | BigInt(padded[at + t * Number(word) + i]);
          w[t] = v;
        } else {
          w[t] = (small(w[t - 2], turns.s1) + w[t - 7] + small(w[t - 15], turns.s0) + w[t - 16]) & mask;
        }
      }
      let [a, b, c, d, e, f, g, i] = h;
      for (let t = 0; t < rounds; t++) {
        const one = (i + big(e, turns.S1) + ((e & f) ^ (~e & mask & g)) + k[t] + w[t]) & mask;
        const two = (big(a, turns.S0) + ((a & b) ^ (a & c) ^ (b & c))) & mask;
        i = g; g = f; f = e; e = (d + one) & mask; d = c; c = b; b = a; a = (one + two) & mask;
      }
      [a, b, c, d, e, f, g, i].forEach((v, n) => { h[n] = (h[n] + v) & mask; });
    }
    const out = new Uint8Array(8 * Number(word));
    h.forEach((v, n) => {
      for (let i = 0; i < Number(word); i++) out[n * Number(word) + i] = Number((v >> (bits - 8n * BigInt(i + 1))) & 255n);
    });
    return out;
  }

  const sha256 = (bytes) => sha2(bytes, 32n, 64, { S0: [2n, 13n, 22n], S1: [6n, 11n, 25n], s0: [7n, 18n, 3n], s1: [17n, 19n, 10n] });
  const sha512 = (bytes) => sha2(bytes, 64n, 80, { S0: [28n, 34n, 39n], S1: [14n, 18n, 41n], s0: [1n, 8n, 7n], s1: [19n, 61n, 6n] });

  // The curve: -x² + y² = 1 + d x² y² over the whole numbers modulo p.
  const p = 2n ** 255n - 19n;
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (v) => ((v % p) + p) % p;

  function power(base, exponent) {
    let out = 1n;
    for (base = mod(base); exponent > 0n; exponent >>= 1n, base = mod(base * base)) if (exponent & 1n) out = mod(out * base);
    return out;
  }

  const inverse = (v) => power(v, p - 2n);
  const d = mod(-121665n * inverse(121666n));
  const rootOfMinusOne = power(2n, (p - 1n) / 4n);

  // point makes a point from its coordinates, with those that make adding quick.
  const point = (x, y) => ({ x, y, z: 1n, t: mod(x * y) });

  function fromLittle(bytes) {
    let v = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) v = (v << 8n) | BigInt(bytes[i]);
    return v;
  }

  // decode reads a point, or null.
  function decode(bytes) {
    let y = fromLittle(bytes);
    const odd = y >> 255n;
    y &= 2n ** 255n - 1n;
    if (y >= p) return null;
    const u = mod(y * y - 1n), v = mod(d * y * y + 1n);
    const xx = mod(u * inverse(v));
    let x = power(xx, (p + 3n) / 8n);
    if (mod(x * x) !== xx) x = mod(x * rootOfMinusOne);
    if (mod(x * x) !== xx || (x === 0n && odd === 1n)) return null;
    if ((x & 1n) !== odd) x = p - x;
    return point(x, y);
  }

  function add(a, b) {
    const A = mod((a.y - a.x) * (b.y - b.x)), B = mod((a.y + a.x) * (b.y + b.x));
    const C = mod(2n * a.t * b.t * d), D = mod(2n * a.z * b.z);
    const E = B - A, F = D - C, G = D + C, H = B + A;
    return { x: mod(E * F), y: mod(G * H), z: mod(F * G), t: mod(E * H) };
  }

  function times(a, n) {
    let out = point(0n, 1n);
    for (; n > 0n; n >>= 1n, a = add(a, a)) if (n & 1n) out = add(out, a);
    return out;
  }

  const base = (() => {
    const y = mod(4n * inverse(5n));
    const bytes = new Uint8Array(32);
    for (let i = 0, v = y; i < 32; i++, v >>= 8n) bytes[i] = Number(v & 255n);
    return decode(bytes);
  })();

  const same = (a, b) => mod(a.x * b.z - b.x * a.z) === 0n && mod(a.y * b.z - b.y * a.z) === 0n;

  // verifyByHand checks a signature without the browser's help.
  function verifyByHand(key, signature, message) {
    if (key.length !== 32 || signature.length !== 64) return false;
    const A = decode(key), R = decode(signature.slice(0, 32)), s = fromLittle(signature.slice(32));
    if (!A || !R || s >= order) return false;
    const all = new Uint8Array(64 + message.length);
    all.set(signature.slice(0, 32));
    all.set(key, 32);
    all.set(message, 64);
    const k = fromLittle(sha512(all)) % order;
    return same(times(base, s), add(R, times(A, k)));
  }

  // verify checks a signature with the browser where it can, and by hand where it cannot.
  async function verify(key, signature, message) {
    const subtle = globalThis.crypto && globalThis.crypto.subtle;
    if (subtle) {
      try {
        const imported = await subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
        return await subtle.verify({ name: "Ed25519" }, imported, signature, message);
      } catch {
        // this browser does not know the kind of key
      }
    }
    return verifyByHand(key, signature, message);
  }

  return { sha256, sha512, verify, verifyByHand };
})();
