// A standard Privacy Pass client (RFC 9577, RFC 9578), unmodified, against a running server.
// Usage: node client.mjs ADDRESS ACCESS_TOKEN GROUP DAY
import { AuthorizationHeader, TOKEN_TYPES, TokenChallenge, publicVerif, util } from "@cloudflare/privacypass-ts";

const [address, accessToken, group, day] = process.argv.slice(2);
const bearer = { Authorization: `Bearer ${accessToken}` };
const slip = JSON.stringify({ schemaVersion: 1, tension: 2, urge: 1, timeOut: "not-needed" });
const bytes = (base64Url) => new Uint8Array(Buffer.from(base64Url, "base64url"));

function expect(status, response, what) {
  if (response.status !== status) throw new Error(`${what}: expected ${status}, got ${response.status}`);
  return response;
}

const checkIn = (authorization) =>
  fetch(`${address}/api/v1/check-ins`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(authorization ? { Authorization: authorization } : {}) },
    body: slip,
  });

// The origin asks for a token.
const asked = expect(401, await checkIn(), "without a token").headers.get("WWW-Authenticate");
const challenge = TokenChallenge.deserialize(bytes(/challenge="([^"]+)"/.exec(asked)[1]));

// The issuer's directory says where to ask, and with which key.
const directory = await expect(
  200,
  await fetch(`${address}/.well-known/private-token-issuer-directory`),
  "directory",
).json();
const requestUri = new URL(directory["issuer-request-uri"], address);

async function draw(tokenKey) {
  const client = new publicVerif.Client(publicVerif.BlindRSAMode.PSS);
  const request = await client.createTokenRequest(challenge, tokenKey);
  const response = expect(
    200,
    await fetch(requestUri, {
      method: "POST",
      headers: { ...bearer, "Content-Type": "application/private-token-request" },
      body: request.serialize(),
    }),
    "token request",
  );
  if (response.headers.get("Content-Type") !== "application/private-token-response") throw new Error("media type");
  return client.finalize(client.deserializeTokenResponse(new Uint8Array(await response.arrayBuffer())));
}

async function verifies(token, tokenKey) {
  const key = await crypto.subtle.importKey(
    "spki",
    util.convertRSASSAPSSToEnc(tokenKey),
    { name: "RSA-PSS", hash: "SHA-384" },
    true,
    ["verify"],
  );
  return new publicVerif.Origin(publicVerif.BlindRSAMode.PSS).verify(token, key);
}

// The directory's key: this month's.
const month = bytes(directory["token-keys"].find((key) => key["token-type"] === TOKEN_TYPES.BLIND_RSA.value)["token-key"]);
if (!(await verifies(await draw(month), month))) throw new Error("the month's token does not verify");

// A day's key from the group's slice: this token can be spent now.
const slice = await expect(
  200,
  await fetch(`${address}/api/v1/groups/${group}/token-keys`, { headers: bearer }),
  "slice",
).json();
const days = slice.weeks.flatMap((week) => week.days);
const today = bytes(days.find((each) => each.day === day).tokenKey);
const token = await draw(today);
if (!(await verifies(token, today))) throw new Error("the day's token does not verify");
const authorization = new AuthorizationHeader(token).toString();
expect(204, await checkIn(authorization), "redeeming");
expect(204, await checkIn(authorization), "redeeming again");
expect(401, await checkIn(authorization.replace(/.{4}"?$/, 'AAAA"')), "a changed token");
console.log("drew 2, redeemed 1");
