"""An outsider: joins, draws, checks in and reads the pulse with nothing but the demonstration's JSON file and HTTP.

Everything here is written from the standards (RFC 7515, 7523, 9474, 9577, 9578, 6238) and /openapi.json, with Python's
own library alone, so that it shares no line with the server or the SDK. Usage: outsider.py FILE
"""

import base64, datetime, hashlib, hmac, json, math, pathlib, secrets, struct, sys, urllib.error, urllib.parse, urllib.request, zoneinfo

demo = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
address, clock_file = demo["address"], pathlib.Path(demo["clockFile"])


def now():
    return datetime.datetime.fromisoformat(clock_file.read_text().strip().replace("Z", "+00:00"))


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def ask(method, path, authorization=None, body=None):
    """The status, and the JSON of the answer."""
    request = urllib.request.Request(address + path, method=method)
    if authorization:
        request.add_header("Authorization", authorization)
    data = None
    if body is not None:
        request.add_header("Content-Type", "application/json")
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, data, timeout=20) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    return status, json.loads(text) if text else None


def expect(wanted, answer):
    status, body = answer
    assert status == wanted, f"expected {wanted}, got {status}: {body}"
    return body


# --- ECDSA on P-256 (FIPS 186-5), for the assertion of a phone

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope**2 - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(k, point):
    result = None
    while k:
        if k & 1:
            result = add(result, point)
        point, k = add(point, point), k >> 1
    return result


def es256(private, message):
    k = secrets.randbelow(N - 1) + 1
    r = multiply(k, G)[0] % N
    s = pow(k, -1, N) * (int.from_bytes(hashlib.sha256(message).digest(), "big") + r * private) % N
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def verify_es256(key, message, signature):
    r, s = (int.from_bytes(signature[i : i + 32], "big") for i in (0, 32))
    z, w = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    public = tuple(int.from_bytes(unb64(key[name]), "big") for name in "xy")
    assert add(multiply(z * w % N, G), multiply(r * w % N, public))[0] % N == r, "not signed by this key"


def root_of(leaf, inclusion, size):
    """The root to which a path leads: RFC 9162, section 2.1.3.2."""
    fn, sn, r = inclusion["leafIndex"], size - 1, hashlib.sha256(b"\x00" + leaf).digest()
    for p in map(unb64, inclusion["path"]):
        if fn & 1 or fn == sn:
            r = hashlib.sha256(b"\x01" + p + r).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = hashlib.sha256(b"\x01" + r + p).digest()
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0
    return r


# --- RSA blind signatures (RFC 9474, RSABSSA-SHA384-PSS-Deterministic)


def sha384(data):
    return hashlib.sha384(data).digest()


def mask(seed, length):
    blocks = (sha384(seed + struct.pack(">I", i)) for i in range(-(-length // 48)))
    return b"".join(blocks)[:length]


def emsa_pss(message, salt):
    h = sha384(bytes(8) + sha384(message) + salt)
    block = bytes(256 - 48 - 48 - 2) + b"\x01" + salt
    masked = bytearray(a ^ b for a, b in zip(block, mask(h, len(block))))
    masked[0] &= 0x7F
    return int.from_bytes(bytes(masked) + h + b"\xbc", "big")


def modulus(spki):
    assert len(spki) == 342 and spki[72:81] == bytes.fromhex("3082010a0282010100") and spki[-3:] == b"\x01\x00\x01"
    return int.from_bytes(spki[81:337], "big")


class Draft:
    def __init__(self, spki, digest):
        self.n, key_id = modulus(spki), hashlib.sha256(spki).digest()
        self.signed = b"\x00\x02" + secrets.token_bytes(32) + digest + key_id
        self.message = emsa_pss(self.signed, secrets.token_bytes(48))
        self.r = secrets.randbelow(self.n - 2) + 2
        assert math.gcd(self.r, self.n) == 1
        blinded = self.message * pow(self.r, 65537, self.n) % self.n
        self.request = b64(b"\x00\x02" + key_id[-1:] + blinded.to_bytes(256, "big"))

    def finish(self, blind_signature):
        signature = int.from_bytes(blind_signature, "big") * pow(self.r, -1, self.n) % self.n
        assert pow(signature, 65537, self.n) == self.message, "the issuer signed with another key"
        return self.signed + signature.to_bytes(256, "big")


# --- staff: password, and a code of the moment (RFC 6238) where the account has one


def sign_in(person):
    body = {"name": person["name"], "password": person["password"]}
    if person.get("totpSecret"):
        secret = base64.b32decode(person["totpSecret"] + "=" * (-len(person["totpSecret"]) % 8))
        digest = hmac.digest(secret, struct.pack(">Q", int(now().timestamp()) // 30), "sha1")
        number = struct.unpack(">I", digest[digest[-1] & 15 :][:4])[0] & 0x7FFFFFFF
        body["totpCode"] = f"{number % 1_000_000:06d}"
    return "Bearer " + expect(201, ask("POST", "/api/v1/staff-sign-ins", body=body))["token"]


group, code = demo["joinCodes"][0]["groupId"], demo["joinCodes"][0]["joinCode"]
facilitator = next(p for p in demo["staff"] if p["role"] == "facilitator" and group in p["groupIds"])

# --- joins with an unused code
private = secrets.randbelow(N - 1) + 1
x, y = multiply(private, G)
key = {"kty": "EC", "crv": "P-256", "x": b64(x.to_bytes(32, "big")), "y": b64(y.to_bytes(32, "big"))}
joined = expect(201, ask("POST", "/api/v1/memberships", body={"joinCode": code, "deviceKey": key}))
assert joined["group"]["id"] == group
other = {**key, "y": b64((P - y).to_bytes(32, "big"))}
expect(404, ask("POST", "/api/v1/memberships", body={"joinCode": code, "deviceKey": other}))

seconds = int(now().timestamp())
claims = {"sub": joined["membershipId"], "iss": joined["membershipId"], "aud": address, "iat": seconds}
signed = b64(b'{"alg":"ES256","typ":"JWT"}') + "." + b64(json.dumps(claims).encode())
assertion = signed + "." + b64(es256(private, signed.encode()))
member = "Bearer " + expect(200, ask("POST", "/api/v1/access-tokens", body={"assertion": assertion}))["accessToken"]

# --- draws the week
amsterdam = zoneinfo.ZoneInfo("Europe/Amsterdam")
today = now().astimezone(amsterdam).date()
host = urllib.parse.urlsplit(address).hostname.encode()
challenge = struct.pack(">HH", 2, len(host)) + host + b"\x00" + struct.pack(">H", len(host)) + host
slice_ = expect(200, ask("GET", f"/api/v1/groups/{group}/token-keys", member))
week = next(w for w in slice_["weeks"] if any(d["day"] == str(today) for d in w["days"]))

# --- looks whether these keys are everybody's (RFC 9162): they lead to the root that anybody gets
public = expect(200, ask("GET", f"/api/v1/groups/{group}/token-keys"))
root = expect(200, ask("GET", f"/api/v1/token-key-roots/{week['week']}"))
assert "slipsWanted" not in public and [w for w in public["weeks"] if w["week"] == week["week"]] == [week]
signing_input, _, signature = root["signature"].rpartition(".")
claims = json.loads(unb64(signing_input.split(".")[1]))
assert claims == {"iss": host.decode(), **{k: root[k] for k in ("week", "treeSize", "rootHash")}}
verify_es256(root["publicKey"], signing_input.encode(), unb64(signature))
for day in week["days"]:
    fields = [b"CHECK_IN", group.encode(), day["day"].encode()]
    leaf = b"".join(bytes([len(f)]) + f for f in fields) + struct.pack(">H", 342) + unb64(day["tokenKey"])
    assert root_of(leaf, day["inclusion"], root["treeSize"]) == unb64(root["rootHash"]), day["day"]
drafts = [Draft(unb64(d["tokenKey"]), hashlib.sha256(challenge).digest()) for d in week["days"]]
draw = {"week": week["week"], "tokenRequests": [d.request for d in drafts]}
answers = expect(200, ask("POST", "/api/v1/token-draws", member, draw))["tokenResponses"]
assert answers == expect(200, ask("POST", "/api/v1/token-draws", member, draw))["tokenResponses"], "the same again"
tokens = [draft.finish(unb64(answer)) for draft, answer in zip(drafts, answers)]

# --- checks in, as nobody
token = "PrivateToken token=\"%s\"" % base64.urlsafe_b64encode(tokens[today.weekday()]).decode()
slip = {"schemaVersion": 1, "tension": 3, "urge": 2, "timeOut": "not-needed"}
expect(204, ask("POST", "/api/v1/check-ins", token, slip))
expect(204, ask("POST", "/api/v1/check-ins", token, slip))
expect(409, ask("POST", "/api/v1/check-ins", token, {**slip, "tension": 5}))

# --- and after Tuesday the facilitator reads the pulse
before = expect(200, ask("GET", f"/api/v1/groups/{group}/pulse", sign_in(facilitator)))
assert week["week"] not in [w["week"] for w in before["weeks"]], "nothing is shown of an open week"
monday = today - datetime.timedelta(days=today.weekday())
after = datetime.datetime.combine(monday + datetime.timedelta(days=8), datetime.time(4, 1), amsterdam)
clock_file.write_text(after.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
pulse = expect(200, ask("GET", f"/api/v1/groups/{group}/pulse", sign_in(facilitator)))
published = next(w for w in pulse["weeks"] if w["week"] == week["week"])
assert sum(published["tension"]) >= 5 and published["tension"][2] >= 1, published
assert expect(401, ask("POST", "/api/v1/check-ins", token, slip))["type"].endswith("token-rejected")
print(f"An outsider joined, drew {len(tokens)} tokens, checked in, and read week {week['week']}: {published['tension']}")
