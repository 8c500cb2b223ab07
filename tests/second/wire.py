"""The wire formats of version 1, written a second time.

Another language, another cryptographic library (libsodium) and nothing shared with the Rust code but the formats: what
both sides got wrong in the same way would have to be wrong twice. `cargo ci second` runs it, see tests/README.md.

    wire.py open FILE ...   opens every object of the files and checks each claim in them
    wire.py seal FILE       writes a file of freshly sealed objects for the Rust code to open
"""

import hashlib, hmac, json, os, pathlib, sys, zlib
import nacl.bindings as sodium
from nacl.pwhash import argon2id

WORDS = (pathlib.Path(__file__).parents[2] / "shared/src/crypto/words.txt").read_text().split()
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


# --- Purposes, keys, ciphers ---------------------------------------------------------------------

def text(purpose, *parts):
    return b"schulterschluss/v1/" + purpose.encode() + b"\0" + b"".join(parts)

def sha(data):
    return hashlib.sha256(data).digest()

def be(number, size):
    return number.to_bytes(size, "big")

def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()

def expand(prk, info, size):
    block, out = b"", b""
    while len(out) < size:
        block = mac(prk, block + info + bytes([len(out) // 32 + 1]))
        out += block
    return out[:size]

def derive(secret, purpose, *parts, size=32):
    return expand(mac(bytes(32), secret), text(purpose, *parts), size)

def seal(key, aad, plain):
    nonce = os.urandom(24)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, aad, nonce, key)

def unseal(key, aad, sealed):
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], aad, sealed[:24], key)

class Keys:
    def __init__(self, sign=None, secret=None):
        self.sign, self.secret = sign or os.urandom(32), secret or os.urandom(32)
        self.signer = sodium.crypto_sign_seed_keypair(self.sign)
        self.public = self.signer[0] + sodium.crypto_scalarmult_base(self.secret)
        self.id = device_id(self.public)

    def signature(self, purpose, message):
        return sodium.crypto_sign(text(purpose, message), self.signer[1])[:64]

    def told(self):
        return {"sign_seed": self.sign.hex(), "seal_secret": self.secret.hex(), "device": self.id.hex(),
                "sign_public": self.public[:32].hex(), "seal_public": self.public[32:].hex()}

def device_id(public):
    return sha(public)[:16]

def verify(public, purpose, message, signature):
    assert sodium.crypto_sign_open(signature + text(purpose, message), public[:32]) is not None

def keys_of(told):
    keys = Keys(raw(told, "sign_seed"), raw(told, "seal_secret"))
    assert keys.told() == told, "public keys and name of a device"
    return keys

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
    secret = os.urandom(32)
    enc = sodium.crypto_scalarmult_base(secret)
    key, nonce = hpke(sodium.crypto_scalarmult(secret, public[32:]), enc + public[32:], info)
    return enc + sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, aad, nonce, key)

def open_from(keys, info, aad, sealed):
    enc = sealed[:32]
    key, nonce = hpke(sodium.crypto_scalarmult(keys.secret, enc), enc + keys.public[32:], info)
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(sealed[32:], aad, nonce, key)


# --- Padding, codes, CBOR ------------------------------------------------------------------------

def padded_size(size):
    if size <= 256:
        return 256
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask

def pad(body):
    return (be(len(body), 4) + body).ljust(padded_size(len(body) + 4), b"\0")

def unpad(padded):
    body = padded[4:4 + int.from_bytes(padded[:4], "big")]
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
    bits = int.from_bytes(secret, "big") << 2
    return "".join(DIGITS[bits >> 5 * place & 31] for place in range(25, -1, -1))

def from_code(code):
    bits = sum(DIGITS.index(digit) << 5 * place for place, digit in enumerate(reversed(code)))
    assert bits & 3 == 0
    return be(bits >> 2, 16)

def cbor(value):
    def head(major, number):
        for size, code in ((0, number), (1, 24), (2, 25), (4, 26), (8, 27)):
            if number < (24 if size == 0 else 1 << 8 * size):
                return bytes([major << 5 | code]) + (be(number, size) if size else b"")
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(map(cbor, value))

def uncbor(data):
    value, rest = cbor_item(data)
    assert rest == b"" and cbor(value) == data, "one item in its shortest form"
    return value

def cbor_item(data):
    if data[:1] == b"\xf6":
        return None, data[1:]
    major, number, rest = data[0] >> 5, data[0] & 31, data[1:]
    if number >= 24:
        size = 1 << number - 24
        number, rest = int.from_bytes(rest[:size], "big"), rest[size:]
    if major < 2:
        return (number if major == 0 else -1 - number), rest
    if major < 4:
        return (rest[:number] if major == 2 else rest[:number].decode()), rest[number:]
    assert major == 4, "no other item is in use"
    items = []
    for _ in range(number):
        item, rest = cbor_item(rest)
        items.append(item)
    return items, rest

def raw(case, name):
    return bytes.fromhex(case[name])


# --- Envelopes and the log's chain ---------------------------------------------------------------

def open_envelope(case):
    author, envelope = keys_of(case["author"]), raw(case, "envelope")
    header, body, signature = envelope[:168], envelope[168:-64], envelope[-64:]
    assert header[:4] == b"\1\1\1\0" and header[36:52] == author.id, "version, suite, kind, author"
    assert int.from_bytes(header[140:144], "big") == len(body)
    space, epoch = header[4:20], header[136:140]
    name = sha(text("envelope", header, sha(body)))
    verify(author.public, "envelope-signature", name, signature)
    key = derive(raw(case, "space_key"), "content", space, epoch)
    plain = unpad(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(body, header, header[144:], key))
    assert plain == raw(case, "body")
    if plain[0] < 2:
        batch = uncbor(zlib.decompress(plain[1:], wbits=-15) if plain[0] else plain[1:])
        assert batch[0] == 1 and batch[3][0] == author.id, "format and author of a batch"
    start = sha(text("chain-start", space))
    assert [name.hex(), start.hex()] == [case["hash"], case["chain_start"]]
    assert sha(text("chain", start, name)).hex() == case["chain_1"]
    host = case["login_host"].encode()
    login = be(len(host), 8) + host + author.id + raw(case, "login_nonce")
    verify(author.public, "login", login, raw(case, "login_signature"))

def make_envelope():
    author, space, key = Keys(), os.urandom(16), os.urandom(32)
    batch = [1, 1 << 40, 7, [author.id], [[os.urandom(16), 10, [[1, "Röhrsdorfer Bänke " * 20], [2, -5]]]]]
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"\1" + deflate.compress(cbor(batch)) + deflate.flush()
    padded, nonce, epoch = pad(body), os.urandom(24), be(3, 4)
    header = b"\1\1\1\0" + space + os.urandom(16) + author.id + be(9, 8) + be(4, 4) + os.urandom(32) + be(8, 8)
    header += os.urandom(32) + epoch + be(len(padded) + 16, 4) + nonce
    content = derive(key, "content", space, epoch)
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, header, nonce, content)
    name, start = sha(text("envelope", header, sha(sealed))), sha(text("chain-start", space))
    login = be(9, 8) + b"host:8080" + author.id + bytes(32)
    return {"author": author.told(), "space_key": key.hex(), "body": body.hex(), "hash": name.hex(),
            "envelope": (header + sealed + author.signature("envelope-signature", name)).hex(),
            "chain_start": start.hex(), "chain_1": sha(text("chain", start, name)).hex(),
            "login_host": "host:8080", "login_nonce": bytes(32).hex(),
            "login_signature": author.signature("login", login).hex()}


# --- Space keys and names ------------------------------------------------------------------------

def kid(key, space, epoch):
    return derive(key, "kid", space, be(epoch, 4))

def box_info(space, epoch, device):
    return text("key-box", space, be(epoch, 4), device)

def name_aad(kind, of=bytes(16)):
    return text("name", bytes([kind]), of)

def open_box(case):
    keys, space, epoch, key = keys_of(case["device"]), raw(case, "space"), case["key_epoch"], raw(case, "key")
    bound = (space, be(epoch, 4))
    assert kid(key, space, epoch).hex() == case["kid"]
    assert open_from(keys, box_info(space, epoch, keys.id), raw(case, "kid"), raw(case, "box")) == key
    before = unseal(derive(key, "prev", *bound), text("prev", *bound), raw(case, "wrapped_before"))
    assert [before.hex(), kid(before, space, epoch - 1).hex()] == [case["key_before"], case["kid_before"]]
    name = unseal(derive(key, "name", *bound), name_aad(1, raw(case, "member")), raw(case, "name_sealed"))
    assert unpad_name(name) == case["name"]

def make_box():
    keys, space, member, key, before, epoch = Keys(), os.urandom(16), os.urandom(16), os.urandom(32), os.urandom(32), 5
    bound, name = (space, be(epoch, 4)), "Zoë Müller-Lüdenscheidt aus Oberröblingen"
    return {"device": keys.told(), "space": space.hex(), "key_epoch": epoch, "key": key.hex(), "member": member.hex(),
            "kid": kid(key, space, epoch).hex(), "key_before": before.hex(), "name": name,
            "kid_before": kid(before, space, epoch - 1).hex(),
            "box": seal_to(keys.public, box_info(space, epoch, keys.id), kid(key, space, epoch), key).hex(),
            "wrapped_before": seal(derive(key, "prev", *bound), text("prev", *bound), before).hex(),
            "name_sealed": seal(derive(key, "name", *bound), name_aad(1, member), pad_name(name)).hex()}


# --- The membership log --------------------------------------------------------------------------

OPS = {  # Code: fields in their order; a number is a size, "name" a sealed name, "id?" an id that may be missing.
    1: ("kind:1", "title:name", "kid:32", "member:16", "role:1", "name:name", "device:64", "device_kind:1"),
    2: ("member:16", "capability:1", "role:1", "name:name", "device:64", "device_kind:1", "invite:id?"),
    3: ("member:16", "device:64", "device_kind:1", "name:name", "via:id?"),
    4: ("member:16", "capability:1", "role:1"), 5: ("device_id:16", "wipe:1"), 6: ("member:16", "wipe:1"),
    7: ("key_epoch:4", "kid:32", "prev_wrap:72", "boxes_hash:32"), 8: ("days:2", "paper:1", "protocol:2"), 9: ()}

def read_entry(entry):
    rest, op = entry[58:-24 - 64], {"code": entry[58]}
    rest = rest[1:]
    for field, kind in (field.split(":") for field in OPS[entry[58]]):
        if kind == "name":
            size, rest = int.from_bytes(rest[:2], "big"), rest[2:]
        elif kind == "id?":
            size, rest = 16 * rest[0], rest[1:]
        else:
            size = int(kind)
        op[field], rest = rest[:size], rest[size:]
    assert rest == b"", "every byte belongs to a field"
    return op

def open_mlog(case):
    space, before, devices, kids, names = raw(case, "space"), bytes(32), {}, {}, 0
    for seq, (entry, claimed) in enumerate(zip(case["entries"], case["hashes"]), 1):
        entry, epoch = bytes.fromhex(entry), max(kids, default=1)
        op, signer = read_entry(entry), entry[-24 - 64:-8 - 64]
        assert entry[:58] == b"\1\1" + space + be(seq, 4) + before + be(epoch, 4), "place in the log"
        if "device" in op:
            devices[device_id(op["device"])] = op["device"]
        before = sha(text("member-entry", entry[:-64]))
        assert before.hex() == claimed
        verify(devices[signer], "member-entry-signature", before, entry[-64:])
        if op["code"] in (1, 7):
            kids[int.from_bytes(op.get("key_epoch", be(1, 4)), "big")] = op["kid"]
        if epoch == 1 and "name" in op:
            key = derive(raw(case, "first_key"), "name", space, be(1, 4))
            aad = name_aad(2, device_id(op["device"])) if op["code"] == 3 else name_aad(1, op["member"])
            names += len(unpad_name(unseal(key, aad, op["name"]))) > 0
    assert kids[1] == kid(raw(case, "first_key"), space, 1) and names > 0

def make_mlog():
    space, admin, guest, first, second = os.urandom(16), Keys(), Keys(), os.urandom(32), os.urandom(32)
    member, other, before, entries, hashes = os.urandom(16), os.urandom(16), bytes(32), [], []
    def name(of, kind, word):
        sealed = seal(derive(first, "name", space, be(1, 4)), name_aad(kind, of), pad_name(word))
        return be(len(sealed), 2) + sealed
    box = seal_to(admin.public, box_info(space, 2, admin.id), kid(second, space, 2), second)
    boxes = sha(text("key-boxes", admin.id + be(2, 4) + be(len(box), 8) + box))
    wrap = seal(derive(second, "prev", space, be(2, 4)), text("prev", space, be(2, 4)), first)
    ops = [b"\1\3" + name(bytes(16), 0, "Musterau") + kid(first, space, 1) + member + b"\1" + name(member, 1, "Anna")
           + admin.public + b"\1",
           b"\2" + other + b"\2\4" + name(other, 1, "Ben") + guest.public + b"\2\0",
           b"\6" + other + b"\1",
           b"\7" + be(2, 4) + kid(second, space, 2) + wrap + boxes]
    for seq, op in enumerate(ops, 1):
        entry = b"\1\1" + space + be(seq, 4) + before + be(1, 4) + op + admin.id + be(1_800_000_000_000 + seq, 8)
        before = sha(text("member-entry", entry))
        entries.append((entry + admin.signature("member-entry-signature", before)).hex())
        hashes.append(before.hex())
    return {"space": space.hex(), "first_key": first.hex(), "entries": entries, "hashes": hashes}


# --- The locks of a device -----------------------------------------------------------------------

def stretch(words, salt, kib, passes):
    return argon2id.kdf(32, words.encode(), salt, opslimit=passes, memlimit=kib * 1024)

def row_aad(case):
    table = case["row_table"].encode()
    return text("row", be(len(table), 8), table, raw(case, "row_key"))

def open_slot(case):
    slot, local = raw(case, "slot"), raw(case, "local_key")
    kib, passes, lanes = (int.from_bytes(slot[at:at + 4], "big") for at in (2, 6, 10))
    assert slot[:2] == b"\1\1" and kib >= 19456 and passes >= 2 and lanes == 1, "work factors"
    key = stretch(case["words"], slot[14:30], kib, passes)
    assert unseal(key, text("passphrase-slot", slot[:30]), slot[30:]) == local
    assert unseal(derive(local, "row"), row_aad(case), raw(case, "row")).hex() == case["row_value"]

def make_slot():
    local, words = os.urandom(32), " ".join(WORDS[int.from_bytes(os.urandom(2), "big") % 2048] for _ in range(6))
    head = b"\1\1" + be(19456, 4) + be(2, 4) + be(1, 4) + os.urandom(16)
    sealed = seal(stretch(words, head[14:], 19456, 2), text("passphrase-slot", head), local)
    case = {"words": words, "local_key": local.hex(), "slot": (head + sealed).hex(), "row_table": "drafts",
            "row_key": os.urandom(16).hex(), "row_value": b"half typed".hex()}
    return case | {"row": seal(derive(local, "row"), row_aad(case), b"half typed").hex()}

def open_phone(case):
    slot, head = raw(case, "slot"), slice(0, 34)
    key = derive(raw(case, "prf"), "platform-key", slot[2:34])
    aad = text("platform-slot", slot[head], slot[106:])
    assert slot[:2] == b"\1\2" and slot[106:].hex() == case["credential"]
    assert unseal(key, aad, slot[34:106]).hex() == case["local_key"]

def make_phone():
    prf, local, head, credential = os.urandom(32), os.urandom(32), b"\1\2" + os.urandom(32), os.urandom(40)
    sealed = seal(derive(prf, "platform-key", head[2:]), text("platform-slot", head, credential), local)
    return {"prf": prf.hex(), "local_key": local.hex(), "credential": credential.hex(),
            "slot": (head + sealed + credential).hex()}


# --- Invitations, recovery, parcels --------------------------------------------------------------

def join_parts(secret, join):
    signed = derive(secret, "invite-id", size=16) + b"".join(join[:4])
    return signed, be(len(signed), 8) + signed

def open_invite(case):
    secret = from_code(case["code"])
    invite, joining, inviter = derive(secret, "invite-id", size=16), keys_of(case["joining"]), keys_of(case["inviter"])
    assert [secret.hex(), to_code(secret), invite.hex()] == [case["secret"], case["code"], case["invite"]]
    payload = unseal(derive(secret, "invite-payload"), text("invite-payload", invite), raw(case, "payload"))
    assert unpad(payload).hex() == case["payload_plain"] and uncbor(unpad(payload))[3] == [inviter.public[:32], inviter.public[32:]]
    join = uncbor(raw(case, "join"))
    signed, counted = join_parts(secret, join)
    assert join[1] + join[2] == joining.public and join[5] == mac(derive(secret, "invite-mac", size=64), counted + join[4])
    verify(joining.public, "join", signed, join[4])
    assert unpad_name(unseal(derive(secret, "invite-name"), text("invite-name", invite, join[0]), join[3])) == case["name"]
    spoken = int.from_bytes(sha(text("spoken", invite, inviter.public, joining.public))[:8], "big")
    assert [WORDS[spoken >> at & 2047] for at in (53, 42, 31, 20)] == case["spoken"]

def make_invite():
    secret, inviter, joining, member, name = os.urandom(16), Keys(), Keys(), os.urandom(16), "Jörg"
    invite, space = derive(secret, "invite-id", size=16), os.urandom(16)
    grant = [space, 3, 2, "Musterau", os.urandom(32), 12, os.urandom(32)]
    plain = cbor(["Netzwerk", 4, [grant], [inviter.public[:32], inviter.public[32:]], "Anna", 1_900_000_000_000, 1])
    sealed = seal(derive(secret, "invite-payload"), text("invite-payload", invite), pad(plain))
    join = [member, joining.public[:32], joining.public[32:]]
    join.append(seal(derive(secret, "invite-name"), text("invite-name", invite, member), pad_name(name)))
    signed, counted = join_parts(secret, join)
    join.append(joining.signature("join", signed))
    join.append(mac(derive(secret, "invite-mac", size=64), counted + join[4]))
    spoken = int.from_bytes(sha(text("spoken", invite, inviter.public, joining.public))[:8], "big")
    return {"secret": secret.hex(), "code": to_code(secret), "invite": invite.hex(), "payload_plain": plain.hex(),
            "payload": sealed.hex(), "inviter": inviter.told(), "joining": joining.told(), "name": name,
            "join": cbor(join).hex(), "spoken": [WORDS[spoken >> at & 2047] for at in (53, 42, 31, 20)]}

def sheet(secret):
    code = to_code(secret) + to_code(sha(text("recovery-check", secret))[:16])[:2]
    return "-".join(code[at:at + 4] for at in range(0, 28, 4)), Keys(derive(secret, "recovery-sign"), derive(secret, "recovery-seal"))

def open_recovery(case):
    code, keys = sheet(from_code(case["code"].replace("-", "")[:26]))
    assert [code, keys.told()] == [case["code"], case["device"]]

def make_recovery():
    code, keys = sheet(os.urandom(16))
    return {"code": code, "device": keys.told()}

def parcel_id(space, sealed, boxes):
    boxes = b"".join(device + be(len(box), 8) + box for device, box in boxes)
    return sha(text("parcel", space, sha(sealed), sha(boxes)))

def open_parcel(case):
    sender, admin, space = keys_of(case["from"]), keys_of(case["admin"]), raw(case, "space")
    sealed, boxes, signature = uncbor(raw(case, "parcel"))
    verify(sender.public, "parcel-signature", parcel_id(space, sealed, boxes), signature)
    box = dict(map(tuple, boxes))[admin.id]
    key = open_from(admin, text("parcel-box", space, sender.id, admin.id), sha(sealed), box)
    assert unpad(unseal(key, text("parcel", space, sender.id), sealed)).hex() == case["body"]

def make_parcel():
    sender, admin, space, key, body = Keys(), Keys(), os.urandom(16), os.urandom(32), b"unsent " * 60
    sealed = seal(key, text("parcel", space, sender.id), pad(body))
    boxes = [[admin.id, seal_to(admin.public, text("parcel-box", space, sender.id, admin.id), sha(sealed), key)]]
    signature = sender.signature("parcel-signature", parcel_id(space, sealed, boxes))
    return {"from": sender.told(), "admin": admin.told(), "space": space.hex(), "body": body.hex(),
            "parcel": cbor([sealed, boxes, signature]).hex()}


OPEN = {"envelope": open_envelope, "box": open_box, "mlog": open_mlog, "slot": open_slot, "phone": open_phone,
        "invite": open_invite, "recovery": open_recovery, "parcel": open_parcel}
MAKE = {"envelope": make_envelope, "box": make_box, "mlog": make_mlog, "slot": make_slot, "phone": make_phone,
        "invite": make_invite, "recovery": make_recovery, "parcel": make_parcel}

if __name__ == "__main__":
    assert __debug__, "the checks are asserts: run without -O"
    if sys.argv[1] == "seal":
        pathlib.Path(sys.argv[2]).write_text(json.dumps({kind: make() for kind, make in MAKE.items()}))
    for path in map(pathlib.Path, sys.argv[2:] if sys.argv[1] == "open" else []):
        cases = json.loads(path.read_text())
        # A pinned file holds one object and lies in a folder of its kind.
        for kind, case in ({path.parent.name: cases} if path.parent.name in OPEN else cases).items():
            OPEN[kind](case)
            print(f"{kind} of {path} opens")
