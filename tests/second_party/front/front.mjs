// A TLS front for the emulator, found through HTTPS_PROXY.
//
// The client speaks only HTTPS, only to hosts that are not on this machine. The front takes its CONNECT to the vendor's host, ends the
// TLS there with a certificate made for this run, and hands each request on to the emulator. Nothing leaves the machine. In JSON
// answers the emulator's own address becomes the vendor's, so that result URLs lead through the front too; not another byte changes.
//
// node front.mjs EMULATOR_URL FOLDER
// Writes FOLDER/certificate.pem and FOLDER/calls.jsonl, and the proxy's URL as the first line of stdout.

import { appendFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import forge from 'node-forge';

const VENDOR_HOST = 'api-singapore.klingai.com';
const DAY_MS = 24 * 60 * 60 * 1000;

const [emulator, folder] = process.argv.slice(2);

function makeIdentity(host) {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + DAY_MS);
  const subject = [{ name: 'commonName', value: host }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
  ]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(certificate) };
}

async function readAll(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

function handOn({ method, url, headers }, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(url, emulator), { method, headers }, resolve);
    request.once('error', reject);
    request.end(body);
  });
}

function record(call) {
  appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify(call)}\n`);
}

async function relay(request, response) {
  const sent = await readAll(request);
  const answer = await handOn(request, sent);
  let body = await readAll(answer);
  const isJson = answer.headers['content-type']?.startsWith('application/json') ?? false;
  if (isJson) body = Buffer.from(body.toString().replaceAll(emulator, `https://${VENDOR_HOST}`));
  record({
    method: request.method,
    path: request.url,
    unsigned_token: request.headers.authorization?.replace(/\.[^.]*$/, ''),
    status: answer.statusCode,
    answered: isJson ? JSON.parse(body) : `${body.length} bytes`,
    sent: sent.toString(),
  });
  response.writeHead(answer.statusCode, { ...answer.headers, 'content-length': body.length });
  response.end(body);
}

const identity = makeIdentity(VENDOR_HOST);
writeFileSync(join(folder, 'certificate.pem'), identity.cert);
writeFileSync(join(folder, 'calls.jsonl'), '');

const vendor = https.createServer(identity, (request, response) => {
  relay(request, response).catch((error) => response.destroy(error));
});
const proxy = http.createServer((_, response) => response.writeHead(403).end());
proxy.on('connect', (request, socket) => {
  if (request.url !== `${VENDOR_HOST}:443`) {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  vendor.emit('connection', socket);
});
proxy.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${proxy.address().port}`));
