#!/usr/bin/env python3
"""A second verifier of Pilot Harbor receipts, written from docs/ledger-format.md and sharing no code with the first.

Python 3.8 or later, standard library only; RFC 3161 tokens are handed to the `openssl` program.

    verify_receipt.py RECEIPT.json KEYS.json     prints one verdict line; exit 0 proven or order only, 1 invalid, 2 unreadable
    verify_receipt.py --batch < lines            each line {"receipt": text, "keys": text}; prints one verdict a line
    verify_receipt.py --sm3 < lines              of each line's bytes in hex, the SM3 made by hand
"""

import base64
import datetime
import functools
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata


class Invalid(Exception):
    """Why a receipt proves nothing."""


def require(holds, why):
    if not holds:
        raise Invalid(why)


# --- Ed25519, RFC 8032 section 5.1, verification only ---------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_double(p):
    a, b = p[0] * p[0] % P, p[1] * p[1] % P
    c = 2 * p[2] * p[2]
    h = a + b
    e = h - (p[0] + p[1]) * (p[0] + p[1])
    g = a - b
    f = c + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_decode(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def point_encode(p):
    z = pow(p[2], P - 2, P)
    x, y = p[0] * z % P, p[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
NEUTRAL = (0, 1, 1, 0)


@functools.lru_cache(maxsize=None)
def ed25519_verify(public, message, signature):
    """S·B − h·A, written out, must be the R of the signature: no cofactor, one encoding."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a = point_decode(public)
    s = int.from_bytes(signature[32:], "little")
    if a is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], a[2], P - a[3])
    both = point_add(BASE, minus_a)
    r = NEUTRAL
    for bit in range(max(s.bit_length(), h.bit_length()) - 1, -1, -1):
        r = point_double(r)
        pick = (s >> bit & 1) | (h >> bit & 1) << 1
        if pick:
            r = point_add(r, (BASE, minus_a, both)[pick - 1])
    return point_encode(r) == signature[:32]


# --- SM3, GB/T 32905-2016, for a Python whose OpenSSL lacks it ---------------------------------------------------------


def rotate(x, n):
    n %= 32
    return (x << n | x >> (32 - n)) & 0xFFFFFFFF


def sm3_by_hand(data):
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for at in range(0, len(padded), 64):
        w = [int.from_bytes(padded[at + i : at + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            turn = rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j)
            ss1 = rotate((rotate(a, 12) + e + turn) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, rotate(b, 9), c
            e, f, g, h = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in v)


def sm3(data):
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        return sm3_by_hand(data)


# --- Text forms --------------------------------------------------------------------------------------------------------

SPACES = "\t\n\x0b\x0c\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def from_base64(text):
    require(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", text), "not base64")
    require(len(text) % 4 == 0, "not base64")
    data = base64.b64decode(text)
    require(base64.b64encode(data).decode() == text, "not base64")
    return data


def from_decimal(text):
    require(re.fullmatch(r"0|[1-9][0-9]{0,19}", text) and int(text) < 2**64, "not a decimal of 64 bits")
    return int(text)


def is_key_name(name):
    return name != "" and not any(c in SPACES or c == "+" or c < " " or "\ud800" <= c <= "\udfff" for c in name)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def is_pem(text):
    block = r"-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END CERTIFICATE-----\n?"
    return isinstance(text, str) and re.fullmatch(f"(?:{block})+", text) is not None


def iso(milliseconds):
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    return moment.isoformat(timespec="milliseconds").rjust(23, "0") + "Z"


# --- Pinned keys -------------------------------------------------------------------------------------------------------


def key_id(name, typed):
    return hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]


def parse_key(line, kind):
    name, hexadecimal, encoded = line.split("+", 2)
    typed = from_base64(encoded)
    require(is_key_name(name) and len(typed) == 33 and typed[0] == kind, "a pinned key is malformed")
    require(key_id(name, typed).hex() == hexadecimal, "a key id does not fit")
    return {"name": name, "id": key_id(name, typed), "type": kind, "public": typed[1:]}


@functools.lru_cache(maxsize=None)
def parse_keys(text):
    value = json.loads(text)
    require(set(value) == {"v", "logs", "witnesses", "quorum", "authorities"} and value["v"] == 1, "not pinned keys")
    require(type(value["quorum"]) is int and value["quorum"] >= 1, "no quorum")
    require(all(is_pem(pem) for pem in value["authorities"]), "an authority is not PEM")
    logs = [parse_key(line, 1) for line in value["logs"]]
    witnesses = [parse_key(line, 4) for line in value["witnesses"]]
    require(logs, "no log")
    publics = [key["public"] for key in witnesses]
    require(len(set(publics)) == len(publics), "two witnesses with one key")
    require(not set(publics) & {key["public"] for key in logs}, "a log that witnesses itself")
    named = [(key["name"], key["id"]) for key in logs]
    require(len(set(named)) == len(named), "a key twice")
    return {"logs": logs, "witnesses": witnesses, "quorum": value["quorum"], "authorities": value["authorities"]}


# --- Signed notes and checkpoints ----------------------------------------------------------------------------------------


def parse_note(note):
    require(len(note) <= 1_000_000, "the note is too long")
    require(not any((c < " " and c != "\n") or "\ud800" <= c <= "\udfff" for c in note), "control characters")
    split = note.rfind("\n\n")
    require(split >= 0, "no empty line before the signatures")
    text, tail = note[: split + 1], note[split + 2 :]
    require(tail.endswith("\n"), "no signature line, or no final newline")
    lines = tail[:-1].split("\n")
    require(len(lines) <= 100, "too many signatures")
    signatures = []
    for line in lines:
        parts = line.split(" ")
        require(len(parts) == 3 and parts[0] == "\u2014" and is_key_name(parts[1]), "a signature line is malformed")
        data = from_base64(parts[2])
        require(len(data) > 4, "a signature is too short")
        signatures.append((parts[1], data[:4], data[4:]))
    return text, signatures


def parse_checkpoint(text):
    lines = text.split("\n")
    require(len(lines) == 4 and lines[3] == "", "a checkpoint is three lines")
    require(is_key_name(lines[0]), "the origin is malformed")
    root = from_base64(lines[2])
    require(len(root) == 32, "the root is not 32 bytes")
    return lines[0], from_decimal(lines[1]), root


def cosigned_seconds(signature):
    if len(signature) != 72:
        return None
    seconds = int.from_bytes(signature[:8], "big")
    return seconds if seconds <= 253402300799 else None


def verifies(key, text, signature):
    if key["type"] == 1:
        return ed25519_verify(key["public"], text.encode(), signature)
    seconds = cosigned_seconds(signature)
    if seconds is None:
        return False
    return ed25519_verify(key["public"], f"cosignature/v1\ntime {seconds}\n{text}".encode(), signature[8:])


def open_checkpoint(note, keys):
    """The checkpoint, its text, and the POSIX second of each known witness."""
    text, signatures = parse_note(note)
    origin, size, root = parse_checkpoint(text)
    known = [key for key in keys["logs"] if key["name"] == origin] + keys["witnesses"]
    require(any(key["type"] == 1 for key in known), "the log is not pinned")
    signed, seconds = False, {}
    for name, identity, signature in signatures:
        for key in known:
            if (key["name"], key["id"]) != (name, identity):
                continue
            require(verifies(key, text, signature), f"the signature of {name} does not verify")
            if key["type"] == 1:
                signed = True
            else:
                seconds[name] = min(seconds.get(name, 2**63), cosigned_seconds(signature))
    require(signed, "the log has not signed")
    return text, size, root, seconds


# --- Merkle inclusion, RFC 9162 section 2.1.3.2 ------------------------------------------------------------------------------


def root_from(leaf_hash, index, size, proof):
    require(index < size, "the index is beyond the tree")
    at, last, computed = index, size - 1, leaf_hash
    for sibling in proof:
        require(last > 0, "a spare hash")
        while not at & 1 and at == last:
            at, last = at >> 1, last >> 1
        left = at & 1
        computed = hashlib.sha256(b"\x01" + (sibling + computed if left else computed + sibling)).digest()
        at, last = at >> 1, last >> 1
    require(last == 0, "a missing hash")
    return computed


def parse_proof(text):
    end = text.find("\n\n")
    require(end >= 0, "no checkpoint")
    lines = text[:end].split("\n")
    require(lines[0] == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
    require(len(lines) > 2 and lines[1].startswith("extra ") and lines[2].startswith("index "), "no extra or index")
    require(len(lines) <= 3 + 64, "too many hashes")
    proof = [from_base64(line) for line in lines[3:]]
    require(all(len(one) == 32 for one in proof), "a hash is not 32 bytes")
    return from_base64(lines[1][6:]), from_decimal(lines[2][6:]), proof, text[end + 2 :]


# --- Leaf and payload ----------------------------------------------------------------------------------------------------


def is_identifier(text):
    def fit(c):
        return unicodedata.category(c) not in ("Cc", "Cs") and c not in SPACES and c != "\ufeff"

    return isinstance(text, str) and 1 <= len(text) <= 200 and all(map(fit, text))


def is_instant(text):
    form = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
    if not isinstance(text, str) or not re.fullmatch(form, text):
        return False
    try:
        datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return False
    return text[17:19] < "60"


def parse_leaf(data):
    leaf = json.loads(data.decode())
    members = {"actor_unit", "kind", "received_at", "sha256", "sm3", "subject", "v"}
    require(isinstance(leaf, dict) and set(leaf) == members, "not the seven members of a leaf")
    require(is_identifier(leaf["actor_unit"]) and is_identifier(leaf["subject"]), "a malformed id in the leaf")
    word = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
    kind = leaf["kind"]
    require(isinstance(kind, str) and len(kind) <= 100 and re.fullmatch(rf"{word}(?:\.{word})+", kind), "a malformed kind")
    require(is_instant(leaf["received_at"]), "a malformed instant")
    for name in ("sha256", "sm3"):
        require(isinstance(leaf[name], str) and re.fullmatch(r"[0-9a-f]{64}", leaf[name]), "a malformed digest")
    require(type(leaf["v"]) is int and leaf["v"] == 1, "not version 1")
    require(canonical(leaf).encode() == data, "the leaf is not canonical")
    return leaf


# --- RFC 3161 tokens, through openssl ------------------------------------------------------------------------------------------

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
SHA256_OID = bytes.fromhex("0609608648016503040201")


def tlv(data, at=0):
    """Tag, content, the whole value and the position behind it."""
    tag, first = data[at], data[at + 1]
    start = at + 2
    length = first
    if first >= 0x80:
        require(0x80 < first <= 0x84, "an indefinite or overlong length")
        start += first - 0x80
        length = int.from_bytes(data[at + 2 : start], "big")
    require(start + length <= len(data), "cut short")
    return tag, data[start : start + length], data[at : start + length], start + length


def require_strict(data, depth=0):
    """DER at every depth: shortest lengths, members that fill their parent, universal tags in their one form."""
    tag, content, whole, end = tlv(data)
    header = len(whole) - len(content)
    digits = 0 if len(content) < 0x80 else (len(content).bit_length() + 7) // 8
    require(end == len(data) and header == 2 + digits and depth <= 40 and tag & 0x1F != 0x1F, "not strict DER")
    constructed = tag & 0x20 != 0
    require(tag >= 0x40 or constructed == (tag & 0x1F in (0x10, 0x11)), "a tag in the wrong form")
    if tag == 0x03:
        unused = content[0]
        require(unused <= 7 and (unused == 0 or len(content) > 1), "a malformed bit string")
        require(len(content) == 1 or content[-1] & ((1 << unused) - 1) == 0, "a malformed bit string")
    at = 0
    while constructed and at < len(content):
        following = tlv(content, at)[3]
        require_strict(content[at:following], depth + 1)
        at = following


def members(data):
    found, at = [], 0
    while at < len(data):
        tag, content, whole, at = tlv(data, at)
        found.append((tag, content, whole))
    return found


# Object identifiers of the digests, and of the signature algorithms that go with each; plain RSA goes with all.
RSA_OID = bytes.fromhex("06092a864886f70d010101")
DIGESTS = {
    bytes.fromhex("0609608648016503040201"): ("06092a864886f70d01010b", "06082a8648ce3d040302"),
    bytes.fromhex("0609608648016503040202"): ("06092a864886f70d01010c", "06082a8648ce3d040303"),
    bytes.fromhex("0609608648016503040203"): ("06092a864886f70d01010d", "06082a8648ce3d040304"),
}


def pem_certificates(texts):
    for text in texts:
        for block in re.findall(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", text, re.S):
            data = from_base64(block.replace("\n", ""))
            require_strict(data)
            yield data


def issuer_and_serial(certificate):
    fields = members(members(tlv(certificate)[1])[0][1])
    at = 1 if fields[0][0] == 0xA0 else 0
    return fields[at + 2][2] + fields[at][2]


def require_signer(signed, candidates):
    """One signer, whose certificate is at hand under exactly the name stated, with algorithms that fit."""
    infos = members(signed[-1][1])
    require(signed[-1][0] == 0x31 and len(infos) == 1, "not exactly one signer")
    version, sid, digest, attributes, algorithm, signature = members(infos[0][1])[:6]
    tags = (version[0], sid[0], digest[0], attributes[0], algorithm[0], signature[0])
    require(tags == (0x02, 0x30, 0x30, 0xA0, 0x30, 0x04), "a malformed signer")
    require(sid[1] in map(issuer_and_serial, candidates), "the signer's certificate is not at hand")
    for plain in [(one[0], one[1]) for one in members(signed[1][1])] + [digest, algorithm]:
        require(plain[0] == 0x30 and [one[2] for one in members(plain[1])][1:] in ([], [b"\x05\x00"]), "an algorithm with odd parameters")
    digest_oid, signature_oid = members(digest[1])[0][2], members(algorithm[1])[0][2]
    fitting = [bytes.fromhex(text) for text in DIGESTS.get(digest_oid, ())]
    require(fitting and signature_oid in fitting + [RSA_OID], "an unknown signature algorithm")


def token_time(token, imprint, certificates):
    """Milliseconds since 1970 that the token states, once its form and imprint are right."""
    require_strict(token)
    kind, explicit = members(tlv(token)[1])
    require(kind[2] == SIGNED_DATA, "not signed data")
    signed = members(tlv(explicit[1])[1])
    require(signed[0][2] == b"\x02\x01\x03", "not version 3")
    enclosed = [one[2] for part in signed if part[0] == 0xA0 for one in members(part[1])]
    require(all(one[0] == 0x30 for one in enclosed), "something else than certificates")
    require_signer(signed, certificates + enclosed)
    inner_type, inner = members(signed[2][1])
    require(inner_type[2] == TST_INFO, "not a time stamp")
    content = tlv(inner[1])
    require(content[0] == 0x04, "no content")
    require_strict(content[1])
    info = members(tlv(content[1])[1])
    algorithm, hashed = members(info[2][1])
    require(members(algorithm[1])[0][2] == SHA256_OID and hashed[:2] == (0x04, imprint), "another imprint")
    require(info[4][0] == 0x18, "no time")
    parts = re.fullmatch(rb"([0-9]{14})(?:\.([0-9]+))?Z", info[4][1])
    require(parts, "a malformed time")
    moment = datetime.datetime.strptime(parts[1].decode(), "%Y%m%d%H%M%S")
    whole = (moment - datetime.datetime(1970, 1, 1)) // datetime.timedelta(seconds=1)
    return whole * 1000 + int(((parts[2] or b"") + b"000")[:3])


@functools.lru_cache(maxsize=None)
def token_verifies(token, imprint, chains, authorities):
    """The token's time in milliseconds, or None when it does not count."""
    if not authorities:
        return None
    try:
        time = token_time(token, imprint, list(pem_certificates(chains + authorities)))
    except (Invalid, ValueError, IndexError):
        return None
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (
            ("token", token),
            ("pinned", "\n".join(authorities).encode()),
            ("others", "\n".join(chains + authorities).encode()),
        ):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        command = ["openssl", "ts", "-verify", "-digest", imprint.hex(), "-in", "token", "-token_in"]
        command += ["-CAfile", "pinned", "-untrusted", "others", "-partial_chain", "-attime", str(time // 1000)]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return time if done.returncode == 0 and b"Verification: OK" in done.stdout + done.stderr else None


# --- The verdict -----------------------------------------------------------------------------------------------------------------


def verify(text, keys):
    require(len(text) <= 10_000_000, "too long")
    receipt = json.loads(text)
    require(isinstance(receipt, dict) and canonical(receipt) == text, "not canonical JSON")
    names = set(receipt)
    required = {"v", "proof", "tokens", "chains"}
    require(names in (required, required | {"payload", "salt"}), "missing or unknown members")
    require(type(receipt["v"]) is int and receipt["v"] == 1, "not version 1")
    require(isinstance(receipt["proof"], str) and isinstance(receipt["tokens"], list), "malformed members")
    require(isinstance(receipt["chains"], list) and all(map(is_pem, receipt["chains"])), "malformed chains")
    tokens = [from_base64(token) for token in receipt["tokens"]]
    content = None
    if "salt" in names:
        content = from_base64(receipt["salt"]) + from_base64(receipt["payload"])
        require(len(from_base64(receipt["salt"])) == 16, "the salt is not 16 bytes")

    leaf, index, proof, note = parse_proof(receipt["proof"])
    note_text, size, root, seconds = open_checkpoint(note, keys)
    leaf_hash = hashlib.sha256(b"\x00" + leaf).digest()
    require(root_from(leaf_hash, index, size, proof) == root, "the root differs")
    digests = parse_leaf(leaf)
    if content is not None:
        require(hashlib.sha256(content).hexdigest() == digests["sha256"], "the payload differs")
        require(sm3(content).hex() == digests["sm3"], "the payload differs")
        content[16:].decode()

    times = sorted(second * 1000 for second in seconds.values())[keys["quorum"] - 1 : keys["quorum"]]
    imprint = hashlib.sha256(note_text.encode()).digest()
    for token in tokens:
        time = token_verifies(token, imprint, tuple(receipt["chains"]), tuple(keys["authorities"]))
        if time is not None:
            times.append(time)
    return f"PROVEN BEFORE {iso(min(times))}" if times else "ORDER ONLY"


def verdict(receipt, keys_text):
    try:
        keys = parse_keys(keys_text)
    except (Invalid, ValueError, KeyError, TypeError) as why:
        return f"UNREADABLE: {why}"
    try:
        return verify(receipt, keys)
    except (Invalid, ValueError, TypeError, RecursionError) as why:
        return "INVALID: " + " ".join(str(why).split())


def main(arguments):
    if arguments == ["--batch"]:
        for line in sys.stdin.buffer:
            case = json.loads(line)
            print(verdict(case["receipt"], case["keys"]).encode("ascii", "backslashreplace").decode())
        return 0
    if arguments == ["--sm3"]:
        for line in sys.stdin:
            print(sm3_by_hand(bytes.fromhex(line)).hex())
        return 0
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    texts = []
    for name in arguments:
        with open(name, "rb") as file:
            data = file.read()
        try:
            texts.append(data.decode())
        except UnicodeDecodeError:
            texts.append("")
    line = verdict(*texts)
    print(line)
    return {"I": 1, "U": 2}.get(line[0], 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
