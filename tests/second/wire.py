"""The wire formats of version 1, written a second time.

Another language, another cryptographic library (libsodium) and nothing shared with the Rust code but the formats: what
both sides got wrong in the same way would have to be wrong twice. `cargo ci second` runs it, see tests/README.md.

    wire.py open FILE ...   opens every object of the files and checks each claim in them
    wire.py seal FILE       writes a file of freshly sealed objects for the Rust code to open
"""
import hashlib, hmac, json, pathlib, sys, zlib
from os import urandom
import nacl.bindings as sodium
from nacl.pwhash import argon2id

WORDS = (pathlib.Path(__file__).parents[2] / "shared/src/crypto/words.txt").read_text().split()
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TEXTS = {"name", "words", "code", "spoken", "login_host", "row_table"}  # All other texts of a file are hexadecimal digits.

# --- Purposes, keys, ciphers
def text(purpose, *parts):
    return b"schulterschluss/v1/" + purpose.encode() + b"\0" + b"".join(parts)

def sha(data):
    return hashlib.sha256(data).digest()

def be(number, size):
    return number.to_bytes(size, "big")

def number(data):
    return int.from_bytes(data, "big")

def counted(data):
    return be(len(data), 8) + data

def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()

def expand(prk, info, size):
    block = out = b""
    while len(out) < size:
        block = mac(prk, block + info + bytes([len(out) // 32 + 1]))
        out += block
    return out[:size]

def derive(secret, purpose, *parts, size=32):
    return expand(mac(bytes(32), secret), text(purpose, *parts), size)

def seal(key, aad, plain):
    nonce = urandom(24)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, aad, nonce, key)

def unseal(key, aad, sealed):
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], aad, sealed[:24], key)

class Keys:
    def __init__(self, sign=None, secret=None):
        self.sign, self.secret = sign or urandom(32), secret or urandom(32)
        self.signer = sodium.crypto_sign_seed_keypair(self.sign)
        self.public = self.signer[0] + sodium.crypto_scalarmult_base(self.secret)
        self.id = sha(self.public)[:16]

    def signature(self, purpose, message):
        return sodium.crypto_sign(text(purpose, message), self.signer[1])[:64]

    def told(self):
        return {"sign_seed": self.sign.hex(), "seal_secret": self.secret.hex(), "device": self.id.hex(),
                "sign_public": self.public[:32].hex(), "seal_public": self.public[32:].hex()}

def verify(public, purpose, message, signature):
    assert sodium.crypto_sign_open(signature + text(purpose, message), public[:32]) is not None

def hpke(shared, kem, info):
    """Key and nonce of RFC 9180, base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305, for the first message."""
    def extract(suite, salt, label, ikm):
        return mac(salt or bytes(32), b"HPKE-v1" + suite + label + ikm)
    def labelled(suite, prk, label, context, size):
        return expand(prk, be(size, 2) + b"HPKE-v1" + suite + label + context, size)
    kem_suite, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"
    secret = labelled(kem_suite, extract(kem_suite, b"", b"eae_prk", shared), b"shared_secret", kem, 32)
    context = b"\0" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    secret = extract(suite, secret, b"secret", b"")
    return labelled(suite, secret, b"key", context, 32), labelled(suite, secret, b"base_nonce", context, 12)

def seal_to(public, info, aad, plain):
    secret = urandom(32)
    enc = sodium.crypto_scalarmult_base(secret)
    key, nonce = hpke(sodium.crypto_scalarmult(secret, public[32:]), enc + public[32:], info)
    return enc + sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, aad, nonce, key)

def open_from(keys, info, aad, sealed):
    enc = sealed[:32]
    key, nonce = hpke(sodium.crypto_scalarmult(keys.secret, enc), enc + keys.public[32:], info)
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(sealed[32:], aad, nonce, key)

# --- Padding, codes, CBOR
def pad(body):
    size = max(256, len(body) + 4)
    exponent = size.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return (be(len(body), 4) + body).ljust(size + mask & ~mask, b"\0")

def unpad(padded):
    body = padded[4:4 + number(padded[:4])]
    assert pad(body) == padded, "canonical padding"
    return body

def pad_name(name):
    data = bytes([len(name.encode())]) + name.encode()
    return data.ljust(-(-len(data) // 32) * 32, b"\0")

def unpad_name(padded):
    name = padded[1:1 + padded[0]].decode()
    assert pad_name(name) == padded, "canonical name"
    return name

def to_code(secret):
    bits = number(secret) << 2
    return "".join(DIGITS[bits >> 5 * place & 31] for place in range(25, -1, -1))

def from_code(code):
    bits = sum(DIGITS.index(digit) << 5 * place for place, digit in enumerate(reversed(code)))
    assert bits & 3 == 0
    return be(bits >> 2, 16)

def cbor(value):
    def head(major, number):
        for size, code in ((0, number), (1, 24), (2, 25), (4, 26), (8, 27)):
            if number < (1 << 8 * size if size else 24):
                return bytes([major << 5 | code]) + (be(number, size) if size else b"")
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    data = value if isinstance(value, bytes) else value.encode()
    return head(2 if data is value else 3, len(data)) + data

def uncbor(data):
    value, rest = item(data)
    assert rest == b"" and cbor(value) == data, "one item in its shortest form"
    return value

def item(data):
    major, count, rest = data[0] >> 5, data[0] & 31, data[1:]
    if data[:1] == b"\xf6":
        return None, rest
    if count >= 24:
        size = 1 << count - 24
        count, rest = number(rest[:size]), rest[size:]
    if major < 2:
        return (-1 - count if major else count), rest
    if major < 4:
        return (rest[:count] if major == 2 else rest[:count].decode()), rest[count:]
    assert major == 4, "no other item is in use"
    items = []
    for _ in range(count):
        one, rest = item(rest)
        items.append(one)
    return items, rest

# --- Envelopes, the log's chain, login
def chained(space, header, sealed):
    name, start = sha(text("envelope", header, sha(sealed))), sha(text("chain-start", space))
    return {"hash": name, "chain_start": start, "chain_1": sha(text("chain", start, name))}

def login(host, author, nonce):
    return counted(host.encode()) + author.id + nonce

def open_envelope(it):
    header, body, signature = it.envelope[:168], it.envelope[168:-64], it.envelope[-64:]
    space, epoch, chain = header[4:20], header[136:140], chained(header[4:20], header, body)
    assert header[:4] == b"\1\1\1\0" and header[36:52] == it.author.id, "version, suite, kind, author"
    assert number(header[140:144]) == len(body) and chain.items() <= vars(it).items()
    verify(it.author.public, "envelope-signature", chain["hash"], signature)
    key = derive(it.space_key, "content", space, epoch)
    plain = unpad(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(body, header, header[144:], key))
    assert plain == it.body
    if plain[0] < 2:
        batch = uncbor(zlib.decompress(plain[1:], wbits=-15) if plain[0] else plain[1:])
        assert batch[0] == 1 and batch[3][0] == it.author.id, "format and author of a batch"
    verify(it.author.public, "login", login(it.login_host, it.author, it.login_nonce), it.login_signature)

def make_envelope():
    author, space, key, epoch = Keys(), urandom(16), urandom(32), be(3, 4)
    batch = [1, 1 << 40, 7, [author.id], [[urandom(16), 10, [[1, "Röhrsdorfer Bänke " * 20], [2, -5]]]]]
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"\1" + deflate.compress(cbor(batch)) + deflate.flush()
    padded, nonce = pad(body), urandom(24)
    header = b"\1\1\1\0" + space + urandom(16) + author.id + be(9, 8) + be(4, 4) + urandom(32) + be(8, 8) + urandom(32)
    header += epoch + be(len(padded) + 16, 4) + nonce
    content = derive(key, "content", space, epoch)
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, header, nonce, content)
    chain, host = chained(space, header, sealed), "host:8080"
    signature = author.signature("envelope-signature", chain["hash"])
    return chain | {"author": author, "space_key": key, "body": body, "envelope": header + sealed + signature, "login_host": host,
                    "login_nonce": bytes(32), "login_signature": author.signature("login", login(host, author, bytes(32)))}

# --- Space keys and names
def kid(key, space, epoch):
    return derive(key, "kid", space, be(epoch, 4))

def box(key, space, epoch, to):
    return seal_to(to.public, text("key-box", space, be(epoch, 4), to.id), kid(key, space, epoch), key)

def wrap(use, key, space, epoch, other):
    bound = (space, be(epoch, 4))
    return use(derive(key, "prev", *bound), text("prev", *bound), other)

def name_seal(use, key, space, epoch, kind, of, name):
    return use(derive(key, "name", space, be(epoch, 4)), text("name", bytes([kind]), of), name)

def open_box(it):
    bound = (it.space, it.key_epoch)
    assert kid(it.key, *bound) == it.kid
    info = text("key-box", it.space, be(it.key_epoch, 4), it.device.id)
    assert open_from(it.device, info, it.kid, it.box) == it.key
    assert wrap(unseal, it.key, *bound, it.wrapped_before) == it.key_before
    assert kid(it.key_before, it.space, it.key_epoch - 1) == it.kid_before
    assert unpad_name(name_seal(unseal, it.key, *bound, 1, it.member, it.name_sealed)) == it.name

def make_box():
    keys, space, member, key, before = Keys(), urandom(16), urandom(16), urandom(32), urandom(32)
    name, bound = "Zoë Müller-Lüdenscheidt aus Oberröblingen", (space, 5)
    return {"device": keys, "space": space, "key_epoch": 5, "key": key, "member": member, "kid": kid(key, *bound),
            "key_before": before, "kid_before": kid(before, space, 4), "name": name, "box": box(key, *bound, keys),
            "wrapped_before": wrap(seal, key, *bound, before),
            "name_sealed": name_seal(seal, key, *bound, 1, member, pad_name(name))}

# --- The membership log
OPS = {  # Code: fields in their order; a number is a size, "name" a sealed name, "id?" an id that may be missing.
    1: "kind:1 title:name kid:32 member:16 role:1 name:name device:64 device_kind:1",
    2: "member:16 capability:1 role:1 name:name device:64 device_kind:1 invite:id?",
    3: "member:16 device:64 device_kind:1 name:name via:id?", 4: "member:16 capability:1 role:1", 5: "device_id:16 wipe:1",
    6: "member:16 wipe:1", 7: "key_epoch:4 kid:32 prev_wrap:72 boxes_hash:32", 8: "days:2 paper:1 protocol:2", 9: "",
    10: "device_id:16 name:name"}

def read_entry(entry):
    code, rest, op = entry[58], entry[59:-24 - 64], {}
    for field, kind in (field.split(":") for field in OPS[code].split()):
        if kind == "name":
            size, rest = number(rest[:2]), rest[2:]
        elif kind == "id?":
            size, rest = 16 * rest[0], rest[1:]
        else:
            size = int(kind)
        op[field], rest = rest[:size], rest[size:]
    assert rest == b"", "every byte belongs to a field"
    return code, op

def open_mlog(it):
    before, devices, kids, names = bytes(32), {}, {}, 0
    for seq, (entry, claimed) in enumerate(zip(it.entries, it.hashes), 1):
        epoch, (code, op), signer = max(kids, default=1), read_entry(entry), entry[-24 - 64:-8 - 64]
        assert entry[:58] == b"\1\1" + it.space + be(seq, 4) + before + be(epoch, 4), "place in the log"
        if "device" in op:
            devices[sha(op["device"])[:16]] = op["device"]
        before = sha(text("member-entry", entry[:-64]))
        assert before == claimed
        verify(devices[signer], "member-entry-signature", before, entry[-64:])
        if "kid" in op:
            kids[number(op.get("key_epoch", b"\1"))] = op["kid"]
        if epoch == 1 and "name" in op:
            of = {3: (2, sha(op.get("device", b""))[:16]), 10: (2, op.get("device_id"))}.get(code) or (1, op["member"])
            names += len(unpad_name(name_seal(unseal, it.first_key, it.space, 1, *of, op["name"]))) > 0
    assert kids[1] == kid(it.first_key, it.space, 1) and names > 0

def make_mlog():
    space, admin, guest, first, second = urandom(16), Keys(), Keys(), urandom(32), urandom(32)
    member, other, before, entries, hashes = urandom(16), urandom(16), bytes(32), [], []
    def name(kind, of, word):
        sealed = name_seal(seal, first, space, 1, kind, of, pad_name(word))
        return be(len(sealed), 2) + sealed
    boxes = sha(text("key-boxes", admin.id + be(2, 4) + counted(box(second, space, 2, admin))))
    for seq, op in enumerate([
            b"\1\3" + name(0, bytes(16), "Musterau") + kid(first, space, 1) + member + b"\1" + name(1, member, "Anna")
            + admin.public + b"\1",
            b"\2" + other + b"\2\4" + name(1, other, "Ben") + guest.public + b"\2\0",
            b"\n" + admin.id + name(2, admin.id, "Tresen"), b"\6" + other + b"\1",
            b"\7" + be(2, 4) + kid(second, space, 2) + wrap(seal, second, space, 2, first) + boxes], 1):
        entry = b"\1\1" + space + be(seq, 4) + before + be(1, 4) + op + admin.id + be(1_800_000_000_000 + seq, 8)
        before = sha(text("member-entry", entry))
        entries.append(entry + admin.signature("member-entry-signature", before))
        hashes.append(before)
    return {"space": space, "first_key": first, "entries": entries, "hashes": hashes}

# --- The locks of a device
def stretch(words, salt, kib, passes):
    return argon2id.kdf(32, words.encode(), salt, opslimit=passes, memlimit=kib * 1024)

def row_aad(table, key):
    return text("row", counted(table.encode()), key)

def open_slot(it):
    slot, (kib, passes, lanes) = it.slot, (number(it.slot[at:at + 4]) for at in (2, 6, 10))
    assert slot[:2] == b"\1\1" and kib >= 19456 and passes >= 2 and lanes == 1, "work factors"
    key = stretch(it.words, slot[14:30], kib, passes)
    assert unseal(key, text("passphrase-slot", slot[:30]), slot[30:]) == it.local_key
    assert unseal(derive(it.local_key, "row"), row_aad(it.row_table, it.row_key), it.row) == it.row_value

def make_slot():
    local, words = urandom(32), " ".join(WORDS[number(urandom(2)) % 2048] for _ in range(6))
    head = b"\1\1" + be(19456, 4) + be(2, 4) + be(1, 4) + urandom(16)
    sealed = seal(stretch(words, head[14:], 19456, 2), text("passphrase-slot", head), local)
    row = seal(derive(local, "row"), row_aad("drafts", b"key"), b"half typed")
    return {"words": words, "local_key": local, "slot": head + sealed, "row_table": "drafts", "row_key": b"key",
            "row_value": b"half typed", "row": row}

def open_phone(it):
    head, sealed, credential = it.slot[:34], it.slot[34:106], it.slot[106:]
    assert head[:2] == b"\1\2" and credential == it.credential
    key = derive(it.prf, "platform-key", head[2:])
    assert unseal(key, text("platform-slot", head, credential), sealed) == it.local_key

def make_phone():
    prf, local, head, credential = urandom(32), urandom(32), b"\1\2" + urandom(32), urandom(40)
    sealed = seal(derive(prf, "platform-key", head[2:]), text("platform-slot", head, credential), local)
    return {"prf": prf, "local_key": local, "credential": credential, "slot": head + sealed + credential}

# --- Invitations, recovery, parcels
def invitation(secret, inviter, joining):
    """Name of an invitation, and the words two people read to each other."""
    invite = derive(secret, "invite-id", size=16)
    spoken = number(sha(text("spoken", invite, inviter.public, joining.public))[:8])
    return invite, [WORDS[spoken >> at & 2047] for at in (53, 42, 31, 20)]

def join_mac(secret, signed, signature):
    return mac(derive(secret, "invite-mac", size=64), counted(signed) + signature)

def open_invite(it):
    invite, spoken = invitation(it.secret, it.inviter, it.joining)
    assert [from_code(it.code), to_code(it.secret), invite, spoken] == [it.secret, it.code, it.invite, it.spoken]
    plain = unpad(unseal(derive(it.secret, "invite-payload"), text("invite-payload", invite), it.payload))
    assert plain == it.payload_plain and b"".join(uncbor(plain)[3]) == it.inviter.public
    join = uncbor(it.join)
    signed = invite + b"".join(join[:4])
    assert join[1] + join[2] == it.joining.public and join[5] == join_mac(it.secret, signed, join[4])
    verify(it.joining.public, "join", signed, join[4])
    assert unpad_name(unseal(derive(it.secret, "invite-name"), text("invite-name", invite, join[0]), join[3])) == it.name

def make_invite():
    secret, inviter, joining, member, name = urandom(16), Keys(), Keys(), urandom(16), "Jörg"
    invite, spoken = invitation(secret, inviter, joining)
    grant = [urandom(16), 3, 2, "Musterau", urandom(32), 12, urandom(32)]
    plain = cbor(["Netzwerk", 4, [grant], [inviter.public[:32], inviter.public[32:]], "Anna", 1_900_000_000_000, 1])
    sealed_name = seal(derive(secret, "invite-name"), text("invite-name", invite, member), pad_name(name))
    join = [member, joining.public[:32], joining.public[32:], sealed_name]
    signed = invite + b"".join(join)
    signature = joining.signature("join", signed)
    return {"secret": secret, "code": to_code(secret), "invite": invite, "payload_plain": plain, "inviter": inviter,
            "payload": seal(derive(secret, "invite-payload"), text("invite-payload", invite), pad(plain)), "joining": joining,
            "name": name, "join": cbor(join + [signature, join_mac(secret, signed, signature)]), "spoken": spoken}

def recovery(secret):
    code = to_code(secret) + to_code(sha(text("recovery-check", secret))[:16])[:2]
    keys = Keys(derive(secret, "recovery-sign"), derive(secret, "recovery-seal"))
    return {"code": "-".join(code[at:at + 4] for at in range(0, 28, 4)), "device": keys}

def open_recovery(it):
    again = recovery(from_code(it.code.replace("-", "")[:26]))
    assert [again["code"], again["device"].told()] == [it.code, it.device.told()]

def make_recovery():
    return recovery(urandom(16))

def parcel_id(space, sealed, boxes):
    return sha(text("parcel", space, sha(sealed), sha(b"".join(device + counted(box) for device, box in boxes))))

def open_parcel(it):
    sender, (sealed, boxes, signature) = vars(it)["from"], uncbor(it.parcel)
    verify(sender.public, "parcel-signature", parcel_id(it.space, sealed, boxes), signature)
    info = text("parcel-box", it.space, sender.id, it.admin.id)
    key = open_from(it.admin, info, sha(sealed), dict(map(tuple, boxes))[it.admin.id])
    assert unpad(unseal(key, text("parcel", it.space, sender.id), sealed)) == it.body

def make_parcel():
    sender, admin, space, key, body = Keys(), Keys(), urandom(16), urandom(32), b"unsent " * 60
    sealed = seal(key, text("parcel", space, sender.id), pad(body))
    boxes = [[admin.id, seal_to(admin.public, text("parcel-box", space, sender.id, admin.id), sha(sealed), key)]]
    signature = sender.signature("parcel-signature", parcel_id(space, sealed, boxes))
    return {"from": sender, "admin": admin, "space": space, "body": body, "parcel": cbor([sealed, boxes, signature])}

def open_blob(it):
    # The tag of a file, three bytes, then the reference.
    _, name, key, digest, size, small, *_ = uncbor(it.value[3:])
    aad = lambda at: text("blob-key", it.space, it.element, be(at, 2), bytes([at + 1 == len(it.chunks)]))
    preview, *data = [unpad(unseal(key, aad(at), chunk)) for at, chunk in enumerate(it.chunks)]
    listed = b"".join(sha(text("blob-chunk", chunk)) + be(len(chunk), 4) for chunk in it.chunks)
    assert [preview, b"".join(data), small, size] == [it.preview, it.data, len(preview), len(it.data)]
    assert sha(it.data) == digest and sha(text("blob", listed)) == name == bytes.fromhex(it.name)

# --- Files
class Case:
    """An object of a file by its fields: keys of devices, texts, numbers, and bytes for everything else."""
    def __init__(self, fields):
        for name, value in fields.items():
            if name not in TEXTS:
                value = bytes.fromhex(value) if isinstance(value, str) else value
                value = [bytes.fromhex(one) for one in value] if isinstance(value, list) else value
            vars(self)[name] = value

def read(fields):
    if "sign_seed" not in fields:
        return Case(fields)
    keys = Keys(bytes.fromhex(fields["sign_seed"]), bytes.fromhex(fields["seal_secret"]))
    assert keys.told() == fields, "public keys and name of a device"
    return keys

FORMATS = ["envelope", "box", "mlog", "slot", "phone", "invite", "recovery", "parcel"]

if __name__ == "__main__":
    assert __debug__, "the checks are asserts: run without -O"
    if sys.argv[1] == "seal":
        made = {kind: globals()["make_" + kind]() for kind in FORMATS}
        plain = json.dumps(made, default=lambda it: it.hex() if isinstance(it, bytes) else it.told())
        pathlib.Path(sys.argv[2]).write_text(plain)
    for path in map(pathlib.Path, sys.argv[2:] if sys.argv[1] == "open" else []):
        case = json.loads(path.read_text(), object_hook=read)
        # A pinned file holds one object and lies in a folder of its kind.
        for kind, case in [(path.parent.name, case)] if "open_" + path.parent.name in globals() else vars(case).items():
            globals()["open_" + kind](case)
            print(f"{kind} of {path} opens")
